import type { Ticks } from "../engine/time.ts";
import type { Books } from "./jobEnds.ts";
import type { JobTable } from "./jobTable.ts";
import { LineLengths } from "./lineLengths.ts";

/** Jobs that have no task on a slot: those of the customer's and in each line are counted, and of all the time in the queue is booked. */
export class QueuedJobs {
  /** The customer's, now, and at most at the end of an instant inside the window. */
  length = 0;
  peak = 0;
  readonly #lines: LineLengths;
  readonly #jobs: JobTable;
  readonly #books: Books;

  constructor(jobs: JobTable, books: Books) {
    this.#jobs = jobs;
    this.#books = books;
    this.#lines = new LineLengths(books.queueParts);
  }

  /** Of each line of `QueueParts` likewise. */
  get peaks(): Int32Array {
    return this.#lines.peaks;
  }

  /** A job has no task on a slot from now on. */
  join(row: number, now: Ticks): void {
    const jobs = this.#jobs;
    jobs.onSlot[row] = 0;
    jobs.queuedSince[row] = now;
    if (this.#books.customers[jobs.workload[row]!]!) this.length++;
    this.#lines.join(jobs.cell[row]!);
  }

  /** A task of it gets a slot, or it leaves its system. */
  leave(row: number, now: Ticks): void {
    const jobs = this.#jobs;
    const { cells, customers, window } = this.#books;
    if (customers[jobs.workload[row]!]!) this.length--;
    cells[jobs.cell[row]!]!.queueTime.add(window.overlap(jobs.queuedSince[row]!, now));
    this.#lines.leave(jobs.cell[row]!);
  }

  /** The customer's in a system. */
  inSystem(system: number): number {
    return this.#lines.of(this.#books.queueParts.system(system));
  }

  /** The state that now stands lasts into the window. */
  notePeak(): void {
    if (this.length > this.peak) this.peak = this.length;
    this.#lines.notePeak();
  }
}
