import { NEVER } from "../../engine/time.ts";
import { sinkEnd } from "./endHeap.ts";

const FEWEST = 64;

/** Rows by their numbers, the lowest first. */
export class RowHeap {
  size = 0;
  /** Below each row are two more places: NEVER where nobody is. */
  #numbers = new Float64Array(2 * FEWEST + 1).fill(NEVER);
  #rows = new Int32Array(FEWEST);

  /** The lowest number, NEVER where there is none; and its row. */
  get first(): number {
    return this.#numbers[0]!;
  }

  get row(): number {
    return this.#rows[0]!;
  }

  add(number: number, row: number): void {
    if (this.size === this.#rows.length) this.#grow();
    const numbers = this.#numbers;
    const rows = this.#rows;
    let place = this.size++;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      if (numbers[parent]! <= number) break;
      numbers[place] = numbers[parent]!;
      rows[place] = rows[parent]!;
      place = parent;
    }
    numbers[place] = number;
    rows[place] = row;
  }

  /** Takes the first away. */
  shift(): void {
    const last = --this.size;
    const number = this.#numbers[last]!;
    this.#numbers[last] = NEVER;
    if (last > 0) sinkEnd(this.#numbers, this.#rows, number, this.#rows[last]!);
  }

  #grow(): void {
    const rows = new Int32Array(2 * this.size);
    rows.set(this.#rows);
    this.#rows = rows;
    const numbers = new Float64Array(2 * rows.length + 1).fill(NEVER);
    numbers.set(this.#numbers);
    this.#numbers = numbers;
  }
}
