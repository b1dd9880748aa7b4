import type { Ticks } from "../engine/time.ts";
import type { Books } from "./jobEnds.ts";
import type { JobTable } from "./jobTable.ts";
import { PARTS_OF_CELL } from "./queueParts.ts";

/** Jobs that have no task on a slot: those of the customer's and of each part are counted, and of all the time in the queue is booked. */
export class QueuedJobs {
  /** The customer's, now, and at most at the end of an instant inside the window. */
  length = 0;
  peak = 0;
  /** Of each part likewise. */
  readonly peaks: Int32Array;
  readonly #lengths: Int32Array;
  /** Parts that were joined since their peaks were noted, each once. */
  readonly #joined: Int32Array;
  #joinedCount = 0;
  readonly #isJoined: Uint8Array;
  readonly #jobs: JobTable;
  readonly #books: Books;

  constructor(jobs: JobTable, books: Books) {
    this.#jobs = jobs;
    this.#books = books;
    const { count } = books.queueParts;
    this.peaks = new Int32Array(count);
    this.#lengths = new Int32Array(count);
    this.#joined = new Int32Array(count);
    this.#isJoined = new Uint8Array(count);
  }

  /** A job has no task on a slot from now on. */
  join(row: number, now: Ticks): void {
    const jobs = this.#jobs;
    jobs.onSlot[row] = 0;
    jobs.queuedSince[row] = now;
    if (this.#books.customers[jobs.workload[row]!]!) this.length++;
    const { ofCell } = this.#books.queueParts;
    const first = PARTS_OF_CELL * jobs.cell[row]!;
    for (let place = first; place < first + PARTS_OF_CELL && ofCell[place]! >= 0; place++) this.#joins(ofCell[place]!);
  }

  /** A task of it gets a slot, or it leaves its system. */
  leave(row: number, now: Ticks): void {
    const jobs = this.#jobs;
    const { cells, customers, window, queueParts } = this.#books;
    if (customers[jobs.workload[row]!]!) this.length--;
    cells[jobs.cell[row]!]!.queueTime.add(window.overlap(jobs.queuedSince[row]!, now));
    const { ofCell } = queueParts;
    const lengths = this.#lengths;
    const first = PARTS_OF_CELL * jobs.cell[row]!;
    for (let place = first; place < first + PARTS_OF_CELL && ofCell[place]! >= 0; place++)
      lengths[ofCell[place]!] = lengths[ofCell[place]!]! - 1;
  }

  /** The customer's in a system. */
  inSystem(system: number): number {
    return this.#lengths[this.#books.queueParts.system(system)]!;
  }

  /** The state that now stands lasts into the window. */
  notePeak(): void {
    if (this.length > this.peak) this.peak = this.length;
    for (let place = 0; place < this.#joinedCount; place++) {
      const part = this.#joined[place]!;
      this.#isJoined[part] = 0;
      if (this.#lengths[part]! > this.peaks[part]!) this.peaks[part] = this.#lengths[part]!;
    }
    this.#joinedCount = 0;
  }

  #joins(part: number): void {
    this.#lengths[part] = this.#lengths[part]! + 1;
    if (this.#isJoined[part] === 1) return;
    this.#isJoined[part] = 1;
    this.#joined[this.#joinedCount++] = part;
  }
}
