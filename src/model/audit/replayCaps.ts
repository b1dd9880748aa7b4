import type { Ticks } from "../../engine/time.ts";
import type { CapSpec, ClassicSpec } from "../worldSpec.ts";
import { AuditError } from "./auditError.ts";
import type { ReplayJob } from "./replayJob.ts";

/** Jobs of one endpoint and one tenant, in order of submission: caps treat them alike, so only the first can be next. */
interface HeldLane {
  readonly jobs: ReplayJob[];
  next: number;
}

/** The classic service's caps: which jobs they admit when, and how many run at a time. */
export class ReplayCaps {
  private readonly endpoints: CapSpec;
  private readonly tenants: CapSpec;
  private readonly admitted = new Map<string, number>();
  private readonly running = new Map<string, number>();
  private readonly lanes = new Map<string, HeldLane>();

  constructor(classic: ClassicSpec) {
    this.endpoints = classic.endpointConcurrency;
    this.tenants = classic.tenantConcurrency;
  }

  submit(job: ReplayJob): void {
    const key = JSON.stringify([job.endpoint, job.tenant]);
    const lane = this.lanes.get(key);
    if (lane === undefined) this.lanes.set(key, { jobs: [job], next: 0 });
    else lane.jobs.push(job);
  }

  /** The job becomes eligible: its caps must have room, and nobody before it may be held for whom there is room as well. */
  admit(time: Ticks, job: ReplayJob): void {
    const full = this.fullFor(job, this.admitted);
    if (full !== null) throw new AuditError(3, time, `job ${job.number} is admitted though ${full} unfinished jobs`);
    const before = this.firstWithRoom(job.number);
    if (before !== null) {
      throw new AuditError(
        4,
        time,
        `job ${job.number} is admitted while job ${before.number} is held with room under its caps`,
      );
    }
    for (const key of keysOf(job)) this.admitted.set(key, (this.admitted.get(key) ?? 0) + 1);
  }

  /** The job's first task got a slot. */
  run(time: Ticks, job: ReplayJob): void {
    const full = this.fullFor(job, this.running);
    if (full !== null) throw new AuditError(3, time, `job ${job.number} takes a slot though ${full} running jobs`);
    for (const key of keysOf(job)) this.running.set(key, (this.running.get(key) ?? 0) + 1);
  }

  /** No task of the job is on a slot any more. */
  stop(job: ReplayJob): void {
    for (const key of keysOf(job)) this.running.set(key, (this.running.get(key) ?? 0) - 1);
  }

  /** An admitted job ended. */
  leave(job: ReplayJob): void {
    for (const key of keysOf(job)) this.admitted.set(key, (this.admitted.get(key) ?? 0) - 1);
  }

  instantOver(time: Ticks): void {
    const job = this.firstWithRoom(Number.POSITIVE_INFINITY);
    if (job !== null) throw new AuditError(5, time, `job ${job.number} is still held though its caps have room`);
  }

  private firstWithRoom(before: number): ReplayJob | null {
    let first: ReplayJob | null = null;
    for (const lane of this.lanes.values()) {
      const job = headOf(lane);
      if (job === undefined || job.number >= before || (first !== null && first.number < job.number)) continue;
      if (this.fullFor(job, this.admitted) === null) first = job;
    }
    return first;
  }

  /** Which of the job's caps is reached by these counts, in words. */
  private fullFor(job: ReplayJob, counts: ReadonlyMap<string, number>): string | null {
    const [endpointKey, tenantKey] = keysOf(job);
    const endpoint = counts.get(endpointKey) ?? 0;
    if (endpoint >= capOf(this.endpoints, job.endpoint)) return `endpoint ${job.endpoint} has ${endpoint}`;
    const tenant = counts.get(tenantKey) ?? 0;
    return tenant >= capOf(this.tenants, job.tenant) ? `tenant ${job.tenant} has ${tenant}` : null;
  }
}

function keysOf(job: ReplayJob): [string, string] {
  return [`endpoint ${job.endpoint}`, `tenant ${job.tenant}`];
}

function capOf(cap: CapSpec, name: string): number {
  return cap.byName.get(name) ?? cap.otherwise;
}

function headOf(lane: HeldLane): ReplayJob | undefined {
  let job = lane.jobs[lane.next];
  while (job !== undefined && (job.eligible !== null || job.ended !== null)) {
    lane.next++;
    job = lane.jobs[lane.next];
  }
  return job;
}
