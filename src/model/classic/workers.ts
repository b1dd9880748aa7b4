import { EventClass, type Simulation } from "../../engine/simulation.ts";
import { NEVER, type Ticks } from "../../engine/time.ts";
import { ExactSum } from "../../statistics/exactSum.ts";
import { SystemEvent, systemEvent } from "../eventCode.ts";
import { CLASSIC, type EventLog } from "../eventLog.ts";
import type { Window } from "../window.ts";
import type { FleetSpec } from "./classicSpec.ts";
import { WorkersByTime } from "./workersByTime.ts";

/** What the workers stand on. */
export interface WorkersSurroundings {
  readonly simulation: Simulation;
  readonly startEpochMs: number;
  readonly window: Window;
  readonly log: EventLog;
}

/** The workers of the classic service, each a slot; `Infinity` where no fleet is modelled. */
export class Workers {
  /** Now, and at most. */
  count = Number.POSITIVE_INFINITY;
  readonly most: number;
  /** Their integral over the measured window. */
  readonly capacity = new ExactSum();
  /** Null where no fleet is modelled. */
  readonly #byTime: WorkersByTime | null;
  readonly #around: WorkersSurroundings;
  /** Up to when the capacity is booked. */
  #since: Ticks = 0;

  constructor(fleet: FleetSpec, around: WorkersSurroundings) {
    this.#around = around;
    const isFleet = fleet.kind === "workers";
    this.#byTime = isFleet ? new WorkersByTime(fleet.timetable, around.startEpochMs) : null;
    this.most = isFleet ? Math.max(...fleet.timetable.map((entry) => entry.workers)) : Number.POSITIVE_INFINITY;
    if (this.#byTime !== null) this.#follow(this.#byTime);
  }

  /** The next entry of the timetable comes. */
  change(): void {
    this.#byTime!.advance();
    this.#follow(this.#byTime!);
  }

  /** Books the capacity up to now. */
  book(): void {
    const { simulation, window } = this.#around;
    const { now } = simulation;
    if (Number.isFinite(this.count)) this.capacity.addProduct(this.count, window.overlap(this.#since, now));
    this.#since = now;
  }

  /**
   * Has the workers that the timetable tells for now, and asks to come back when it changes: as VMs come and go, before the slots of
   * that instant are given, for the entry holds from then on.
   */
  #follow({ workers, next }: WorkersByTime): void {
    const { simulation, log } = this.#around;
    this.book();
    this.count = workers;
    log.workers(simulation.now, workers);
    if (next === NEVER || this.most === 0) return;
    simulation.at(next, EventClass.vm, systemEvent(CLASSIC, SystemEvent.workersChange), 0);
  }
}
