import type { Ticks } from "../../engine/time.ts";
import { CLASSIC } from "../eventLog.ts";
import type { WorldSpec } from "../worldSpec.ts";
import { AuditError } from "./auditError.ts";
import { OrderLanes } from "./orderLanes.ts";
import { RequeuedTasks } from "./requeuedTasks.ts";
import { SlotBook, UNLIMITED } from "./slotBook.ts";
import { WaitingJobs } from "./waitingJobs.ts";
import { workersAt } from "./workersAt.ts";

/** The slots of all systems and who waits for them: each gets his in turn (4), and none is free while somebody waits (5). */
export class SlotBooks {
  /** By system. */
  readonly all: readonly SlotBook[];
  private readonly lanes: OrderLanes;
  private readonly requeues = new RequeuedTasks();
  /** Null where every job stays until it has had all its slots. */
  private readonly waiting: WaitingJobs | null;
  /** How many systems had a free slot and a waiting task when they were last weighed. */
  private slack = 0;
  /** The system of the last event: the only one that was not weighed since. */
  private current: SlotBook;

  /** @param kept false: order and work conservation are looked after elsewhere. */
  constructor(spec: WorldSpec, kept: boolean) {
    this.lanes = new OrderLanes(spec, kept);
    this.all = openBooks(spec, this.lanes, kept);
    this.current = this.all[CLASSIC]!;
    this.waiting = mayLeaveEarly(spec) ? new WaitingJobs() : null;
  }

  /** The system in which something happens now. */
  enter(system: number): SlotBook {
    const book = this.all[system]!;
    if (book !== this.current) {
      this.weigh(this.current);
      this.current = book;
    }
    return book;
  }

  /** Tasks of a job ask for slots, each for so many. */
  join(job: number, workload: number, system: number, width: number, tasks: number): void {
    const book = this.enter(system);
    book.waiting += width * tasks;
    book.joined = job;
    if (width !== 1) book.countable = false;
    if (!book.inOrder) this.lanes.join(system, workload, width);
    if (this.waiting !== null) this.waiting.join(job, system, width * tasks);
  }

  /** The system of which a task gets so many slots; throws AuditError unless it is its turn. */
  inTurn(time: Ticks, job: number, workload: number, task: number, system: number, slots: number): SlotBook {
    const book = this.enter(system);
    // Tasks that lost their slots come before the others of their priority: their turn is the full form's to check.
    if (!this.requeues.retake(job, task)) {
      const inTurn = book.inOrder ? job >= book.taker : this.lanes.take(system, workload, job);
      if (!inTurn) throw this.overtaken(time, job, workload, system);
      book.taker = job;
    }
    if (this.waiting !== null) this.waiting.take(job, slots);
    return book;
  }

  /** A task is to lose its slots, and will ask for others. */
  requeue(job: number, task: number): void {
    this.requeues.requeue(job, task);
  }

  /** A task gave its slots back: one that was requeued asks for as many. */
  gaveBack(job: number, task: number, system: number, slots: number): void {
    if (!this.requeues.release(job, task)) return;
    const book = this.all[system]!;
    book.waiting += slots;
    book.joined = job;
    if (this.waiting !== null) this.waiting.join(job, system, slots);
  }

  /** A job ended, or is another system's from now on. */
  forget(job: number): void {
    this.requeues.forget(job);
  }

  /** A job asks for no slots any more. */
  leave(job: number): void {
    if (this.waiting === null) {
      // Nothing in the scenario ends jobs early, so somebody outside did: what still waits can no longer be counted.
      for (const book of this.all) book.countable = false;
      return;
    }
    const system = this.waiting.systemOf(job);
    if (system === undefined) return;
    this.enter(system).waiting -= this.waiting.leave(job);
  }

  /** An instant is over. Throws AuditError if a slot is free that a waiting task could have. */
  instantEnds(now: Ticks): void {
    this.weigh(this.current);
    if (this.slack !== 0) throw this.idleWhileWaiting(now);
  }

  private weigh(book: SlotBook): void {
    const slack = book.waiting > 0 && book.free > 0 && book.countable ? 1 : 0;
    if (slack !== book.slack) {
      this.slack += slack - book.slack;
      book.slack = slack;
    }
  }

  private overtaken(time: Ticks, job: number, workload: number, system: number): AuditError {
    const book = this.all[system]!;
    const before = book.inOrder ? book.taker : this.lanes.before(system, workload);
    return new AuditError(4, time, `job ${job} takes a slot of ${book.name} after job ${before} did`);
  }

  private idleWhileWaiting(now: Ticks): AuditError {
    const book = this.all.find((candidate) => candidate.slack === 1)!;
    const who = `${book.waiting} tasks wait, of job ${book.joined} or jobs before it`;
    return new AuditError(5, now, `a slot of ${book.freePlace()} is free while ${who}`);
  }
}

/** Whether jobs may leave before all of their tasks had slots. */
function mayLeaveEarly({ workloads, classic, pools }: WorldSpec): boolean {
  return (
    workloads.some((workload) => workload.job.timeout !== null) ||
    (classic !== null && classic.maxQueued !== Number.POSITIVE_INFINITY) ||
    pools.some(({ scaling }) => scaling.kind === "operations")
  );
}

function openBooks(spec: WorldSpec, lanes: OrderLanes, countable: boolean): SlotBook[] {
  const fleet = spec.classic?.fleet;
  const workers = fleet?.kind === "workers" ? workersAt(fleet, spec.startEpochMs, 0) : UNLIMITED;
  const window = { from: spec.warmUp, to: spec.warmUp + spec.horizon };
  const names = ["classic", ...spec.pools.map((pool) => pool.name)];
  return names.map((name, system) => {
    const classic = system === CLASSIC;
    const capacity = classic ? workers : spec.pools[system - 1]!.slotsPerVm;
    const told = countable && (!classic || fleet?.kind === "workers");
    const rules = { classic, inOrder: lanes.coversAll(system), countable: told };
    return new SlotBook(name, capacity, rules, window);
  });
}
