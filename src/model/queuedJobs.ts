import type { Ticks } from "../engine/time.ts";
import type { Books } from "./jobEnds.ts";
import type { JobTable } from "./jobTable.ts";

/** Jobs that have no task on a slot: those of the customer's are counted, and of all the time in the queue is booked. */
export class QueuedJobs {
  /** The customer's, now, and at most at the end of an instant inside the window. */
  length = 0;
  peak = 0;
  /** Those of them by the system that they are in. */
  readonly bySystem: Float64Array;
  readonly #jobs: JobTable;
  readonly #books: Books;

  constructor(jobs: JobTable, books: Books) {
    this.#jobs = jobs;
    this.#books = books;
    this.bySystem = new Float64Array(books.systems);
  }

  /** A job has no task on a slot from now on. */
  join(row: number, now: Ticks): void {
    const jobs = this.#jobs;
    jobs.onSlot[row] = 0;
    jobs.queuedSince[row] = now;
    if (this.#books.customers[jobs.workload[row]!]!) this.#count(jobs.system[row]!, 1);
  }

  /** A task of it gets a slot, or it leaves its system. */
  leave(row: number, now: Ticks): void {
    const jobs = this.#jobs;
    const { cells, customers, window } = this.#books;
    if (customers[jobs.workload[row]!]!) this.#count(jobs.system[row]!, -1);
    cells[jobs.cell[row]!]!.queueTime.add(window.overlap(jobs.queuedSince[row]!, now));
  }

  /** The state that now stands lasts into the window. */
  notePeak(): void {
    if (this.length > this.peak) this.peak = this.length;
  }

  #count(system: number, jobs: number): void {
    this.length += jobs;
    this.bySystem[system] = this.bySystem[system]! + jobs;
  }
}
