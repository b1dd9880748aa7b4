import type { Ticks } from "../engine/time.ts";
import { SECOND } from "../engine/time.ts";
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

/** Slowdowns are tallied in millionths, so that their sums are exact too. */
export const SLOWDOWN_UNIT = 1e-6;

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
  readonly parts: readonly ExactSum[] = PARTS.map(() => new ExactSum());
  /** Started jobs that waited for a slot at all. */
  waited = 0;
  /** Jobs with a deadline that finished, failed, were rejected, or were overdue at the end; and those that missed it. */
  withDeadline = 0;
  missed = 0;
  /** Ends inside the window, whenever the jobs were submitted. */
  jobEnds = 0;
  taskEnds = 0;
  /** Time in the queue, and slots times running time in the classic service, inside the window, of all jobs. */
  readonly queueTime = new ExactSum();
  readonly slotTime = new ExactSum();

  constructor(exactQuantiles: boolean) {
    const quantiles = exactQuantiles ? "exact" : "sketch";
    this.wait = new Tally({ quantiles });
    this.latency = new Tally({ quantiles });
    this.slowdown = new Tally({ quantiles });
  }

  /** A measured job's first task began to compute. */
  started(wait: Ticks, waitedForSlot: boolean): void {
    this.wait.add(wait);
    if (waitedForSlot) this.waited++;
  }

  /** A measured job finished. */
  finished(job: EndedJob): void {
    this.#part(0, job.held);
    this.#part(1, job.queued);
    this.#part(2, job.provisioning);
    this.#part(3, job.dispatch);
    this.#part(4, job.service);
    this.#part(5, job.transfer);
    this.#part(6, job.restarts);
    this.#part(7, job.lastTask);
    const latency =
      job.held +
      job.queued +
      job.provisioning +
      job.dispatch +
      job.service +
      job.transfer +
      job.restarts +
      job.lastTask;
    this.latency.add(latency);
    const slowdown = Math.max(1, latency / Math.max(job.service, SHORTEST_SERVICE));
    this.slowdown.add(Math.floor(slowdown / SLOWDOWN_UNIT + 0.5));
  }

  /** Most parts of most jobs are nothing. */
  #part(part: number, ticks: Ticks): void {
    if (ticks !== 0) this.parts[part]!.add(ticks);
  }

  merge(other: Cell): void {
    this.all.merge(other.all);
    this.measured.merge(other.measured);
    this.wait.merge(other.wait);
    this.latency.merge(other.latency);
    this.slowdown.merge(other.slowdown);
    this.parts.forEach((sum, part) => {
      sum.merge(other.parts[part]!);
    });
    this.waited += other.waited;
    this.withDeadline += other.withDeadline;
    this.missed += other.missed;
    this.jobEnds += other.jobEnds;
    this.taskEnds += other.taskEnds;
    this.queueTime.merge(other.queueTime);
    this.slotTime.merge(other.slotTime);
  }
}
