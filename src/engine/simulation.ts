import type { ArrivalLanes } from "./arrivalLanes.ts";
import { CLASS_SPAN, EventQueue } from "./eventQueue.ts";
import { ClockError, LATEST, NEVER, type Ticks } from "./time.ts";

/**
 * What happens first at the same instant. Dispatching has no events of its own, nor have scaling decisions, which close
 * class 5: they follow whatever makes them due.
 */
export const EventClass = {
  completion: 0,
  failure: 1,
  vm: 2,
  arrival: 3,
  dispatch: 4,
  decision: 5,
  idleTimer: 6,
  observation: 7,
} as const;

const ARRIVAL_ORDER = EventClass.arrival * CLASS_SPAN;
const DECISION_ORDER = EventClass.decision * CLASS_SPAN;
const IDLE_TIMER_ORDER = EventClass.idleTimer * CLASS_SPAN;

/** Why a simulation stopped: nothing was left to happen (or to wait for), its end was reached, or too many events. */
export type StopReason = "drained" | "horizon" | "eventCap";

/** What a simulation drives: the state, and what each event does to it. */
export interface Machine {
  /** An event of the queue, by its code. `simulation.queue.order` tells it from one that was cancelled. */
  handle(code: number, subject: number): void;
  /** A source fires; the machine advances its lane. */
  arrive(lane: number): void;
  /** Everything of classes 0 to 3 at this instant is done, and something made dispatching due. */
  dispatch(): void;
  /** Everything of classes 0 to 5 at this instant is done, and something made a scaling decision due. */
  decide(): void;
  /** The state that now stands holds until `until`. */
  instantEnds(until: Ticks): void;
  /** With nothing outstanding and no arrivals left, a draining simulation is over. */
  readonly outstanding: number;
  /** Beyond the end, what is outstanding has nothing more to hope for: a draining simulation is over likewise. False where it is not told. */
  readonly waitsInVain?: boolean;
}

export interface StopRule {
  readonly end: Ticks;
  /** Go on beyond `end` until nothing is outstanding (the lanes must run dry by themselves). */
  readonly drain: boolean;
  readonly eventCap: number;
}

/**
 * The clock and the event loop. Total order: time, class, sequence; an event created at the current instant takes its
 * class's place among those pending, even if a higher class already ran.
 *
 * At `end` only classes 0 to 2 happen, and the clock stays there. A drained simulation's clock stays at the last event.
 */
export class Simulation {
  events = 0;
  readonly queue = new EventQueue();
  readonly lanes: ArrivalLanes;
  /** The clock. */
  #clock: Ticks = 0;
  #dispatchDue = false;
  #decisionDue = false;
  #anyArrival = false;
  #isPaused = false;

  constructor(lanes: ArrivalLanes) {
    this.lanes = lanes;
  }

  get now(): Ticks {
    return this.#clock;
  }

  /** Schedules an event; its order number is `queue.pushed` (see `EventQueue`). */
  at(time: Ticks, eventClass: number, code: number, subject: number): void {
    this.queue.push(time, eventClass, code, subject);
  }

  /** A slot or a job became available: dispatch once classes 0 to 3 of this instant are through. */
  requestDispatch(): void {
    this.#dispatchDue = true;
  }

  /** After this dispatch the loop stops as at its event cap; run again, it goes on from there. */
  pause(): void {
    this.#isPaused = true;
  }

  /** Something changed that a pool's size follows: decide once classes 0 to 5 of this instant are through. */
  requestDecision(): void {
    this.#decisionDue = true;
  }

  run(machine: Machine, rule: StopRule): StopReason {
    const { queue, lanes } = this;
    const { end, drain, eventCap } = rule;
    this.#isPaused = false;
    while (this.events < eventCap) {
      const front = queue.front();
      const queued = front < 0 ? NEVER : queue.timeAt(front);
      const arriving = lanes.nextTime;
      const arrives = arriving < queued || (arriving === queued && front >= 0 && queue.orderAt(front) >= ARRIVAL_ORDER);
      const time = arrives ? arriving : queued;

      const isNew = time > this.now;
      if (this.#dispatchDue && (isNew || (!arrives && queue.orderAt(front) >= DECISION_ORDER))) {
        this.#dispatchDue = false;
        if (drain || this.now < end) {
          machine.dispatch();
          if (this.#isPaused) break;
          continue;
        }
      }
      if (this.#decisionDue && (isNew || (!arrives && queue.orderAt(front) >= IDLE_TIMER_ORDER))) {
        this.#decisionDue = false;
        if (drain || this.now < end) {
          machine.decide();
          continue;
        }
      }
      if (isNew) {
        if (drain ? arriving === NEVER && (time === NEVER || this.#isDrained(machine, time, rule)) : time > end) {
          return this.#stop(machine, rule);
        }
        if (time > LATEST) throw new ClockError();
        machine.instantEnds(time);
        this.#clock = time;
      }
      if (!drain && time === end && (arrives || queue.orderAt(front) >= ARRIVAL_ORDER))
        return this.#stop(machine, rule);
      this.events++;
      if (arrives) {
        this.#anyArrival = true;
        machine.arrive(lanes.nextLane);
      } else {
        queue.take();
        machine.handle(queue.code, queue.subject);
      }
    }
    machine.instantEnds(this.now);
    return "eventCap";
  }

  /** Nothing is left that a drain waits for, before the next event: of one to which nothing ever came, the time told is over. */
  #isDrained(machine: Machine, next: Ticks, { end }: StopRule): boolean {
    if (machine.outstanding === 0) return this.#anyArrival || next > end;
    return next > end && machine.waitsInVain === true;
  }

  #stop(machine: Machine, { end, drain }: StopRule): StopReason {
    // A drain with jobs that can never run, or with none at all, has no last job to stop at: it stops at the end told.
    const at = drain && this.#anyArrival && machine.outstanding === 0 ? this.now : Math.max(this.now, end);
    machine.instantEnds(at);
    this.#clock = at;
    return drain ? "drained" : "horizon";
  }
}
