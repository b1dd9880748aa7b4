import type { Ticks } from "../../engine/time.ts";
import { ExactSum } from "../../statistics/exactSum.ts";
import type { CancelledVms } from "../cancelledVms.ts";
import { CLASSIC, type EndedJob, type EventLog } from "../eventLog.ts";
import type { VmRow, WorldResult } from "../worldResult.ts";
import type { WorldSpec } from "../worldSpec.ts";
import { AuditError, seconds } from "./auditError.ts";
import { type AuditedBill, checkBill } from "./billCheck.ts";
import { ClassicHours } from "./classicHours.ts";
import { checkLedger } from "./ledgerCheck.ts";
import { OrderLanes } from "./orderLanes.ts";
import { sojournOf } from "./recordCheck.ts";
import { Replay } from "./replay.ts";
import { RequeuedTasks } from "./requeuedTasks.ts";
import { systemsOf } from "./routing.ts";
import { SlotBook, UNLIMITED } from "./slotBook.ts";
import { StoreBook } from "./storeBook.ts";
import { Transcript } from "./transcript.ts";
import { TransferringTasks } from "./transferringTasks.ts";
import { VmCounts } from "./vmCounts.ts";
import { WaitingJobs } from "./waitingJobs.ts";
import { workersAt } from "./workersAt.ts";

export type { CensusRow } from "./workloadCounts.ts";

import { type CensusRow, WorkloadCounts } from "./workloadCounts.ts";

/** Sums and products of whole numbers that come out below this are exact in a double. */
const EXACT = 2 ** 52;

/** What a finished run says of itself, to be compared with its event log. */
export interface AuditedResult {
  readonly vms: readonly VmRow[];
  /** VMs that were cancelled before they were ready, which have no line among the others; absent: none. */
  readonly cancelled?: readonly CancelledVms[];
  readonly census: readonly CensusRow[];
  /** Absent: there is none to check. */
  readonly bill?: Pick<AuditedBill, "rows" | "total">;
  /** The window in which hours are counted: its end is the planned end, or the clock where the run was drained. */
  readonly window: { readonly from: Ticks; readonly to: Ticks };
  /** A run that was cut off may have stopped inside an instant and between the events that are told. */
  readonly stop?: WorldResult["stop"];
}

/**
 * Checks a run as it happens against the invariants that every run must keep, knowing nothing of the model's code:
 * 1 conservation, 2 causality, 3 capacity, 4 order, 5 work conservation, 6 ledger, 7 latency, 8 Little's law.
 *
 * The cheap form keeps counters only: it sees every event, but does not know one job of a workload from another, leaves
 * caps alone, and checks work conservation only where all tasks have one slot. The full form also keeps the whole log
 * and, when the run is over, goes through it job by job.
 *
 * Every method throws AuditError at the first event that cannot be; `finish` must be called once, at the end.
 */
export class Auditor implements EventLog {
  private readonly spec: WorldSpec;
  private readonly tenants: readonly string[];
  private readonly transcript: Transcript | null;
  private readonly books: readonly SlotBook[];
  private readonly lanes: OrderLanes;
  private readonly counts: WorkloadCounts;
  private readonly waiting: WaitingJobs | null;
  /** Only the full form follows jobs one by one. */
  private readonly classicHours: ClassicHours | null;
  private readonly requeues = new RequeuedTasks();
  private readonly transferring = new TransferringTasks();
  private readonly stores: readonly StoreBook[];
  private readonly vms: VmCounts;
  private readonly integral = new ExactSum();
  private readonly sojourns = new ExactSum();
  private now: Ticks = 0;
  /** The last job that came: numbers rise, and may leave out jobs that are not simulated. */
  private last = -1;
  private lastWorkload = -1;
  private inSystem = 0;
  /** What is not in the two sums yet: plain doubles, exact below 2^52, that cost little at each event. */
  private area = 0;
  private stays = 0;
  /** How many systems had a free slot and a waiting task when they were last weighed. */
  private slack = 0;
  /** The system of the last event: the only one that was not weighed since. */
  private current: SlotBook;

