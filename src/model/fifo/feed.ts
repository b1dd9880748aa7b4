import { NEVER, type Ticks } from "../../engine/time.ts";
import type { JobDraws } from "../workload/jobDraws.ts";
import type { AnySource } from "../workload/openWorkloads.ts";
import type { Drawn } from "./drawn.ts";
import { DrawnJobs } from "./drawnJobs.ts";
import { ComingJobs, FEW } from "./jobBlock.ts";
import { TaskRows } from "./taskRows.ts";

/** Of a workload among many, at least so many jobs are drawn together. */
const FEWEST_AHEAD = 128;

/** All of them together: what is known of the one that is known least far ends a slice of time, so that slices are long. */
const AHEAD = 64 * FEW;

/** The jobs of a workload in order of submission, or their tasks, drawn many at a time. */
export class Feed {
  /** Its index. */
  readonly workload: number;
  readonly #rows: DrawnJobs | TaskRows;
  readonly #drawn: Drawn;
  /** Drawn and not given yet: the first of them from `#at` on, and those after them. */
  #coming: ComingJobs;
  #following: ComingJobs;
  #at = 0;

  /** @param feeds how many workloads there are: of each so many jobs are drawn together that a block's are at hand. */
  constructor(
    workload: number,
    source: AnySource,
    draws: JobDraws,
    cells: readonly number[],
    drawn: Drawn,
    feeds: number,
  ) {
    this.workload = workload;
    this.#drawn = drawn;
    // One that is alone fills the blocks themselves.
    const ahead = feeds === 1 ? 0 : Math.max(FEWEST_AHEAD, Math.min(FEW, Math.ceil(AHEAD / feeds)));
    this.#coming = new ComingJobs(ahead);
    this.#following = new ComingJobs(ahead);
    const jobs = new DrawnJobs(workload, source, draws, cells, drawn);
    this.#rows = drawn.tasks?.[workload] ? new TaskRows(jobs, draws, drawn, ahead === 0 ? FEW : ahead) : jobs;
    if (ahead === 0) return;
    this.fill(this.#coming);
    this.fill(this.#following);
  }

  /** Jobs that came with the first of their firing. */
  get companions(): number {
    return this.#rows.companions;
  }

  /** Draws the next jobs into a block, as many as it holds. */
  fill(jobs: ComingJobs): void {
    this.#rows.fill(jobs);
  }

  /** When its next job comes; NEVER when there is none. */
  get next(): Ticks {
    return this.#at < this.#coming.count ? this.#coming.submitted[this.#at]! : NEVER;
  }

  /** All its jobs before then are drawn. */
  get knownUntil(): Ticks {
    const { count, submitted } = this.#following;
    return count < submitted.length ? NEVER : submitted[count - 1]!;
  }

  /** How many of its jobs come before an instant, which is not after `knownUntil`. */
  before(limit: Ticks): number {
    const coming = this.#coming;
    let at = this.#at;
    while (at < coming.count && coming.submitted[at]! < limit) at++;
    if (at < coming.count) return at - this.#at;
    const following = this.#following;
    let more = 0;
    while (more < following.count && following.submitted[more]! < limit) more++;
    return at - this.#at + more;
  }

  /** Gives its next jobs to the places from `from` to below `to`. */
  give(jobs: ComingJobs, from: number, to: number): void {
    for (let place = from; place < to; ) {
      const coming = this.#coming;
      const until = Math.min(to, place + coming.count - this.#at);
      const shift = this.#at - place;
      for (let i = place; i < until; i++) {
        jobs.cell[i] = coming.cell[i + shift]!;
        jobs.submitted[i] = coming.submitted[i + shift]!;
        jobs.service[i] = coming.service[i + shift]!;
      }
      if (this.#drawn.rounds !== null) for (let i = place; i < until; i++) jobs.round[i] = coming.round[i + shift]!;
      if (this.#drawn.due !== null) for (let i = place; i < until; i++) jobs.deadline[i] = coming.deadline[i + shift]!;
      if (this.#drawn.dispatchDelay !== null) {
        for (let i = place; i < until; i++) jobs.dispatch[i] = coming.dispatch[i + shift]!;
      }
      if (this.#drawn.tasks !== null) {
        for (let i = place; i < until; i++) jobs.following[i] = coming.following[i + shift]!;
      }
      this.#at += until - place;
      place = until;
      if (this.#at < coming.count) continue;
      this.#coming = this.#following;
      this.#following = coming;
      this.#at = 0;
      this.fill(coming);
    }
  }
}
