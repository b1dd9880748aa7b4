import { ArrivalLanes } from "../../engine/arrivalLanes.ts";
import { NEVER, type Ticks } from "../../engine/time.ts";
import type { DelayDraw } from "../system.ts";
import type { JobDraws } from "../workload/jobDraws.ts";
import type { Source } from "../workload/source.ts";
import { TraceSource } from "../workload/traceSource.ts";
import { BLOCK, ComingJobs, type JobBlock } from "./jobBlock.ts";

/** Of one workload among several, so many jobs are drawn together. */
const AHEAD = 64;

/** What the jobs of a service need drawn: what none has stays as it is in the columns. */
export interface Drawn {
  readonly deadlines: boolean;
  /** Null where there is no dispatch delay. */
  readonly dispatchDelay: DelayDraw | null;
}

/** The jobs of a workload in order of submission, drawn many at a time. */
export class Feed {
  readonly #source: Source | TraceSource;
  readonly #draws: JobDraws;
  /** Cells of their figures: by the tenants of its trace, and last that of the workload's own tenant. */
  readonly #cells: readonly number[];
  readonly #drawn: Drawn;
  /** Drawn, and not given yet from `#at` on; none for a workload that is alone. */
  readonly #ahead = new ComingJobs(AHEAD);
  #at = 0;

  constructor(source: Source | TraceSource, draws: JobDraws, cells: readonly number[], drawn: Drawn) {
    this.#source = source;
    this.#draws = draws;
    this.#cells = cells;
    this.#drawn = drawn;
  }

  /** Draws the next jobs into a block, as many as it holds. */
  fill(jobs: ComingJobs): void {
    const source = this.#source;
    const own = this.#cells.at(-1)!;
    const count = source.take(jobs.submitted, jobs.submitted.length);
    jobs.count = count;
    const traced = source instanceof TraceSource;
    if (traced) {
      source.services(jobs.service, count);
      source.tenants(jobs.cell, count);
      for (let i = 0; i < count; i++) jobs.cell[i] = jobs.cell[i]! < 0 ? own : this.#cells[jobs.cell[i]!]!;
    } else {
      jobs.cell.fill(own, 0, count);
    }
    this.#draws.plainServices(jobs.service, count, traced);
    const { deadlines, dispatchDelay } = this.#drawn;
    if (deadlines) for (let i = 0; i < count; i++) jobs.deadline[i] = this.#draws.deadline(jobs.submitted[i]!);
    if (dispatchDelay !== null) this.#draws.plainDispatches(jobs.dispatch, count, { dispatchDelay });
  }

  /** When its next job comes; NEVER when there is none. */
  next(): Ticks {
    if (this.#at === this.#ahead.count) {
      this.fill(this.#ahead);
      this.#at = 0;
    }
    return this.#at < this.#ahead.count ? this.#ahead.submitted[this.#at]! : NEVER;
  }

  /** Gives its next job to a place in a block. */
  give(jobs: ComingJobs, place: number): void {
    const ahead = this.#ahead;
    const at = this.#at++;
    jobs.cell[place] = ahead.cell[at]!;
    jobs.submitted[place] = ahead.submitted[at]!;
    jobs.service[place] = ahead.service[at]!;
    if (this.#drawn.deadlines) jobs.deadline[place] = ahead.deadline[at]!;
    if (this.#drawn.dispatchDelay !== null) jobs.dispatch[place] = ahead.dispatch[at]!;
  }
}

/** What fills a block with the next jobs of several workloads, in order of submission. */
export function feedBlocks(feeds: readonly Feed[]): (block: JobBlock) => void {
  const [alone] = feeds;
  if (feeds.length === 1) return (block) => alone!.fill(block);
  const lanes = new ArrivalLanes(feeds.map((feed) => feed.next()));
  return (block) => {
    let count = 0;
    for (; count < BLOCK && lanes.nextTime !== NEVER; count++) {
      const lane = lanes.nextLane;
      const feed = feeds[lane]!;
      block.workload[count] = lane;
      feed.give(block, count);
      lanes.advance(feed.next());
    }
    block.count = count;
  };
}