  /** `tenants` gives the names of the tenants that the log tells by index. */
  constructor(spec: WorldSpec, tenants: readonly string[], options: { readonly full: boolean }) {
    this.spec = spec;
    this.tenants = tenants;
    this.transcript = options.full ? new Transcript() : null;
    this.classicHours = options.full && spec.classic?.billingPlan ? new ClassicHours(spec) : null;
    // The full form leaves order and work conservation to its replay, which can name the first job passed over.
    this.lanes = new OrderLanes(spec, !options.full);
    this.books = books(spec, this.lanes, !options.full);
    this.current = this.books[CLASSIC]!;
    this.counts = new WorkloadCounts(spec.workloads.map((workload) => workload.name));
    this.vms = new VmCounts(spec);
    this.stores = spec.stores.map((store) => new StoreBook(store));
    this.waiting = mayLeaveEarly(spec) ? new WaitingJobs() : null;
  }

  submitted(time: Ticks, job: number, workload: number, tenant: number): void {
    if (time !== this.now) this.advance(time, job);
    if (job <= this.last) throw new AuditError(1, time, `job ${job} is submitted after job ${this.last}`);
    this.last = job;
    this.lastWorkload = workload;
    this.inSystem++;
    this.counts.submit(workload);
    if (this.classicHours !== null) this.classicHours.submitted(time, job, workload);
    if (this.transcript !== null) this.transcript.submitted(time, job, workload, tenant);
  }

  routed(time: Ticks, job: number, system: number, width: number): void {
    if (time !== this.now) this.advance(time, job);
    const { route, tenant } = this.spec.workloads[this.lastWorkload]!;
    if (job !== this.last || !systemsOf(route, tenant, this.spec.pools).includes(system)) {
      throw new AuditError(
        3,
        time,
        `job ${job} is routed to ${this.books[system]?.name}, which its route does not name`,
      );
    }
    if (this.transcript !== null) this.transcript.routed(time, job, system, width);
  }

  moved(time: Ticks, job: number): void {
    if (time !== this.now) this.advance(time, job);
    this.leaveQueue(job);
    this.requeues.forget(job);
    if (this.classicHours !== null) this.classicHours.moved(job);
    if (this.transcript !== null) this.transcript.moved(time, job);
  }

  eligible(time: Ticks, job: number, workload: number, system: number, width: number, tasks: number): void {
    if (time !== this.now) this.advance(time, job);
    if (job > this.last) throw new AuditError(2, time, `job ${job} is eligible before it is submitted`);
    const book = this.enter(system);
    book.waiting += width * tasks;
    book.joined = job;
    if (width !== 1) book.countable = false;
    if (!book.inOrder) this.lanes.join(system, workload, width);
    if (this.waiting !== null) this.waiting.join(job, system, width * tasks);
    if (this.classicHours !== null) this.classicHours.eligible(job, system);
    if (this.transcript !== null) this.transcript.eligible(time, job, workload, system, width, tasks);
  }

  expected(time: Ticks, job: number, task: number, system: number, until: Ticks): void {
    if (time !== this.now) this.advance(time, job);
    if (until < time) throw new AuditError(2, time, `job ${job} is expected to give its slots back before it has them`);
    if (this.transcript !== null) this.transcript.expected(time, job, task, system, until);
  }

  taken(time: Ticks, job: number, workload: number, task: number, system: number, vm: number, slots: number): void {
    if (time !== this.now) this.advance(time, job);
    this.inTurn(time, job, workload, task, system).take(time, job, vm, slots);
    if (this.waiting !== null) this.waiting.take(job, slots);
    if (this.classicHours !== null) this.classicHours.taken(job, workload, task, system, slots);
    if (this.transcript !== null) this.transcript.taken(time, job, workload, task, system, vm, slots);
  }

