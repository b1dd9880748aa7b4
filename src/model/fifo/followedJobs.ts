import { NEVER, type Ticks } from "../../engine/time.ts";
import type { Parties } from "../parties.ts";
import type { Timeline } from "../timeline.ts";
import type { Window } from "../window.ts";
import type { WorldSpec } from "../worldSpec.ts";
import type { JobBlock } from "./jobBlock.ts";
import type { JobsNow, JobsSeen } from "./jobsSeen.ts";
import { PartQueues } from "./partQueues.ts";
import type { PlainFifo } from "./plainFifo.ts";
import { StartingJobs } from "./startingJobs.ts";
import type { TaskedJobs } from "./taskedJobs.ts";
import { Underway } from "./underway.ts";

/** Jobs that get their slots in order of submission, of which it is known when: the clock goes through their submissions. */
export class FollowedJobs implements JobsSeen {
  readonly #window: Window;
  readonly #timeline: Timeline;
  readonly queue: StartingJobs;
  readonly #underway: Underway;
  /** Null where no job has several tasks. */
  readonly #tasked: TaskedJobs | null;
  /** Jobs in order of submission, or their tasks. */
  readonly #rows: JobBlock;
  /** The jobs at hand, and how many of them the clock has come to. */
  readonly #block: JobBlock;
  #followed = 0;
  /** Of the instant at which the clock stopped, once it did. */
  #last: JobsNow | null = null;

  constructor(
    spec: WorldSpec,
    { queueParts }: Parties,
    { system, anyCap }: PlainFifo,
    jobs: { readonly rows: JobBlock; readonly tasked: TaskedJobs | null },
    { window, timeline }: { readonly window: Window; readonly timeline: Timeline },
  ) {
    this.#window = window;
    this.#timeline = timeline;
    this.#underway = new Underway(spec.drain ? NEVER : window.end, anyCap);
    const areCustomers = spec.workloads.every(({ background }) => !background);
    this.queue = new StartingJobs(new PartQueues(queueParts, system, areCustomers));
    this.#tasked = jobs.tasked;
    this.#rows = jobs.rows;
    this.#block = jobs.tasked?.jobs ?? jobs.rows;
  }

  get now(): Ticks {
    return this.queue.now;
  }

  /** No instant at or after the end has been served. */
  at(time: Ticks): JobsNow {
    return this.#last ?? { waiting: this.queue.length, ...this.#underwayAt(time) };
  }

  follow(block: JobBlock): void {
    const { count, submitted } = block;
    this.#followed = 0;
    while (this.#followed < count) {
      // Up to there nothing but the queue has to be looked after between two submissions.
      const quietUntil = this.#quietUntil();
      const from = this.#followed;
      let to = submitted[count - 1]! <= quietUntil ? count : from;
      while (to < count && submitted[to]! <= quietUntil) to++;
      this.queue.follow(block, from, to, this.#window.from);
      this.#followed = to;
      if (to < count) this.#observeUpTo(submitted[to]!);
    }
  }

  keep(block: JobBlock): void {
    this.#tasked?.keep(this.#rows, this.now);
    this.#underway.keep(block, this.now);
    this.#followed = 0;
  }

  stop(clock: Ticks, left: Pick<JobsNow, "waiting" | "running">): void {
    this.#observeUpTo(clock);
    this.queue.serveUpTo(clock);
    this.#last = { ...this.#underwayAt(clock), ...left };
  }

  /** The next instant at which the queue is to be looked at: of the timeline, or the window's first. */
  #quietUntil(): Ticks {
    return this.queue.isMeasured ? this.#timeline.next : Math.min(this.#timeline.next, this.#window.from);
  }

  /** Looks at the queue at every such instant before `until`. */
  #observeUpTo(until: Ticks): void {
    const { from } = this.#window;
    for (let next = this.#quietUntil(); next < until; next = this.#quietUntil()) {
      this.queue.serveUpTo(next);
      if (next === from && !this.queue.isMeasured) this.queue.measure();
      if (next === this.#timeline.next) this.#timeline.observe(next);
    }
  }

  #underwayAt(at: Ticks): Omit<JobsNow, "waiting"> {
    const jobs = this.#underway.at(at, this.#block, this.#followed);
    return this.#tasked === null ? jobs : { ...jobs, busy: this.#tasked.computingAt(at, this.#rows) };
  }
}
