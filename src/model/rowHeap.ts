import { NEVER } from "../engine/time.ts";
import { riseEnd, sinkEnd } from "./endHeap.ts";

const FEWEST = 64;

/** Rows, or what else is told by a small number, by numbers of their own: the lowest first. */
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
    riseEnd(this.#numbers, this.#rows, this.size++, number, row);
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
