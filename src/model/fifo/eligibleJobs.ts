import { RowHeap } from "../rowHeap.ts";
import { SortedRing } from "../sortedRing.ts";

/** Rows of jobs that may have a slot, by their numbers: most come last of all, and who was held before goes to its own place. */
export class EligibleJobs {
  /** By row. */
  readonly #numberOf: () => Float64Array;
  readonly #neverHeld = new SortedRing();
  readonly #wereHeld = new RowHeap();

  constructor(numberOf: () => Float64Array) {
    this.#numberOf = numberOf;
  }

  get count(): number {
    return this.#neverHeld.length + this.#wereHeld.size;
  }

  /** One that is never held, with a higher number than all of these. */
  push(row: number): void {
    this.#neverHeld.push(row);
  }

  /** One that was held. */
  insert(row: number): void {
    this.#wereHeld.add(this.#numberOf()[row]!, row);
  }

  /** Takes the first away; there must be one. */
  shift(): number {
    const neverHeld = this.#neverHeld;
    const wereHeld = this.#wereHeld;
    if (neverHeld.length > 0) {
      const row = neverHeld.at(0);
      if (this.#numberOf()[row]! < wereHeld.first) {
        neverHeld.shift();
        return row;
      }
    }
    const { row } = wereHeld;
    wereHeld.shift();
    return row;
  }
}
