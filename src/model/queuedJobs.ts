import type { Ticks } from "../engine/time.ts";
import type { Books } from "./jobEnds.ts";
import type { JobTable } from "./jobTable.ts";
import { LINES_OF_CELL } from "./queueParts.ts";

/** Jobs that have no task on a slot: those of the customer's and in each line are counted, and of all the time in the queue is booked. */
export class QueuedJobs {
  /** The customer's, now, and at most at the end of an instant inside the window. */
  length = 0;
  peak = 0;
  /** Of each line of `QueueParts` likewise. */
  readonly peaks: Int32Array;
  readonly #lengths: Int32Array;
  /** Lines that were joined since their peaks were noted, each once. */
  readonly #joined: Int32Array;
  #joinedCount = 0;
  readonly #isJoined: Uint8Array;
  readonly #jobs: JobTable;
  readonly #books: Books;

  constructor(jobs: JobTable, books: Books) {
    this.#jobs = jobs;
    this.#books = books;
    const { lines } = books.queueParts;
    this.peaks = new Int32Array(lines);
    this.#lengths = new Int32Array(lines);
    this.#joined = new Int32Array(lines);
    this.#isJoined = new Uint8Array(lines);
  }

  /** A job has no task on a slot from now on. */
  join(row: number, now: Ticks): void {
    const jobs = this.#jobs;
    jobs.onSlot[row] = 0;
    jobs.queuedSince[row] = now;
    if (this.#books.customers[jobs.workload[row]!]!) this.length++;
    const { ofCell } = this.#books.queueParts;
    const first = LINES_OF_CELL * jobs.cell[row]!;
    for (let place = first; place < first + LINES_OF_CELL && ofCell[place]! >= 0; place++) this.#joins(ofCell[place]!);
  }

  /** A task of it gets a slot, or it leaves its system. */
  leave(row: number, now: Ticks): void {
    const jobs = this.#jobs;
    const { cells, customers, window, queueParts } = this.#books;
    if (customers[jobs.workload[row]!]!) this.length--;
    cells[jobs.cell[row]!]!.queueTime.add(window.overlap(jobs.queuedSince[row]!, now));
    const { ofCell } = queueParts;
    const lengths = this.#lengths;
    const first = LINES_OF_CELL * jobs.cell[row]!;
    for (let place = first; place < first + LINES_OF_CELL && ofCell[place]! >= 0; place++)
      lengths[ofCell[place]!] = lengths[ofCell[place]!]! - 1;
  }

  /** The customer's in a system. */
  inSystem(system: number): number {
    // Nobody of the customer's comes where there is no line.
    return this.#lengths[this.#books.queueParts.system(system)] ?? 0;
  }

  /** The state that now stands lasts into the window. */
  notePeak(): void {
    if (this.length > this.peak) this.peak = this.length;
    for (let place = 0; place < this.#joinedCount; place++) {
      const line = this.#joined[place]!;
      this.#isJoined[line] = 0;
      if (this.#lengths[line]! > this.peaks[line]!) this.peaks[line] = this.#lengths[line]!;
    }
    this.#joinedCount = 0;
  }

  #joins(line: number): void {
    this.#lengths[line] = this.#lengths[line]! + 1;
    if (this.#isJoined[line] === 1) return;
    this.#isJoined[line] = 1;
    this.#joined[this.#joinedCount++] = line;
  }
}