  gangTaken(time: Ticks, job: number, workload: number, task: number, system: number, vms: Int32Array): void {
    if (time !== this.now) this.advance(time, job);
    this.inTurn(time, job, workload, task, system).takeGang(time, job, vms);
    if (this.waiting !== null) this.waiting.take(job, vms.length);
    if (this.classicHours !== null) this.classicHours.taken(job, workload, task, system, vms.length);
    if (this.transcript !== null) this.transcript.gangTaken(time, job, workload, task, system, vms);
  }

  started(time: Ticks, job: number, task: number, system: number, vm: number): void {
    if (time !== this.now) this.advance(time, job);
    this.books[system]!.start(time, job, vm);
    this.transferring.computes(job, task);
    if (this.classicHours !== null) this.classicHours.started(time, job, task, system);
    if (this.transcript !== null) this.transcript.started(time, job, task, system, vm);
  }

  gangStarted(time: Ticks, job: number, task: number, system: number, vms: Int32Array): void {
    if (time !== this.now) this.advance(time, job);
    this.books[system]!.startGang(time, job, vms);
    this.transferring.computes(job, task);
    if (this.transcript !== null) this.transcript.gangStarted(time, job, task, system, vms);
  }

  transfers(time: Ticks, job: number, task: number, system: number, vm: number): void {
    if (time !== this.now) this.advance(time, job);
    this.books[system]!.turn(time, job, vm, 1);
    this.transferring.transfers(job, task);
    if (this.transcript !== null) this.transcript.transfers(time, job, task, system, vm);
  }

  computes(time: Ticks, job: number, task: number, system: number, vm: number): void {
    if (time !== this.now) this.advance(time, job);
    this.books[system]!.turn(time, job, vm, -1);
    this.transferring.computes(job, task);
    if (this.transcript !== null) this.transcript.computes(time, job, task, system, vm);
  }

  transferAsked(time: Ticks, store: number, id: number, bytes: number, network: number, object: number): void {
    if (time !== this.now) this.advance(time, -1);
    this.stores[store]!.ask(time, id, bytes, network, object);
    if (this.transcript !== null) this.transcript.transferAsked(time, store, id, bytes, network, object);
  }

  transferDone(time: Ticks, store: number, id: number): void {
    if (time !== this.now) this.advance(time, -1);
    this.stores[store]!.done(time, id);
    if (this.transcript !== null) this.transcript.transferDone(time, store, id);
  }

  transferDropped(time: Ticks, store: number, id: number): void {
    if (time !== this.now) this.advance(time, -1);
    this.stores[store]!.drop(time, id);
    if (this.transcript !== null) this.transcript.transferDropped(time, store, id);
  }

  released(time: Ticks, job: number, task: number, system: number, vm: number, slots: number, computed: boolean): void {
    if (time !== this.now) this.advance(time, job);
    const book = this.enter(system);
    book.release(time, job, vm, slots, computed, this.transferring.has(job, task));
    this.mayWait(book, job, task, system, slots);
    if (this.classicHours !== null) this.classicHours.released(time, job, task, system);
    if (this.transcript !== null) this.transcript.released(time, job, task, system, vm, slots, computed);
  }

  gangReleased(time: Ticks, job: number, task: number, system: number, vms: Int32Array, computed: boolean): void {
    if (time !== this.now) this.advance(time, job);
    const book = this.enter(system);
    book.releaseGang(time, job, vms, computed, this.transferring.has(job, task));
    this.mayWait(book, job, task, system, vms.length);
    if (this.transcript !== null) this.transcript.gangReleased(time, job, task, system, vms, computed);
  }

  requeued(time: Ticks, job: number, task: number, system: number, kept: Ticks): void {
    if (time !== this.now) this.advance(time, job);
    this.requeues.requeue(job, task);
    if (this.transcript !== null) this.transcript.requeued(time, job, task, system, kept);
  }

  retried(time: Ticks, job: number, task: number, system: number): void {
    if (time !== this.now) this.advance(time, job);
    this.requeues.requeue(job, task);
    if (this.transcript !== null) this.transcript.retried(time, job, task, system);
  }

