import type { JobDraws } from "../workload/jobDraws.ts";
import type { Drawn } from "./drawn.ts";
import type { DrawnJobs } from "./drawnJobs.ts";
import { ComingJobs, FEW } from "./jobBlock.ts";

/** Jobs drawn together. */
const AHEAD = 256;

/** Draws the tasks of a workload's jobs, a row each: those of a job one after the other, which may go beyond a block. */
export class TaskRows {
  readonly #drawnJobs: DrawnJobs;
  readonly #draws: JobDraws;
  readonly #drawn: Drawn;
  readonly #jobs = new ComingJobs(AHEAD);
  /** The place of the job whose tasks are given, its number in its workload, and how many of its tasks are yet to be given. */
  #at = -1;
  #job = -1;
  #left = 0;
  /** The speed of the classic service for it, and for each row. */
  #speed = 1;
  readonly #speeds: Float64Array;

  /** @param capacity the most rows that a block has room for. */
  constructor(jobs: DrawnJobs, draws: JobDraws, drawn: Drawn, capacity: number) {
    this.#drawnJobs = jobs;
    this.#draws = draws;
    this.#drawn = drawn;
    this.#speeds = new Float64Array(capacity);
  }

  get companions(): number {
    return this.#drawnJobs.companions;
  }

  /** Draws the next tasks into a block. */
  fill(rows: ComingJobs): void {
    const { dispatchDelay } = this.#drawn;
    const capacity = Math.min(FEW, rows.submitted.length);
    const { cell, submitted, deadline, round } = this.#jobs;
    let count = 0;
    while (count < capacity && (this.#left > 0 || this.#nextJob())) {
      const at = this.#at;
      const from = count;
      count = Math.min(capacity, from + this.#left);
      rows.cell.fill(cell[at]!, from, count);
      rows.submitted.fill(submitted[at]!, from, count);
      rows.deadline.fill(deadline[at]!, from, count);
      rows.round.fill(round[at]!, from, count);
      this.#speeds.fill(this.#speed, from, count);
      for (let i = from; i < count; i++) rows.following[i] = --this.#left;
      if (dispatchDelay === null) continue;
      for (let i = from; i < count; i++) rows.dispatch[i] = this.#draws.dispatchOf(this.#job, { dispatchDelay });
    }
    rows.count = count;
    this.#draws.taskServices(rows.service, count, this.#speeds);
  }

  /** Goes on to the next job; false when there is none. */
  #nextJob(): boolean {
    if (++this.#at >= this.#jobs.count) {
      this.#drawnJobs.come(this.#jobs);
      this.#at = 0;
      if (this.#jobs.count === 0) return false;
    }
    this.#job++;
    this.#left = this.#draws.nextTasks();
    this.#speed = this.#draws.nextSpeed(this.#drawn.system);
    return true;
  }
}
