import type { Ticks } from "../../engine/time.ts";
import type { BillingPlanSpec } from "./billingPlanSpec.ts";

/** The periods of a billing plan: [from + k period, from + (k + 1) period) for every whole k. What is included begins anew in each. */
export class Periods {
  readonly #from: Ticks;
  readonly #length: Ticks;

  constructor({ from, period }: Pick<BillingPlanSpec, "from" | "period">) {
    this.#from = from;
    this.#length = period;
  }

  /** The period that an instant lies in. */
  at(time: Ticks): number {
    return Math.floor((time - this.#from) / this.#length);
  }

  /** When a period begins. */
  start(period: number): Ticks {
    return this.#from + period * this.#length;
  }

  /** Cuts a stretch of time at the borders of the periods, and tells the pieces in order. */
  split(since: Ticks, until: Ticks, piece: (period: number, ticks: Ticks) => void): void {
    let start = since;
    for (let period = this.at(since); start < until; period++) {
      const end = Math.min(until, this.start(period + 1));
      piece(period, end - start);
      start = end;
    }
  }
}
