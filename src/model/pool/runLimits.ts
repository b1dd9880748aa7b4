import { EventClass, type Simulation } from "../../engine/simulation.ts";
import type { Ticks } from "../../engine/time.ts";
import { SystemEvent, systemEvent } from "../eventCode.ts";
import type { JobLife } from "../jobLife.ts";
import type { Interruption } from "../taskLife.ts";

/**
 * How long the tasks of a pool may compute without a break: beyond the one limit a task fails, beyond the other, that of VMs
 * of low priority, it is evicted.
 */
export class RunLimits {
  readonly #maxWallClockTime: Ticks;
  readonly #longestRun: Ticks;
  readonly #code: number;
  readonly #simulation: Simulation;
  readonly #life: JobLife;
  /** Order numbers of the events at which runs reach their limit. */
  readonly #events = new Map<number, number>();

  /** @param limits `Infinity` for none. */
  constructor(
    limits: { readonly maxWallClockTime: Ticks; readonly longestRun: Ticks },
    pool: number,
    around: { readonly simulation: Simulation; readonly life: JobLife },
  ) {
    this.#maxWallClockTime = limits.maxWallClockTime;
    this.#longestRun = limits.longestRun;
    this.#code = systemEvent(pool, SystemEvent.runTooLong);
    this.#simulation = around.simulation;
    this.#life = around.life;
  }

  /** A run begins to compute. @param lowPriority whether any of its VMs is. */
  started(run: number, lowPriority: boolean): void {
    const limit = Math.min(this.#maxWallClockTime, lowPriority ? this.#longestRun : Number.POSITIVE_INFINITY);
    // One that ends by then needs no event; ends come first in an instant.
    if (this.#life.tasks.runs.service[run]! <= limit) return;
    const { now, queue } = this.#simulation;
    this.#simulation.at(now + limit, EventClass.failure, this.#code, run);
    this.#events.set(run, queue.pushed);
  }

  /** A run gave its slots back. */
  ended(run: number): void {
    this.#events.delete(run);
  }

  /** An event of a run came up: how the run is interrupted, or null if that is over. */
  due(run: number): Interruption | null {
    const { now, queue } = this.#simulation;
    if (this.#events.get(run) !== queue.order) return null;
    return now - this.#life.tasks.runs.started[run]! >= this.#maxWallClockTime ? "fail" : "restart";
  }
}
