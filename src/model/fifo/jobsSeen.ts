import type { Ticks } from "../../engine/time.ts";
import type { ExactSum } from "../../statistics/exactSum.ts";
import type { JobBlock } from "./jobBlock.ts";

/** Jobs in a service at the end of an instant. */
export interface JobsNow {
  /** Without a slot, and those of them that a cap holds back. */
  readonly waiting: number;
  readonly held: number;
  /** With a slot, and those of them that compute. */
  readonly running: number;
  readonly busy: number;
}

/** Jobs without a slot, over time. */
export interface QueueSeen {
  /** At most at once: of all, of the customer's, and by line of `QueueParts`. */
  readonly peak: number;
  readonly customersPeak: number;
  readonly partPeaks: Int32Array;
  /** The integral of their number over time, to the instant come to last; live. */
  readonly area: ExactSum;
}

/** What an event loop sees of the jobs of a service as the clock goes on. */
export interface JobsSeen {
  readonly queue: QueueSeen;
  /** The instant come to last. */
  readonly now: Ticks;
  /** That have happened; absent: those of the jobs that are counted. */
  readonly events?: number;
  /** The jobs at the end of an instant that has been served. */
  at(time: Ticks): JobsNow;
  /** The clock goes through the submissions of jobs that are served. */
  follow?(jobs: JobBlock): void;
  /** Those jobs are counted: of them only what others may ask for is kept. */
  keep?(jobs: JobBlock): void;
  /** The clock stopped, with so many jobs without a slot and with one. */
  stop(clock: Ticks, left: Pick<JobsNow, "waiting" | "running">): void;
}
