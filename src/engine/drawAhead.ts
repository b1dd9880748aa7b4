import type { Sampler } from "./sampler.ts";

/** Values drawn together. */
const AHEAD = 64;

/**
 * A sampler's values in the same order, drawn 64 at a time: one tight loop instead of a chain of calls a value, with the
 * stream's state at hand. Only for a sampler that nobody else draws from.
 */
export class DrawAhead {
  readonly #sampler: Sampler;
  readonly #values = new Float64Array(AHEAD);
  #at = AHEAD;

  constructor(sampler: Sampler) {
    this.#sampler = sampler;
  }

  next(): number {
    if (this.#at === AHEAD) this.#draw();
    return this.#values[this.#at++]!;
  }

  #draw(): void {
    const sampler = this.#sampler;
    const values = this.#values;
    for (let i = 0; i < AHEAD; i++) values[i] = sampler();
    this.#at = 0;
  }
}
