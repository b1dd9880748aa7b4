import { NEVER, type Ticks } from "../../engine/time.ts";
import { NONE } from "../jobTable.ts";
import type { Rounds } from "../rounds.ts";
import type { DelayDraw } from "../system.ts";
import type { Window } from "../window.ts";
import type { JobDraws } from "../workload/jobDraws.ts";
import type { AnySource } from "../workload/openWorkloads.ts";
import type { Source } from "../workload/source.ts";
import { StreamSource } from "../workload/streamSource.ts";
import { TraceSource } from "../workload/traceSource.ts";
import { BLOCK, ComingJobs } from "./jobBlock.ts";

/** What the jobs of a service need drawn: what none has stays as it is in the columns. */
export interface Drawn {
  /** Index of the service. */
  readonly system: number;
  readonly deadlines: boolean;
  /** Where rounds are opened; null where no workload fires any. */
  readonly rounds: Rounds | null;
  readonly window: Window;
  /** Null where there is no dispatch delay. */
  readonly dispatchDelay: DelayDraw | null;
}

/** Of a workload among many, at least so many jobs are drawn together. */
const FEWEST_AHEAD = 128;

/** All of them together: what is known of the one that is known least far ends a slice of time, so that slices are long. */
const AHEAD = 16 * BLOCK;

/** The jobs of a workload in order of submission, drawn many at a time. */
export class Feed {
  /** Its index. */
  readonly workload: number;
  readonly #source: Source | TraceSource;
  readonly #draws: JobDraws;
  /** Cells of their figures: by the tenants of its trace, and last that of the workload's own tenant. */
  readonly #cells: readonly number[];
  readonly #drawn: Drawn;
  /** Drawn and not given yet: the first of them from `#at` on, and those after them. */
  #coming: ComingJobs;
  #following: ComingJobs;
  #at = 0;
  /** The jobs of the last firing that are yet to be drawn, when it was, and its round. */
  #left = 0;
  readonly #fired = new Float64Array(1);
  #round = NONE;
  /** Jobs that came with the first of their firing. */
  companions = 0;

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
    // What a stream submits may depend on what is through, and nothing is when feeds are read.
    if (source instanceof StreamSource) throw new TypeError("a stream is no feed");
    this.#source = source;
    this.#draws = draws;
    this.#cells = cells;
    this.#drawn = drawn;
    // One that is alone fills the blocks themselves.
    const ahead = feeds === 1 ? 0 : Math.max(FEWEST_AHEAD, Math.min(BLOCK, Math.ceil(AHEAD / feeds)));
    this.#coming = new ComingJobs(ahead);
    this.#following = new ComingJobs(ahead);
    if (ahead === 0) return;
    this.fill(this.#coming);
    this.fill(this.#following);
  }

  /** Draws the next jobs into a block, as many as it holds. */
  fill(jobs: ComingJobs): void {
    const source = this.#source;
    const own = this.#cells.at(-1)!;
    const count = source.firesRounds ? this.#takeRounds(jobs) : source.take(jobs.submitted, jobs.submitted.length);
    jobs.count = count;
    const traced = source instanceof TraceSource;
    if (traced) {
      source.services(jobs.service, count);
      source.tenants(jobs.cell, count);
      for (let i = 0; i < count; i++) jobs.cell[i] = jobs.cell[i]! < 0 ? own : this.#cells[jobs.cell[i]!]!;
    } else {
      jobs.cell.fill(own, 0, count);
    }
    const { deadlines, dispatchDelay, system } = this.#drawn;
    this.#draws.plainServices(jobs.service, count, traced, system);
    if (deadlines) for (let i = 0; i < count; i++) jobs.deadline[i] = this.#draws.deadline(jobs.submitted[i]!);
    if (dispatchDelay !== null) this.#draws.plainDispatches(jobs.dispatch, count, { dispatchDelay });
  }

  /** The next jobs of firings that bring several, or belong together. */
  #takeRounds({ submitted, round }: ComingJobs): number {
    const source = this.#source;
    const { rounds, window } = this.#drawn;
    let count = 0;
    while (count < submitted.length) {
      if (this.#left === 0) {
        const fired = source.next();
        if (fired === NEVER) break;
        this.#fired[0] = fired;
        this.#left = source.jobs;
        this.#round = rounds!.open(this.workload, fired, source.jobs, window.measures(fired));
        this.companions += source.jobs - 1;
      }
      const until = Math.min(submitted.length, count + this.#left);
      this.#left -= until - count;
      submitted.fill(this.#fired[0]!, count, until);
      round.fill(this.#round, count, until);
      count = until;
    }
    return count;
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
      if (this.#drawn.deadlines) for (let i = place; i < until; i++) jobs.deadline[i] = coming.deadline[i + shift]!;
      if (this.#drawn.dispatchDelay !== null) {
        for (let i = place; i < until; i++) jobs.dispatch[i] = coming.dispatch[i + shift]!;
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
