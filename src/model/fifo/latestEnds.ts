import type { Ticks } from "../../engine/time.ts";
import { addEnd, replaceEarliest } from "../endHeap.ts";

/**
 * The latest `capacity` of the ends told to it, in a heap. When it is full, fewer than `capacity` of the jobs with those ends
 * are left from the earliest of them on: then a worker is free, or a cap has room.
 */
export class LatestEnds {
  readonly #ends: Float64Array;
  #size = 0;

  constructor(capacity: number) {
    this.#ends = new Float64Array(capacity);
  }

  get full(): boolean {
    return this.#size === this.#ends.length;
  }

  /** The earliest of them; good only when full. */
  get earliest(): Ticks {
    return this.#ends[0]!;
  }

  /** Takes an end, in the place of the earliest when full. */
  add(end: Ticks): void {
    const ends = this.#ends;
    if (this.#size < ends.length) addEnd(ends, this.#size++, end);
    else if (end > ends[0]!) replaceEarliest(ends, this.#size, end);
  }
}
