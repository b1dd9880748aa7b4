import { EventClass, type Simulation } from "../../engine/simulation.ts";
import { DAY, MILLISECOND, type Ticks } from "../../engine/time.ts";
import { ExactSum } from "../../statistics/exactSum.ts";
import { SystemEvent, systemEvent } from "../eventCode.ts";
import { CLASSIC, type EventLog, NO_VM } from "../eventLog.ts";
import type { JobLife } from "../jobLife.ts";
import { NONE, NOT_YET } from "../jobTable.ts";
import type { RequeuedTask } from "../requeuedTasks.ts";
import { type DelayDraw, delayDraw, type System } from "../system.ts";
import { WaitingQueue } from "../waitingQueue.ts";
import { NO_VMS, type SystemState } from "../worldResult.ts";
import type { ClassicSpec } from "../worldSpec.ts";
import { Admission } from "./admission.ts";

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
  readonly admission: Admission;
  /** Workers now; `Infinity` where no fleet is modelled. */
  workers: number;
  /** Slots held, which may exceed the workers for a while after a timetable lowered them. */
  used = 0;
  /** Integral of the workers over the measured window. */
  readonly capacity = new ExactSum();
  /** Jobs of all tenants waiting (held ones too), at most at the end of an instant inside the window. */
  queuePeak = 0;
  readonly mostWorkers: number;
  #capacitySince: Ticks = 0;
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
    const { fleet } = spec;
    this.mostWorkers =
      fleet.kind === "workers" ? Math.max(...fleet.timetable.map((entry) => entry.workers)) : Number.POSITIVE_INFINITY;
    this.workers = Number.POSITIVE_INFINITY;
    if (fleet.kind === "workers") this.#followTimetable();
  }

  canHold(width: number): boolean {
    return width <= this.mostWorkers;
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

  dispatch(): void {
    const { jobs } = this.#around.life;
    for (;;) {
      const row = this.#queue.next(this.workers - this.used);
      if (row === NONE) break;
      const again = this.#queue.shiftRequeued(row);
      // Shifted before it is taken: a job whose tasks have all been given slots may end at once.
      if (again === null && jobs.untaken[row] === 1) this.#queue.shift(row);
      this.#take(row, again);
    }
    if (this.#arrivals.length > 0) this.#turnAway();
  }

  taskStarts(): void {}

  release(run: number): void {
    const { jobs, runs } = this.#around.life;
    this.used -= jobs.width[runs.job[run]!]!;
    this.#around.requestDispatch(this);
  }

  /** Its slots belong to no VM, so no task ever loses one: but its attempt may fail. */
  requeue(row: number, task: number, remaining: Ticks): void {
    const again = { row, number: this.#around.life.jobs.number[row]!, task, remaining };
    if (this.#spec.fleet.kind === "observedWait") {
      this.#take(row, again);
      return;
    }
    this.#queue.requeue(again);
    this.#around.requestDispatch(this);
  }

  withdraw(row: number): void {
    if (this.#around.life.jobs.eligible[row] === NOT_YET) {
      this.admission.withdraw(row);
    } else if (this.#spec.fleet.kind !== "observedWait") {
      const { jobs } = this.#around.life;
      if (jobs.untaken[row]! > 0) this.#queue.remove(row);
      if (jobs.requeued[row]! > 0) this.#queue.removeRequeued(row);
      this.#around.requestDispatch(this);
    }
  }

  jobEnded(row: number): void {
    const { jobs } = this.#around.life;
    if (jobs.eligible[row] === NOT_YET && !this.canHold(jobs.width[row]!)) return;
    this.#jobsHere--;
    if (jobs.eligible[row] !== NOT_YET) this.admission.leave(row, this.#admitHeld);
  }

  handle(kind: number, row: number): void {
    if (kind === SystemEvent.workersChange) this.#followTimetable();
    else if (kind === SystemEvent.waitOver) this.#waitOver(row);
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
    this.#bookCapacity();
  }

  readonly #admitHeld = (row: number): void => this.#admit(row, true);

  #admit(row: number, wasHeld: boolean): void {
    const { simulation, life } = this.#around;
    life.becomesEligible(row);
    if (this.#spec.fleet.kind === "observedWait") {
      const code = systemEvent(CLASSIC, SystemEvent.waitOver);
      simulation.at(simulation.now + life.jobs.drawnWait[row]!, EventClass.completion, code, row);
      life.jobs.waitEvent[row] = simulation.queue.pushed;
      return;
    }
    if (wasHeld) this.#queue.insert(row);
    else this.#queue.push(row);
    this.#around.requestDispatch(this);
  }

  #waitOver(row: number): void {
    const { simulation, life } = this.#around;
    if (life.jobs.waitEvent[row] !== simulation.queue.order) return;
    for (let tasks = life.jobs.untaken[row]!; tasks > 0; tasks--) this.#take(row);
  }

  #take(row: number, again: RequeuedTask | null = null): void {
    const { life } = this.#around;
    const { jobs } = life;
    this.used += jobs.width[row]!;
    // The fleet's speed is in the service time already: it was drawn with the job.
    life.take(row, NO_VM, NOT_YET, 1, undefined, again);
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

  #bookCapacity(): void {
    const { simulation, life } = this.#around;
    if (this.workers !== Number.POSITIVE_INFINITY) {
      this.capacity.addProduct(this.workers, life.window.overlap(this.#capacitySince, simulation.now));
    }
    this.#capacitySince = simulation.now;
  }

  /** Sets the workers that the timetable tells for now, and comes back when it changes. */
  #followTimetable(): void {
    const { simulation, log, startEpochMs } = this.#around;
    if (this.#spec.fleet.kind !== "workers") return;
    const { timetable } = this.#spec.fleet;
    const timeOfDay = (startEpochMs * MILLISECOND + simulation.now) % DAY;
    const current = timetable.findLast((entry) => entry.from <= timeOfDay) ?? timetable.at(-1)!;
    this.#bookCapacity();
    this.workers = current.workers;
    log.workers(simulation.now, current.workers);
    this.#around.requestDispatch(this);
    if (timetable.length === 1 || this.mostWorkers === 0) return;
    const next = timetable.find((entry) => entry.from > timeOfDay) ?? { from: timetable[0]!.from + DAY };
    const code = systemEvent(CLASSIC, SystemEvent.workersChange);
    simulation.at(simulation.now + next.from - timeOfDay, EventClass.decision, code, 0);
  }
}
