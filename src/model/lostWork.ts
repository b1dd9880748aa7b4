import type { Ticks } from "../engine/time.ts";
import type { Books } from "./jobEnds.ts";
import type { JobTable } from "./jobTable.ts";

/** What tasks that lose their slots have computed in vain, and what of it a checkpoint keeps. */
export class LostWork {
  readonly #jobs: JobTable;
  readonly #books: Books;

  constructor(jobs: JobTable, books: Books) {
    this.#jobs = jobs;
    this.#books = books;
  }

  /** What of a task's work its last checkpoint holds. @param done ticks that it computed. */
  kept(row: number, done: Ticks): Ticks {
    const every = this.#books.checkpoints[this.#jobs.workload[row]!] ?? null;
    if (every === null) return 0;
    return every === 0 ? done : done - (done % every);
  }

  /** A task of a job begins anew, or goes on from its last checkpoint: so many ticks on each of its slots were in vain. */
  restarts(row: number, now: Ticks, lost: Ticks): void {
    if (!this.#books.window.countsEnd(now)) return;
    const cell = this.#books.cells[this.#jobs.cell[row]!]!;
    cell.restarts++;
    cell.workLost.addProduct(this.#jobs.width[row]!, lost);
  }

  /** A task was on an evicted VM, or on one that broke down. */
  evicted(row: number, now: Ticks): void {
    if (this.#books.window.countsEnd(now)) this.#books.cells[this.#jobs.cell[row]!]!.evictions++;
  }
}
