import { EventClass, type Simulation } from "../../engine/simulation.ts";
import type { Ticks } from "../../engine/time.ts";
import type { ExactSum } from "../../statistics/exactSum.ts";
import { SystemEvent, systemEvent } from "../eventCode.ts";
import { CLASSIC, type EventLog } from "../eventLog.ts";
import type { JobLife } from "../jobLife.ts";
import { NONE, NOT_YET } from "../jobTable.ts";
import type { RequeuedTask } from "../requeuedTasks.ts";
import { type DelayDraw, delayDraw, type System } from "../system.ts";
import { NO_SEAT } from "../taskLife.ts";
import { WaitingQueue } from "../waitingQueue.ts";
import { NO_VMS, type SystemState } from "../worldResult.ts";
import { Admission } from "./admission.ts";
import type { ClassicSpec } from "./classicSpec.ts";
import { Workers } from "./workers.ts";

/** What the classic service stands on. */
export interface ClassicSurroundings {
  readonly simulation: Simulation;
  readonly startEpochMs: number;
  readonly life: JobLife;
  readonly log: EventLog;
  /** Marks this system due for dispatching at the end of the instant. */
  readonly requestDispatch: (system: System) => void;
}

/**
 * The shared, multi-tenant service: one queue, first in first out among the jobs that their caps admit, for a fleet of
 * workers; or, where only waits were observed, no fleet at all.
 */
export class Classic implements System {
  readonly name = "classic";
  readonly index = CLASSIC;
  readonly dispatchDelay: DelayDraw;
  due = false;
  jobsOnSlots = 0;
  tasksSucceeded = 0;
  tasksFailed = 0;
  readonly admission: Admission;
  /** Slots held, which may exceed the workers for a while after a timetable lowered them. */
  used = 0;
  /** Jobs of all tenants waiting (held ones too), at most at the end of an instant inside the window. */
  queuePeak = 0;
  readonly #workers: Workers;
  /** Slots that waiting tasks ask for, held jobs apart. */
  #waitingSlots = 0;
  /** Tasks that lost their slots in a pool that was deleted, of the jobs that came from there. */
  readonly #again = new Map<number, number[]>();
  #jobsHere = 0;
  readonly #spec: ClassicSpec;
  readonly #queue: WaitingQueue;
  readonly #around: ClassicSurroundings;
  /** Jobs that arrived at this instant, for `maxQueued`. */
  #arrivals: number[] = [];

  constructor(spec: ClassicSpec, around: ClassicSurroundings) {
    this.#spec = spec;
    this.#around = around;
    this.dispatchDelay = delayDraw(spec.dispatch);
    this.admission = new Admission(spec, around.life.jobs);
    this.#queue = new WaitingQueue(around.life.jobs, { byPriority: false, firstFit: false });
    const { window } = around.life;
    this.#workers = new Workers(spec.fleet, { ...around, window });
    if (spec.fleet.kind === "workers") around.requestDispatch(this);
  }

  get mostWorkers(): number {
    return this.#workers.most;
  }

  /** Integral of the workers over the measured window. */
  get capacity(): ExactSum {
    return this.#workers.capacity;
  }

  canHold(width: number): boolean {
    return width <= this.mostWorkers;
  }

