import type { Ticks } from "../engine/time.ts";
import { type JobTable, NOT_YET } from "./jobTable.ts";
import type { RunTable } from "./runTable.ts";

/** Which task of each job started first, the lowest of those that did so at once: the job's latency is told by it. */
export class FirstStarts {
  readonly #jobs: JobTable;
  readonly #runs: RunTable;

  constructor(jobs: JobTable, runs: RunTable) {
    this.#jobs = jobs;
    this.#runs = runs;
  }

  /** A run starts. Returns whether nothing of its job did before. */
  starts(run: number, now: Ticks): boolean {
    const jobs = this.#jobs;
    const row = this.#runs.job[run]!;
    const task = this.#runs.task[run]!;
    if (jobs.started[row] === NOT_YET) {
      this.#isFirst(run, row, now);
      return true;
    }
    if (jobs.started[row] === now && task < jobs.firstTask[row]!) this.#isFirst(run, row, now);
    // Elsewhere it may take another time than where it started first.
    else if (task === jobs.firstTask[row]) jobs.firstService[row] = this.#runs.size[run]!;
    return false;
  }

  /** A run is through. */
  ends(run: number, now: Ticks): void {
    const jobs = this.#jobs;
    const runs = this.#runs;
    const row = runs.job[run]!;
    if (runs.task[run] !== jobs.firstTask[row]) return;
    jobs.firstEnd[row] = now;
    jobs.firstTransfer[row] = now - runs.started[run]! - runs.service[run]!;
  }

  #isFirst(run: number, row: number, now: Ticks): void {
    const jobs = this.#jobs;
    const runs = this.#runs;
    jobs.started[row] = now;
    jobs.taken[row] = runs.taken[run]!;
    jobs.vmReady[row] = runs.vmReady[run]!;
    jobs.firstTask[row] = runs.task[run]!;
    jobs.firstVm[row] = runs.vm[run]!;
    jobs.firstService[row] = runs.size[run]!;
  }
}