  failed(time: Ticks, job: number, task: number, system: number): void {
    if (time !== this.now) this.advance(time, job);
    if (this.transcript !== null) this.transcript.failed(time, job, task, system);
  }

  ended(time: Ticks, record: EndedJob): void {
    if (time !== this.now) this.advance(time, record.job);
    this.counts.end(time, record.job, record.workload, record.state);
    const sojourn = sojournOf(time, record);
    const stays = this.stays + sojourn;
    if (stays < EXACT) this.stays = stays;
    else this.sojourns.add(sojourn);
    this.inSystem--;
    this.requeues.forget(record.job);
    this.transferring.forget(record.job);
    if ((record.state === "Cancelled" || record.state === "Rejected") && record.eligible >= 0)
      this.leaveQueue(record.job);
    if (this.classicHours !== null) this.classicHours.ended(record);
    if (this.transcript !== null) this.transcript.ended(time, record);
  }

  workers(time: Ticks, count: number): void {
    if (time !== this.now) this.advance(time, -1);
    const fleet = this.spec.classic?.fleet;
    const planned = fleet?.kind === "workers" ? workersAt(fleet, this.spec.startEpochMs, time) : null;
    if (count !== planned) {
      throw new AuditError(
        3,
        time,
        `the classic service has ${count} workers, its timetable says ${planned ?? "nothing"}`,
      );
    }
    this.enter(CLASSIC).resize(count);
    if (this.transcript !== null) this.transcript.workers(time, count);
  }

  vmRequested(time: Ticks, system: number, vm: number, lowPriority = 0): void {
    if (time !== this.now) this.advance(time, -1);
    this.books[system]!.request(vm, time, lowPriority === 1);
    this.vms.request(time, system, vm, lowPriority === 1);
    if (this.transcript !== null) this.transcript.vmRequested(time, system, vm, lowPriority);
  }

  vmUnusable(time: Ticks, system: number, vm: number): void {
    if (time !== this.now) this.advance(time, -1);
    this.enter(system).spoil(vm, time);
    if (this.transcript !== null) this.transcript.vmUnusable(time, system, vm);
  }

  vmReady(time: Ticks, system: number, vm: number): void {
    if (time !== this.now) this.advance(time, -1);
    this.enter(system).ready(vm, time);
    if (this.transcript !== null) this.transcript.vmReady(time, system, vm);
  }

  vmLeft(time: Ticks, system: number, vm: number): void {
    if (time !== this.now) this.advance(time, -1);
    this.enter(system).leave(vm, time);
    this.vms.leave(system);
    if (this.transcript !== null) this.transcript.vmLeft(time, system, vm);
  }

  vmDeleted(time: Ticks, system: number, vm: number): void {
    if (time !== this.now) this.advance(time, -1);
    const { left, lowPriority } = this.enter(system).remove(vm, time);
    this.vms.remove(system, left, lowPriority);
    if (this.transcript !== null) this.transcript.vmDeleted(time, system, vm);
  }

  /**
   * The run is over and its clock stands at `clock`: compares the log with the result. Nothing is asked of the final
   * instant that only dispatching could have given, as a run may stop before that.
   */
  finish(clock: Ticks, result: AuditedResult): void {
    const end = this.spec.warmUp + this.spec.horizon;
    // With jobs left that nothing will ever serve, a run that was to drain stops at some event that is not told here.
    const anywhere = result.stop === "eventCap" || (result.stop === "drained" && this.inSystem > 0 && clock > end);
    if (clock < this.now || (clock > this.now && clock !== end && !anywhere)) {
      const told = `the last event is at ${seconds(this.now)} s and the planned end at ${seconds(end)} s`;
      throw new AuditError(2, clock, `the clock stops, where ${told}`);
    }
    if (clock > this.now) this.advance(clock, -1);
    if (this.transcript !== null) {
      const replay = new Replay(this.spec, this.tenants);
      this.transcript.play(replay);
      replay.finish(clock, result.census);
    }
    this.counts.close(clock, result.census);
    checkLedger(this.spec, this.books, result, clock);
    if (result.bill !== undefined) {
      const bill = { ...result.bill, vms: result.vms, classic: this.classicHours?.finish(clock) ?? null };
      checkBill(this.spec, bill, clock, { from: result.window.from, to: Math.max(result.window.from, clock) });
    }
    this.integral.add(this.area);
    this.sojourns.add(this.stays);
    if (this.inSystem === 0 && !this.integral.equals(this.sojourns)) {
      const sums = `${this.integral.toBigInt()} ticks, the sojourns add up to ${this.sojourns.toBigInt()}`;
      throw new AuditError(8, clock, `the integral of jobs in the system, up to job ${this.last}, is ${sums}`);
    }
  }

