import type { Ticks } from "../../engine/time.ts";
import type { CapSpec, ClassicSpec } from "../classic/classicSpec.ts";
import { AuditError } from "./auditError.ts";
import type { ReplayJob } from "./replayJob.ts";

/** Jobs of one endpoint and one tenant, in order of submission: caps treat them alike, so only the first can be next. */
interface HeldLane {
  readonly jobs: ReplayJob[];
  next: number;
}

/** Jobs of each endpoint or tenant, against their caps. */
class Use {
  private readonly what: string;
  private readonly caps: CapSpec;
  private readonly counts = new Map<string, number>();

  constructor(what: string, caps: CapSpec) {
    this.what = what;
    this.caps = caps;
  }

  add(name: string, jobs: number): void {
    this.counts.set(name, (this.counts.get(name) ?? 0) + jobs);
  }

  full(name: string): boolean {
    return (this.counts.get(name) ?? 0) >= (this.caps.byName.get(name) ?? this.caps.otherwise);
  }

  told(name: string): string {
    return `${this.what} ${name} has ${this.counts.get(name) ?? 0}`;
  }
}

/** The classic service's caps: which jobs they admit when, and how many run at a time. */
export class ReplayCaps {
  private readonly admitted: { readonly endpoints: Use; readonly tenants: Use };
  private readonly running: { readonly endpoints: Use; readonly tenants: Use };
  private readonly lanes = new Map<string, HeldLane>();

  constructor({ endpointConcurrency, tenantConcurrency }: ClassicSpec) {
    const use = () => ({
      endpoints: new Use("endpoint", endpointConcurrency),
      tenants: new Use("tenant", tenantConcurrency),
    });
    this.admitted = use();
    this.running = use();
  }

  submit(job: ReplayJob): void {
    const key = JSON.stringify([job.endpoint, job.tenant]);
    const lane = this.lanes.get(key);
    if (lane === undefined) this.lanes.set(key, { jobs: [job], next: 0 });
    else insertByNumber(lane, job);
    job.held = !this.admits(job);
  }

  /** Whether a job that comes now is admitted at once. */
  admits(job: ReplayJob): boolean {
    return fullFor(job, this.admitted.endpoints, this.admitted.tenants) === null;
  }

  /** The job becomes eligible: its caps must have room, and nobody before it may be held for whom there is room as well. */
  admit(time: Ticks, job: ReplayJob): void {
    const { endpoints, tenants } = this.admitted;
    const full = fullFor(job, endpoints, tenants);
    if (full !== null) throw new AuditError(3, time, `job ${job.number} is admitted though ${full} unfinished jobs`);
    const before = this.firstWithRoom(job.number);
    if (before !== null) {
      const held = `job ${before.number} is held with room under its caps`;
      throw new AuditError(4, time, `job ${job.number} is admitted while ${held}`);
    }
    endpoints.add(job.endpoint, 1);
    tenants.add(job.tenant, 1);
  }

  /** The job's first task got a slot. */
  run(time: Ticks, job: ReplayJob): void {
    const { endpoints, tenants } = this.running;
    const full = fullFor(job, endpoints, tenants);
    if (full !== null) throw new AuditError(3, time, `job ${job.number} takes a slot though ${full} running jobs`);
    endpoints.add(job.endpoint, 1);
    tenants.add(job.tenant, 1);
  }

  /** No task of the job is on a slot any more. */
  stop(job: ReplayJob): void {
    this.running.endpoints.add(job.endpoint, -1);
    this.running.tenants.add(job.tenant, -1);
  }

  /** An admitted job ended. */
  leave(job: ReplayJob): void {
    this.admitted.endpoints.add(job.endpoint, -1);
    this.admitted.tenants.add(job.tenant, -1);
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
      if (fullFor(job, this.admitted.endpoints, this.admitted.tenants) === null) first = job;
    }
    return first;
  }
}

/** Which of the job's caps is reached, in words. */
function fullFor(job: ReplayJob, endpoints: Use, tenants: Use): string | null {
  if (endpoints.full(job.endpoint)) return endpoints.told(job.endpoint);
  return tenants.full(job.tenant) ? tenants.told(job.tenant) : null;
}

/** A job that was moved here may be older than others. */
function insertByNumber(lane: HeldLane, job: ReplayJob): void {
  let place = lane.jobs.length;
  while (place > 0 && lane.jobs[place - 1]!.number > job.number) place--;
  lane.jobs.splice(place, 0, job);
  lane.next = Math.min(lane.next, place);
}

function headOf(lane: HeldLane): ReplayJob | undefined {
  let job = lane.jobs[lane.next];
  while (job !== undefined && (job.eligible !== null || job.ended !== null)) {
    lane.next++;
    job = lane.jobs[lane.next];
  }
  return job;
}
