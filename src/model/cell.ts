import type { Ticks } from "../engine/time.ts";
import { NEVER, SECOND } from "../engine/time.ts";
import { ExactSum } from "../statistics/exactSum.ts";
import { Tally } from "../statistics/tally.ts";
import type { EndedJob } from "./eventLog.ts";

/** The parts of a job's latency, in the order of their names in the results. */
export const PARTS = [
  "held",
  "queued",
  "provisioning",
  "dispatch",
  "service",
  "transfer",
  "restarts",
  "lastTask",
] as const;

/** Slowdowns are tallied in so many parts of 1, so that their sums are exact too. */
export const SLOWDOWN_PARTS = 1e6;

const SHORTEST_SERVICE = 10 * SECOND;

/** How jobs can leave, counted. */
export class Outcomes {
  submitted = 0;
  finished = 0;
  failed = 0;
  rejected = 0;
  cancelled = 0;

  merge(other: Outcomes): void {
    this.submitted += other.submitted;
    this.finished += other.finished;
    this.failed += other.failed;
    this.rejected += other.rejected;
    this.cancelled += other.cancelled;
  }

  count(state: EndedJob["state"]): void {
    if (state === "Finished") this.finished++;
    else if (state === "Failed") this.failed++;
    else if (state === "Rejected") this.rejected++;
    else this.cancelled++;
  }
}

/**
 * What was seen of the jobs of one workload and tenant in one system. Every breakdown is a merge of cells, and since sums
 * are exact and tallies order-free, a merge equals the figures of the jobs taken together.
 */
export class Cell {
  /** Over the whole run, warm-up included. */
  readonly all = new Outcomes();
  /** Of the jobs submitted in the measured window, as all below unless it says otherwise. */
  readonly measured = new Outcomes();
  /** Of jobs that started. */
  readonly wait: Tally;
  /** Of jobs that finished, as the slowdowns and the parts. */
  readonly latency: Tally;
  readonly slowdown: Tally;
  /** Age of the newest window that a job scored, when it finished; null where no job scored any. */
  freshness: Tally | null = null;
  readonly parts: readonly ExactSum[] = PARTS.map(() => new ExactSum());
  /** Started jobs that waited for a slot at all. */
  waited = 0;
  /** Jobs with a deadline that finished, failed, were rejected, or were overdue at the end; and those that missed it. */
  withDeadline = 0;
  missed = 0;
  /** Ends inside the window, whenever the jobs were submitted. */
  jobEnds = 0;
  taskEnds = 0;
  /** Tasks that lost a slot on which they computed and began anew, and slots times time computed in vain, inside the window. */
  restarts = 0;
  /** Tasks that lost their slots because their VM was evicted or broke down, likewise. */
  evictions = 0;
  readonly workLost = new ExactSum();
  /** Time in the queue, and slots times computing time, inside the window, of all jobs. */
  readonly queueTime = new ExactSum();
  readonly slotTime = new ExactSum();
  /** Slots times the time in which their tasks read or wrote. */
  readonly transferTime = new ExactSum();
  /** First submission and last end of measured jobs. */
  firstSubmitted: Ticks = NEVER;
  lastEnded: Ticks = 0;

  readonly #quantiles: "exact" | "sketch";

  constructor(exactQuantiles: boolean) {
    const quantiles = exactQuantiles ? "exact" : "sketch";
    this.#quantiles = quantiles;
    this.wait = new Tally({ quantiles });
    this.latency = new Tally({ quantiles });
    this.slowdown = new Tally({ quantiles });
  }

  /** Measured jobs were submitted from then on. */
  submittedFrom(time: Ticks): void {
    if (time < this.firstSubmitted) this.firstSubmitted = time;
  }

  /** Measured jobs ended, the last of them then. */
  endedUntil(time: Ticks): void {
    if (time > this.lastEnded) this.lastEnded = time;
  }

  /** A measured job's first task began to compute. */
  started(wait: Ticks, waitedForSlot: boolean): void {
    this.wait.addTicks(wait);
    if (waitedForSlot) this.waited++;
  }

  /** A measured job finished. */
  finished(job: EndedJob): void {
    this.#part(2, job.provisioning);
    this.#part(5, job.transfer);
    this.#part(6, job.restarts);
    this.#part(7, job.lastTask);
    const rest = job.provisioning + job.transfer + job.restarts + job.lastTask;
    this.#book(job.held, job.queued, job.dispatch, job.service, rest);
  }

  /** A measured job finished that scored windows up to one of this age. */
  scored(age: Ticks): void {
    this.freshness ??= new Tally({ quantiles: this.#quantiles });
    this.freshness.addTicks(age);
  }

  /** A measured job finished that has no other parts than these. */
  finishedPlainly(held: Ticks, queued: Ticks, provisioning: Ticks, dispatch: Ticks, service: Ticks): void {
    this.#part(2, provisioning);
    this.#book(held, queued, dispatch, service, provisioning);
  }

  #book(held: Ticks, queued: Ticks, dispatch: Ticks, service: Ticks, rest: Ticks): void {
    this.#part(0, held);
    this.#part(1, queued);
    this.#part(3, dispatch);
    this.#part(4, service);
    const latency = held + queued + dispatch + service + rest;
    this.latency.addTicks(latency);
    this.slowdown.addTicks(slowdownOf(latency, service));
  }

  /** Most parts of most jobs are nothing. */
  #part(part: number, ticks: Ticks): void {
    if (ticks !== 0) this.parts[part]!.addTicks(ticks);
  }

  /** Slots times the time from the start of a task to its end: what the classic service charges. */
  get runningTime(): bigint {
    return this.slotTime.toBigInt() + this.transferTime.toBigInt();
  }

  merge(other: Cell): void {
    this.submittedFrom(other.firstSubmitted);
    this.endedUntil(other.lastEnded);
    this.all.merge(other.all);
    this.measured.merge(other.measured);
    this.wait.merge(other.wait);
    this.latency.merge(other.latency);
    this.slowdown.merge(other.slowdown);
    if (other.freshness !== null) {
      this.freshness ??= new Tally({ quantiles: this.#quantiles });
      this.freshness.merge(other.freshness);
    }
    this.parts.forEach((sum, part) => {
      sum.merge(other.parts[part]!);
    });
    this.waited += other.waited;
    this.withDeadline += other.withDeadline;
    this.missed += other.missed;
    this.jobEnds += other.jobEnds;
    this.taskEnds += other.taskEnds;
    this.restarts += other.restarts;
    this.evictions += other.evictions;
    this.workLost.merge(other.workLost);
    this.queueTime.merge(other.queueTime);
    this.slotTime.merge(other.slotTime);
    this.transferTime.merge(other.transferTime);
  }
}

/** A job's slowdown in parts of `SLOWDOWN_PARTS`: its latency against its service, or 10 s where that is shorter; at least 1. */
export function slowdownOf(latency: Ticks, service: Ticks): number {
  const base = longer(service, SHORTEST_SERVICE);
  return Math.floor((longer(latency, base) / base) * SLOWDOWN_PARTS + 0.5);
}

/** Whichever is longer, exactly, and without a branch, for nobody can foretell which. */
function longer(one: Ticks, other: Ticks): Ticks {
  const more = one - other;
  return other + (more + Math.abs(more)) / 2;
}
