import type { Ticks } from "../engine/time.ts";
import type { Books, JobEnds } from "./jobEnds.ts";
import type { JobTable } from "./jobTable.ts";
import { Phase, type RunTable } from "./runTable.ts";

/** What runs do from their start to their end: compute, read, write; and where that time is booked. */
export class RunPhases {
  readonly #jobs: JobTable;
  readonly #runs: RunTable;
  readonly #books: Books;
  readonly #ends: JobEnds;

  constructor(jobs: JobTable, runs: RunTable, books: Books, ends: JobEnds) {
    this.#jobs = jobs;
    this.#runs = runs;
    this.#books = books;
    this.#ends = ends;
  }

  /** A run starts: it computes, unless it is told to read. */
  start(run: number, now: Ticks): void {
    const runs = this.#runs;
    runs.started[run] = now;
    runs.phase[run] = Phase.computing;
    runs.since[run] = now;
  }

  /** It does something else from now on. */
  enter(run: number, phase: number, now: Ticks): void {
    this.#book(run, now);
    this.#runs.phase[run] = phase;
    this.#runs.since[run] = now;
  }

  /** A run that started stops: books its last phase, and all of it for the plan that charges by the running time. */
  stop(run: number, now: Ticks): void {
    this.#book(run, now);
    const { meter } = this.#books;
    const row = this.#runs.job[run]!;
    if (meter !== null && this.#ends.isCharged(row)) meter.ran(this.#jobs.width[row]!, this.#runs.started[run]!, now);
  }

  /** Ticks that a run which has started has computed. */
  computedBy(run: number, now: Ticks): Ticks {
    const runs = this.#runs;
    if (runs.phase[run] === Phase.computing) return now - runs.since[run]!;
    return runs.phase[run] === Phase.reading ? 0 : runs.service[run]!;
  }

  /** What a run has computed, read or written inside the window since it last changed between these. */
  #book(run: number, now: Ticks): void {
    const runs = this.#runs;
    const row = runs.job[run]!;
    const { slotTime, transferTime } = this.#books.cells[this.#jobs.cell[row]!]!;
    const sum = runs.phase[run] === Phase.computing ? slotTime : transferTime;
    sum.addProduct(this.#jobs.width[row]!, this.#books.window.overlap(runs.since[run]!, now));
  }
}
