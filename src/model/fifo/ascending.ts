import { doubled } from "../roomier.ts";
import { addEnd, replaceEarliest } from "./endHeap.ts";

const FEWEST = 64;

/** Numbers of which the lowest is the first to leave. */
export class Ascending {
  size = 0;
  #heap = new Float64Array(FEWEST);

  /** The lowest; good only where there is one. */
  get first(): number {
    return this.#heap[0]!;
  }

  add(number: number): void {
    if (this.size === this.#heap.length) this.#heap = doubled(this.#heap);
    addEnd(this.#heap, this.size++, number);
  }

  /** Takes the lowest away. */
  shift(): void {
    const last = this.#heap[--this.size]!;
    if (this.size > 0) replaceEarliest(this.#heap, this.size, last);
  }

  /** All of them, in no order; then there are none. */
  clear(): Float64Array {
    const all = this.#heap.slice(0, this.size);
    this.size = 0;
    return all;
  }
}
