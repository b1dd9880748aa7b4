import type { Ticks } from "../../engine/time.ts";
import { AuditError } from "./auditError.ts";
import { LowestFirst } from "./lowestFirst.ts";
import { type ReplayJob, waits } from "./replayJob.ts";

/** Waiting jobs of one priority and one width: only the first of them can be the next. */
interface Lane {
  readonly priority: number;
  readonly width: number;
  readonly numbers: LowestFirst;
}

/** Slots given to a job at this instant, and how many were free before. */
interface Take {
  readonly job: ReplayJob;
  readonly free: number;
}

/**
 * Who is next in one system's queue: higher priority first, then the lower number. Strict first come, first served lets
 * nobody pass; first fit lets a job pass those that do not fit.
 */
export class ReplayQueue {
  private readonly name: string;
  private readonly byPriority: boolean;
  private readonly firstFit: boolean;
  private readonly jobs: ReadonlyMap<number, ReplayJob>;
  private readonly lanes = new Map<string, Lane>();
  private takes: Take[] = [];

  constructor(
    name: string,
    rules: { readonly byPriority: boolean; readonly firstFit: boolean },
    jobs: ReadonlyMap<number, ReplayJob>,
  ) {
    this.name = name;
    this.byPriority = rules.byPriority;
    this.firstFit = rules.firstFit;
    this.jobs = jobs;
  }

  join(time: Ticks, job: ReplayJob): void {
    const key = `${this.priorityOf(job)}/${job.width}`;
    let lane = this.lanes.get(key);
    if (lane === undefined) {
      lane = { priority: this.priorityOf(job), width: job.width, numbers: new LowestFirst() };
      this.lanes.set(key, lane);
    }
    lane.numbers.push(job.number);
    if (job.submitted !== time) return;
    // All arrivals of an instant come before its dispatch: one that is told later must not have been passed over either.
    for (const take of this.takes) {
      if (this.precedes(job, take.job) && (!this.firstFit || job.width <= take.free))
        throw this.passed(time, take.job, job);
    }
  }

  /** A task of the job gets its slots while so many are free. */
  take(time: Ticks, job: ReplayJob, free: number): void {
    for (const lane of this.lanes.values()) {
      const first = this.firstOf(lane);
      if (first === undefined || !this.precedes(first, job)) continue;
      if (!this.firstFit || lane.width <= free) throw this.passed(time, job, first);
    }
    this.takes.push({ job, free });
  }

  /** The instant is over: nobody who could have been served may still wait. */
  instantOver(time: Ticks, free: number): void {
    this.takes = [];
    if (free <= 0) return;
    const heads = [...this.lanes.values()].map((lane) => this.firstOf(lane)).filter((job) => job !== undefined);
    heads.sort((a, b) => (this.precedes(a, b) ? -1 : 1));
    const next = this.firstFit ? heads.find((job) => job.width <= free) : heads[0];
    if (next === undefined || next.width > free) return;
    const slots = next.width === 1 && free === 1 ? `a slot of ${this.name} is` : `${free} slots of ${this.name} are`;
    const needs = next.width === 1 ? "" : ` for ${next.width}`;
    throw new AuditError(5, time, `${slots} free while job ${next.number} waits${needs}`);
  }

  private firstOf(lane: Lane): ReplayJob | undefined {
    const number = lane.numbers.lowest((n) => waits(this.jobs.get(n)!));
    return number === undefined ? undefined : this.jobs.get(number);
  }

  private precedes(one: ReplayJob, other: ReplayJob): boolean {
    const a = this.priorityOf(one);
    const b = this.priorityOf(other);
    return a === b ? one.number < other.number : a > b;
  }

  private priorityOf(job: ReplayJob): number {
    return this.byPriority ? job.priority : 0;
  }

  private passed(time: Ticks, taker: ReplayJob, first: ReplayJob): AuditError {
    return new AuditError(
      4,
      time,
      `job ${taker.number} takes slots of ${this.name} while job ${first.number} is before it`,
    );
  }
}
