import type { BatchSampler } from "./sampler.ts";

/** Values drawn together. */
const AHEAD = 64;

/**
 * A sampler's values in the same order, drawn 64 at a time: one tight loop instead of a chain of calls a value, with the
 * stream's state at hand. Only for a stream that nobody else draws from.
 */
export class DrawAhead {
  readonly #fill: BatchSampler;
  readonly #values = new Float64Array(AHEAD);
  #at = AHEAD;

  constructor(fill: BatchSampler) {
    this.#fill = fill;
  }

  next(): number {
    if (this.#at === AHEAD) {
      this.#fill(this.#values, AHEAD);
      this.#at = 0;
    }
    return this.#values[this.#at++]!;
  }

  /** The next `count` values, into the first places of an array. */
  take(values: Float64Array, count: number): void {
    let taken = 0;
    while (this.#at < AHEAD && taken < count) values[taken++] = this.#values[this.#at++]!;
    if (taken === 0) this.#fill(values, count);
    else for (; taken < count; taken++) values[taken] = this.next();
  }
}
