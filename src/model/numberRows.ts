import { doubled } from "./roomier.ts";

/** Rows of so many numbers each, 8 bytes a number: for what there may be millions of. */
export class NumberRows {
  count = 0;
  /** One row after the other, and room for more. Replaced as it grows: read it anew after `add`. */
  numbers: Float64Array;
  readonly #width: number;

  constructor(width: number) {
    this.#width = width;
    this.numbers = new Float64Array(16 * width);
  }

  /** One row more, of zeros. Returns where its numbers begin. */
  add(): number {
    const at = this.#width * this.count++;
    if (at === this.numbers.length) this.numbers = doubled(this.numbers);
    return at;
  }
}