  /** An instant is over. */
  private advance(time: Ticks, job: number): void {
    if (!(time > this.now)) {
      const whose = job < 0 ? "" : ` with job ${job}`;
      throw new AuditError(2, this.now, `the clock goes back to ${seconds(time)} s${whose}`);
    }
    this.weigh(this.current);
    if (this.slack !== 0) throw this.idleWhileWaiting();
    const area = this.area + this.inSystem * (time - this.now);
    if (area < EXACT) this.area = area;
    else this.integral.addProduct(this.inSystem, time - this.now);
    this.now = time;
  }

  /** The system in which something happens now. */
  private enter(system: number): SlotBook {
    const book = this.books[system]!;
    if (book !== this.current) {
      this.weigh(this.current);
      this.current = book;
    }
    return book;
  }

  /** The system of which a task gets slots; it must be its turn. */
  private inTurn(time: Ticks, job: number, workload: number, task: number, system: number): SlotBook {
    const book = this.enter(system);
    // Tasks that lost their slots come before the others of their priority: their turn is the full form's to check.
    if (!this.requeues.retake(job, task)) {
      const inTurn = book.inOrder ? job >= book.taker : this.lanes.take(system, workload, job);
      if (!inTurn) throw this.overtaken(time, job, workload, system);
      book.taker = job;
    }
    return book;
  }

  /** A task gave its slots back: one that was requeued asks for others. */
  private mayWait(book: SlotBook, job: number, task: number, system: number, slots: number): void {
    if (!this.requeues.release(job, task)) return;
    book.waiting += slots;
    book.joined = job;
    if (this.waiting !== null) this.waiting.join(job, system, slots);
  }

  private weigh(book: SlotBook): void {
    const slack = book.waiting > 0 && book.free > 0 && book.countable ? 1 : 0;
    if (slack !== book.slack) {
      this.slack += slack - book.slack;
      book.slack = slack;
    }
  }

  /** A job ends without having finished: it asks for no slots any more. */
  private leaveQueue(job: number): void {
    if (this.waiting === null) {
      // Nothing in the scenario ends jobs early, so somebody outside did: what still waits can no longer be counted.
      for (const book of this.books) book.countable = false;
      return;
    }
    const system = this.waiting.systemOf(job);
    if (system === undefined) return;
    this.enter(system).waiting -= this.waiting.leave(job);
  }

  private overtaken(time: Ticks, job: number, workload: number, system: number): AuditError {
    const book = this.books[system]!;
    const before = book.inOrder ? book.taker : this.lanes.before(system, workload);
    return new AuditError(4, time, `job ${job} takes a slot of ${book.name} after job ${before} did`);
  }

  private idleWhileWaiting(): AuditError {
    const book = this.books.find((candidate) => candidate.slack === 1)!;
    const who = `${book.waiting} tasks wait, of job ${book.joined} or jobs before it`;
    return new AuditError(5, this.now, `a slot of ${book.freePlace()} is free while ${who}`);
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

function books(spec: WorldSpec, lanes: OrderLanes, countable: boolean): SlotBook[] {
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
