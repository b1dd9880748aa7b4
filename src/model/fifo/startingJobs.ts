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
  /** Those of them that are the customer's; null where all are. */
  readonly #customers: WaitingLine | null;
  /** By workload: 1 for the customer's. */
  readonly #customerOf: Uint8Array;
  readonly #submitted: Float64Array;
  readonly #taken: Float64Array;
  readonly #parts: PartQueues;

  /** @param customerOf by workload: 1 for the customer's. @param block jobs of a block, at most. */
  constructor(customerOf: Uint8Array, block: number, parts: PartQueues) {
    this.#customerOf = customerOf;
    this.#parts = parts;
    this.#submitted = new Float64Array(block);
    this.#taken = new Float64Array(block);
    this.#customers = customerOf.includes(0) ? new WaitingLine() : null;
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
    return (this.#customers ?? this.#all).peak;
  }

  /** By line of `QueueParts`. */
  get partPeaks(): Int32Array {
    return this.#parts.peaks(this.customersPeak);
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
    if (this.#customers === null) return;
    const count = this.#pickCustomers(jobs, from, to);
    this.#customers.follow(this.#submitted, this.#taken, 0, count, measuredFrom);
  }

  /** The window has begun: peaks count from now on, for those too that wait now. */
  measure(): void {
    this.isMeasured = true;
    this.#all.notePeak();
    this.#parts.measureFrom(this.now);
    this.#customers?.notePeak();
  }

  /** The clock goes on: jobs whose slots come by then leave. */
  serveUpTo(time: Ticks): void {
    this.#all.serveUpTo(time);
    this.#customers?.serveUpTo(time);
  }

  /** Returns how many there are. */
  #pickCustomers({ workload, submitted, taken }: JobBlock, from: number, to: number): number {
    let count = 0;
    for (let i = from; i < to; i++) {
      // Written over by the next unless it is the customer's: whose a job is cannot be foretold.
      this.#submitted[count] = submitted[i]!;
      this.#taken[count] = taken[i]!;
      count += this.#customerOf[workload[i]!]!;
    }
    return count;
  }
}
