import type { Ticks } from "../../engine/time.ts";
import { AuditError } from "./auditError.ts";
import { LowestFirst } from "./lowestFirst.ts";
import { type ReplayJob, waits } from "./replayJob.ts";

/** Waiting jobs of one priority and one width: only the first of them can be the next. */
interface Lane {
  readonly priority: number;
  readonly width: number;
  readonly together: boolean;
  readonly numbers: LowestFirst;
}

/** Slots that are free: all together, and on the VM that has the most of them. */
export interface FreeSlots {
  readonly slots: number;
  readonly onOne: number;
}

/** Whether a task fits into what is free; one that runs on one VM is no gang. */
function fits({ width, together }: Pick<ReplayJob, "width" | "together">, free: FreeSlots): boolean {
  return width <= (together ? free.onOne : free.slots);
}

/** A task that lost its slots and waits for others: before all of its priority that never had any. */
interface Requeued {
  readonly job: ReplayJob;
  readonly task: number;
}

/** Slots given to a job at this instant, and how many were free before. */
interface Take {
  readonly job: ReplayJob;
  readonly free: FreeSlots;
}

/**
 * Who is next in one system's queue: higher priority first, then the lower number. Strict first come, first served lets
 * nobody pass; first fit lets a job pass those that do not fit; EASY lets a job pass the first in line if that one does not fit and is not delayed.
 */
export class ReplayQueue {
  private readonly name: string;
  private readonly system: number;
  private readonly byPriority: boolean;
  private readonly firstFit: boolean;
  private readonly easy: boolean;
  private readonly jobs: ReadonlyMap<number, ReplayJob>;
  private readonly lanes = new Map<string, Lane>();
  private takes: Take[] = [];
  private requeued: Requeued[] = [];

  constructor(
    name: string,
    system: number,
    rules: { readonly byPriority: boolean; readonly firstFit: boolean; readonly easy: boolean },
    jobs: ReadonlyMap<number, ReplayJob>,
  ) {
    this.name = name;
    this.system = system;
    this.byPriority = rules.byPriority;
    this.firstFit = rules.firstFit;
    this.easy = rules.easy;
    this.jobs = jobs;
  }

  join(time: Ticks, job: ReplayJob): void {
    const key = `${this.priorityOf(job)}/${job.width}/${job.together}`;
    let lane = this.lanes.get(key);
    if (lane === undefined) {
      lane = { priority: this.priorityOf(job), width: job.width, together: job.together, numbers: new LowestFirst() };
      this.lanes.set(key, lane);
    }
    lane.numbers.push(job.number);
    // A job that was held when it came may be let in by one that starts and ends after this instant's dispatch.
    if (job.submitted !== time || job.held) return;
    // All other arrivals of an instant come before its dispatch: one that is told later must not have been passed over either.
    for (const take of this.takes) {
      if (this.precedes(job, take.job) && (!this.firstFit || fits(job, take.free)))
        throw this.passed(time, take.job, job);
    }
  }

  requeue(task: Requeued): void {
    this.requeued.push(task);
  }

  /** A task of the job gets its slots while so many are free. @param delays whether that delays another job, by estimates. */
  take(time: Ticks, job: ReplayJob, free: FreeSlots, delays: (first: ReplayJob) => boolean): void {
    if (this.easy) {
      this.passes(time, job, free, delays);
      return;
    }
    for (const other of this.requeued) {
      if (this.priorityOf(other.job) >= this.priorityOf(job) && this.mayNotBePassed(other.job, free)) {
        throw this.passed(time, job, other.job);
      }
    }
    this.takeBeforeLanes(time, job, free, (first) => this.precedes(first, job));
    this.takes.push({ job, free });
  }

  /** A task that lost its slots gets others while so many are free. */
  takeRequeued(time: Ticks, task: Requeued, free: FreeSlots, delays: (first: ReplayJob) => boolean): void {
    if (this.easy) this.passes(time, task.job, free, delays);
    this.requeued = this.requeued.filter((other) => other.job !== task.job || other.task !== task.task);
    if (this.easy) return;
    const priority = this.priorityOf(task.job);
    for (const other of this.requeued) {
      const before =
        this.priorityOf(other.job) > priority ||
        (this.priorityOf(other.job) === priority &&
          (other.job.number < task.job.number || (other.job === task.job && other.task < task.task)));
      if (before && this.mayNotBePassed(other.job, free)) throw this.passed(time, task.job, other.job);
    }
    this.takeBeforeLanes(time, task.job, free, (first) => this.priorityOf(first) > priority);
  }

  /** The instant is over: nobody who could have been served may still wait. */
  instantOver(time: Ticks, free: FreeSlots): void {
    this.takes = [];
    this.requeued = this.requeued.filter(({ job }) => job.ended === null && job.system === this.system);
    if (free.slots <= 0) return;
    const waiting = this.line();
    const next = this.firstFit ? waiting.find((job) => fits(job, free)) : waiting[0];
    if (next === undefined || !fits(next, free)) return;
    const slots =
      next.width === 1 && free.slots === 1 ? `a slot of ${this.name} is` : `${free.slots} slots of ${this.name} are`;
    const needs = next.width === 1 ? "" : ` for ${next.width}`;
    throw new AuditError(5, time, `${slots} free while job ${next.number} waits${needs}`);
  }

  /** The first of each width that wait, in order. */
  private line(): readonly ReplayJob[] {
    const heads = [...this.lanes.values()].map((lane) => this.firstOf(lane)).filter((job) => job !== undefined);
    heads.sort((a, b) => (this.precedes(a, b) ? -1 : 1));
    const again = this.requeued.map(({ job }) => job).filter((job) => job.ended === null && job.system === this.system);
    again.sort((a, b) => this.priorityOf(b) - this.priorityOf(a) || a.number - b.number);
    return [...again, ...heads].sort((a, b) => this.priorityOf(b) - this.priorityOf(a));
  }

  /** By EASY: whoever is not the first in line may neither take what the first could, nor delay it. */
  private passes(time: Ticks, job: ReplayJob, free: FreeSlots, delays: (first: ReplayJob) => boolean): void {
    const first = this.line()[0];
    if (first === undefined || first === job) return;
    if (fits(first, free) || delays(first)) throw this.passed(time, job, first);
  }

  private takeBeforeLanes(time: Ticks, job: ReplayJob, free: FreeSlots, before: (first: ReplayJob) => boolean): void {
    for (const lane of this.lanes.values()) {
      const first = this.firstOf(lane);
      if (first === undefined || !before(first)) continue;
      if (!this.firstFit || fits(lane, free)) throw this.passed(time, job, first);
    }
  }

  private mayNotBePassed(other: ReplayJob, free: FreeSlots): boolean {
    return other.ended === null && other.system === this.system && (!this.firstFit || fits(other, free));
  }

  private firstOf(lane: Lane): ReplayJob | undefined {
    const number = lane.numbers.lowest((n) => {
      const job = this.jobs.get(n)!;
      return waits(job) && job.system === this.system;
    });
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