  takes(row: number): boolean {
    return this.canHold(this.#around.life.jobs.width[row]!);
  }

  startsAtOnce(row: number): boolean {
    const { width } = this.#around.life.jobs;
    // Where only waits were observed nobody knows of a job that it will not wait.
    if (this.#spec.fleet.kind === "observedWait" || !this.admission.wouldAdmit(row)) return false;
    return this.#workers.count - this.used - this.#waitingSlots >= width[row]!;
  }

  startingNow(): number {
    if (!this.due || this.#queue.length === 0) return 0;
    const { life } = this.#around;
    const { onSlot } = life.jobs;
    const rows = new Set<number>();
    const free = this.#workers.count - this.used;
    this.#queue.visitServed(free, free, (row) => {
      if (onSlot[row] === 0 && life.isCustomers(row)) rows.add(row);
    });
    return rows.size;
  }

  submit(row: number): void {
    const { life } = this.#around;
    if (!this.canHold(life.jobs.width[row]!)) {
      life.abort(row, "Rejected");
      return;
    }
    this.#jobsHere++;
    if (this.admission.submit(row)) this.#admit(row, false);
    if (this.#spec.maxQueued !== Number.POSITIVE_INFINITY) {
      this.#arrivals.push(row);
      this.#around.requestDispatch(this);
    }
  }

  /**
   * A job comes from a pool that is deleted, at its place by submission; `again` are its tasks that had slots there. It was
   * taken before: that many wait here does not turn it away.
   */
  receive(row: number, again: readonly number[]): void {
    this.#jobsHere++;
    if (again.length > 0) this.#again.set(row, [...again]);
    if (this.admission.submit(row)) this.#admit(row, true);
  }

  dispatch(): void {
    this.settle();
    const { jobs } = this.#around.life;
    for (;;) {
      const row = this.#queue.next(this.#workers.count - this.used);
      if (row === NONE) break;
      const again = this.#queue.shiftRequeued(row);
      // Shifted before it is taken: a job whose tasks have all been given slots may end at once.
      if (again === null && this.#inLine(row) === 1) this.#queue.shift(row);
      this.#waitingSlots -= jobs.width[row]!;
      this.#take(row, again);
    }
    if (this.#arrivals.length > 0) this.#turnAway();
  }

  taskStarts(): void {}

  taskTransfers(): void {}

  taskComputes(): void {}

  release(run: number): void {
    const { jobs, tasks } = this.#around.life;
    this.used -= jobs.width[tasks.runs.job[run]!]!;
    this.#around.requestDispatch(this);
  }

  /** Its slots belong to no VM, so no task ever loses one: but its attempt may fail. */
  requeue(row: number, task: number, remaining: Ticks): void {
    const { jobs } = this.#around.life;
    const again = { row, number: jobs.number[row]!, task, remaining };
    if (this.#spec.fleet.kind === "observedWait") {
      this.#take(row, again);
      return;
    }
    this.#waitingSlots += jobs.width[row]!;
    this.#queue.requeue(again);
    this.#around.requestDispatch(this);
  }

  withdraw(row: number): void {
    const { jobs } = this.#around.life;
    if (jobs.held[row] === 1) {
      this.admission.withdraw(row);
    } else if (this.#spec.fleet.kind !== "observedWait") {
      this.#waitingSlots -= jobs.width[row]! * (jobs.untaken[row]! + jobs.requeued[row]!);
      const inLine = this.#inLine(row);
      if (inLine > 0) this.#queue.remove(row);
      if (jobs.untaken[row]! + jobs.requeued[row]! > inLine) this.#queue.removeRequeued(row);
      this.#around.requestDispatch(this);
    }
  }

  /**
   * Admits the held jobs that have room, when all that end at this instant have ended: before anyone comes, before slots are given, and
   * before the instant is looked at. By whichever job happened to end first a later one could take the room of an earlier one.
   */
  settle(): void {
    if (this.admission.isUnsettled) this.admission.settle(this.#admitHeld);
  }

  jobEnded(row: number): void {
    const { jobs } = this.#around.life;
    if (!this.canHold(jobs.width[row]!)) return;
    this.#jobsHere--;
    if (this.#again.size > 0) this.#again.delete(row);
    if (jobs.eligible[row] === NOT_YET || jobs.held[row] === 1) return;
    if (this.admission.leave(row)) this.#around.requestDispatch(this);
  }

  handle(kind: number, row: number): void {
    if (kind === SystemEvent.workersChange) {
      this.#workers.change();
      this.#around.requestDispatch(this);
    } else if (kind === SystemEvent.waitOver) this.#waitOver(row);
  }

  mayHelp(kind: number, row: number, order: number): boolean {
    if (kind === SystemEvent.workersChange) return this.#jobsHere > 0;
    return this.#around.life.jobs.waitEvent[row] === order;
  }

  /** The state that now stands lasts into the window. */
  notePeak(): void {
    const queued = this.#jobsHere - this.jobsOnSlots;
    if (queued > this.queuePeak) this.queuePeak = queued;
  }

  state(): SystemState {
    const held = this.admission.held;
    return {
      queued: this.#jobsHere - this.jobsOnSlots - held,
      held,
      running: this.jobsOnSlots,
      ...NO_VMS,
    };
  }

  close(): void {
    this.#workers.book();
  }

  readonly #admitHeld = (row: number): void => this.#admit(row, true);

  #admit(row: number, wasHeld: boolean): void {
    const { simulation, life } = this.#around;
    life.becomesEligible(row);
    if (this.#spec.fleet.kind === "observedWait") {
      const code = systemEvent(CLASSIC, SystemEvent.waitOver);
      simulation.at(simulation.now + life.jobs.drawnWait[row]!, EventClass.dispatch, code, row);
      life.jobs.waitEvent[row] = simulation.queue.pushed;
      return;
    }
    const { jobs } = life;
    this.#waitingSlots += jobs.width[row]! * (jobs.untaken[row]! + jobs.requeued[row]!);
    if (wasHeld) this.#queue.insert(row);
    else this.#queue.push(row);
    this.#around.requestDispatch(this);
  }

  #waitOver(row: number): void {
    const { simulation, life } = this.#around;
    if (life.jobs.waitEvent[row] !== simulation.queue.order) return;
    const { untaken, requeued } = life.jobs;
    for (let tasks = untaken[row]! + requeued[row]!; tasks > 0; tasks--) this.#take(row);
  }

  /** Tasks that wait at their job's place: those that never had a slot, and those that had one in a pool. */
  #inLine(row: number): number {
    return this.#around.life.jobs.untaken[row]! + (this.#again.get(row)?.length ?? 0);
  }

  /** @param retried the task that takes the slot, if it had one here before. */
  #take(row: number, retried: RequeuedTask | null = null): void {
    const { life } = this.#around;
    const { jobs } = life;
    this.used += jobs.width[row]!;
    const task = retried !== null || jobs.requeued[row] === 0 ? undefined : this.#again.get(row)?.shift();
    const again =
      task === undefined
        ? retried
        : { row, number: jobs.number[row]!, task, remaining: life.tasks.sizeOf(row, task, 1) };
    // The fleet's speed is in the service time already: it was drawn with the job.
    life.tasks.take(row, NO_SEAT, 1, undefined, again);
  }

  /** Rejects the jobs of this instant that would have too many ahead of them. They are the last in line. */
  #turnAway(): void {
    const { life } = this.#around;
    const { jobs } = life;
    const arrivals = this.#arrivals;
    this.#arrivals = [];
    for (let last = arrivals.length - 1; last >= 0; last--) {
      if (this.#waiting() <= this.#spec.maxQueued) return;
      const row = arrivals[last]!;
      if (jobs.onSlot[row] === 1 || jobs.number[row] === NONE) continue;
      // Where no fleet is modelled, an admitted job waits for nobody.
      if (this.#spec.fleet.kind === "observedWait" && jobs.eligible[row] !== NOT_YET) continue;
      this.withdraw(row);
      life.abort(row, "Rejected");
    }
  }

  /** Jobs that wait for others. Where no fleet is modelled, only held ones do. */
  #waiting(): number {
    return this.#spec.fleet.kind === "observedWait" ? this.admission.held : this.#jobsHere - this.jobsOnSlots;
  }
}
