import type { Ticks } from "../../engine/time.ts";
import type { ExactSum } from "../../statistics/exactSum.ts";
import type { JobBlock } from "./jobBlock.ts";
import type { PartQueues } from "./partQueues.ts";
import { WaitingLine } from "./waitingLine.ts";

/** Jobs submitted that do not have their slots yet, though it is known when they will. */
export class StartingJobs {
  /** Whether peaks count yet. */
  isMeasured = false;
  readonly #all = new WaitingLine();
  readonly #parts: PartQueues;

  constructor(parts: PartQueues) {
    this.#parts = parts;
  }

  get length(): number {
    return this.#all.length;
  }

  /** The most there were. */
  get peak(): number {
    return this.#all.peak;
  }

  /** Of the customer's. */
  get customersPeak(): number {
    return this.#parts.customersPeak(this.peak);
  }

  /** By line of `QueueParts`. */
  get partPeaks(): Int32Array {
    return this.#parts.peaks(this.peak);
  }

  /** The integral of the length over time, to the instant told last; live. */
  get area(): ExactSum {
    return this.#all.area;
  }

  /** The instant told last. */
  get now(): Ticks {
    return this.#all.now;
  }

  /** The jobs of a block in [from, to) are submitted; the peaks count those submitted from `measuredFrom` on. */
  follow(jobs: JobBlock, from: number, to: number, measuredFrom: Ticks): void {
    this.#all.follow(jobs.submitted, jobs.taken, from, to, measuredFrom);
    this.#parts.follow(jobs, from, to);
  }

  /** The window has begun: peaks count from now on, for those too that wait now. */
  measure(): void {
    this.isMeasured = true;
    this.#all.notePeak();
    this.#parts.measureFrom(this.now);
  }

  /** The clock goes on: jobs whose slots come by then leave. */
  serveUpTo(time: Ticks): void {
    this.#all.serveUpTo(time);
  }
}
