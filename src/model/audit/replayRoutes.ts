import { DAY, MILLISECOND, type Ticks } from "../../engine/time.ts";
import { CLASSIC } from "../eventLog.ts";
import type { PoolSpec } from "../pool/poolSpec.ts";
import type { OverflowSpec } from "../routeSpec.ts";
import type { WorkloadSpec } from "../workload/workloadSpec.ts";
import type { WorldSpec } from "../worldSpec.ts";
import { AuditError } from "./auditError.ts";
import { type ReplayJob, UNDECIDED } from "./replayJob.ts";
import type { ReplaySystems } from "./replaySystems.ts";
import { systemsOf } from "./routing.ts";
import { mostByFormula } from "./vmCounts.ts";

/** One of the systems that a job may go to, as the log told it up to now. */
interface ChoiceView {
  readonly system: number;
  /** Slots that are free, before this instant's dispatch. */
  readonly free: number;
  /** Those of the VM that has the most. */
  readonly onOne: number;
  /** Whether the caps there would admit the job. */
  readonly admits: boolean;
  /** Unended jobs there, of everybody. */
  readonly jobs: readonly ReplayJob[];
}

/** Where jobs go by the routes of their workloads, and what is seen of the systems that they may choose from. Throws AuditError. */
export class ReplayRoutes {
  private readonly spec: WorldSpec;
  private readonly systems: ReplaySystems;
  /** Kept only where routes leave a choice. */
  private readonly unended = new Set<ReplayJob>();
  private readonly hasChoices: boolean;

  constructor(spec: WorldSpec, systems: ReplaySystems) {
    this.spec = spec;
    this.systems = systems;
    this.hasChoices = spec.workloads.some(({ route }) => route.kind === "anyOf" || route.kind === "overflow");
  }

  /** The system that a tenant's jobs go to; UNDECIDED where they have a choice. */
  systemOf(workload: number, tenant: string): number {
    const systems = this.choicesOf(workload, tenant);
    return systems.length === 1 ? systems[0]! : UNDECIDED;
  }

  submitted(job: ReplayJob): void {
    if (this.hasChoices) this.unended.add(job);
  }

  ended(job: ReplayJob): void {
    this.unended.delete(job);
  }

  /** A job is told to go to a system: it must have had that choice, and no better one. */
  chosen(time: Ticks, job: ReplayJob, system: number, width: number): void {
    const { names } = this.systems;
    const choices = this.choicesOf(job.workload, job.tenant);
    if (job.system !== UNDECIDED || !choices.includes(system)) {
      throw new AuditError(3, time, `job ${job.number} is routed to ${names[system]}, not by its route`);
    }
    if (!isTold(this.spec, choices)) return;
    const views = choices.map((choice) => this.viewOf(choice, job));
    const right = rightChoice(this.spec, job, width, views);
    if (right !== system) {
      const where = `${names[system]}, its route says ${names[right]}`;
      throw new AuditError(4, time, `job ${job.number} is routed to ${where}`);
    }
  }

  private choicesOf(workload: number, tenant: string): readonly number[] {
    return systemsOf(this.spec.workloads[workload]!.route, tenant, this.spec.pools);
  }

  private viewOf(system: number, job: ReplayJob): ChoiceView {
    const slots = this.systems.hasFleet(system) ? this.systems.slots[system]! : null;
    return {
      system,
      free: slots?.free() ?? Number.POSITIVE_INFINITY,
      onOne: slots?.most() ?? Number.POSITIVE_INFINITY,
      admits: this.systems.caps?.admits(job) ?? true,
      jobs: [...this.unended].filter((other) => other.system === system),
    };
  }
}

/** Whether the log alone tells which systems a job can choose from: no pool of them comes and goes. */
function isTold(spec: WorldSpec, systems: readonly number[]): boolean {
  return (
    spec.account === null &&
    systems.every((system) => system === CLASSIC || spec.pools[system - 1]!.scaling.kind !== "operations")
  );
}

/** Where a job should go by its route, of systems that all exist. */
function rightChoice(spec: WorldSpec, job: ReplayJob, width: number, views: readonly ChoiceView[]): number {
  const { route } = spec.workloads[job.workload]!;
  const together = spec.workloads[job.workload]!.job.cores > 1;
  const open = views.filter(({ system }) => width <= roomOf(spec, system, together));
  const first = open[0];
  if (first === undefined) return views[0]!.system;
  if (open.length === 1) return first.system;
  if (route.kind === "overflow") return overflows(spec, route, job, first) ? open[1]!.system : first.system;
  const free = open.find((view) => startsAtOnce(spec, view, width, together));
  if (free !== undefined) return free.system;
  const lengths = open.map((view) => queueLength(spec, view));
  return open[lengths.indexOf(Math.min(...lengths))]!.system;
}

function overflows(spec: WorldSpec, route: OverflowSpec, job: ReplayJob, first: ChoiceView): boolean {
  const { whenQueueLongerThan: longest, whenSlackBelow } = route;
  if (longest !== null && !(queueLength(spec, first) > longest)) return false;
  if (whenSlackBelow === null) return true;
  const workload = spec.workloads[job.workload]!;
  return (
    deadlineOf(workload, job.submitted, spec.startEpochMs) - job.submitted - meanService(workload) < whenSlackBelow
  );
}

function startsAtOnce(spec: WorldSpec, view: ChoiceView, width: number, together: boolean): boolean {
  const { system, free, onOne, admits, jobs } = view;
  if (together && system !== CLASSIC && width > onOne) return false;
  if (system === CLASSIC && (spec.classic?.fleet.kind === "observedWait" || !admits)) return false;
  const asked = jobs
    .filter(({ eligible }) => eligible !== null)
    .reduce((sum, job) => sum + job.width * (job.untaken + job.requeued.size), 0);
  return free - asked >= width;
}

/** The customer's jobs that wait, but for those that the free slots are for. */
function queueLength(spec: WorldSpec, { system, free, onOne, jobs }: ChoiceView): number {
  const waiting = jobs.filter((job) => job.onSlots.size === 0 && !spec.workloads[job.workload]!.background);
  const served = new Set<number>();
  const pool = spec.pools[system - 1];
  const observed = system === CLASSIC && spec.classic?.fleet.kind === "observedWait";
  let left = observed ? 0 : free;
  for (const { job, tasks } of inOrder(jobs, pool?.queue === "priority")) {
    if (job.width > (job.together ? Math.min(onOne, left) : left)) {
      if (pool?.backfill === "firstFit") continue;
      break;
    }
    served.add(job.number);
    const given = Math.min(tasks, Math.floor(left / job.width));
    left -= given * job.width;
    if (given < tasks && pool?.backfill !== "firstFit") break;
  }
  return waiting.filter(({ number }) => !served.has(number)).length;
}

/** Tasks that wait for slots, in the order in which they are served. */
function inOrder(jobs: readonly ReplayJob[], byPriority: boolean): { job: ReplayJob; tasks: number; again: boolean }[] {
  const entries = jobs
    .filter(({ eligible }) => eligible !== null)
    .flatMap((job) => [
      { job, tasks: job.requeued.size, again: true },
      { job, tasks: job.untaken, again: false },
    ]);
  return entries
    .filter(({ tasks }) => tasks > 0)
    .sort(
      (a, b) =>
        (byPriority ? b.job.priority - a.job.priority : 0) ||
        Number(b.again) - Number(a.again) ||
        a.job.number - b.job.number,
    );
}

/** Slots that a task can have at most; where they must be on one VM, of one VM. */
function roomOf({ classic, pools }: WorldSpec, system: number, together: boolean): number {
  if (system === CLASSIC) {
    const fleet = classic?.fleet;
    return fleet?.kind === "workers" ? Math.max(...fleet.timetable.map(({ workers }) => workers)) : Infinity;
  }
  const pool = pools[system - 1]!;
  const most = mostVms(pool);
  return together ? Math.min(most, 1) * pool.slotsPerVm : most * pool.slotsPerVm;
}

function mostVms({ scaling, vms, lowPriority }: PoolSpec): number {
  if (scaling.kind === "onDemand") return Math.max(...[...scaling.max, ...scaling.min].map((entry) => entry.vms));
  if (scaling.kind === "byJobs") return scaling.max;
  if (scaling.kind === "autoscale") return mostByFormula(scaling.formula, vms, lowPriority);
  return vms + (lowPriority?.vms ?? 0);
}

function deadlineOf({ job: { deadline } }: WorkloadSpec, submitted: Ticks, startEpochMs: number): Ticks {
  if (deadline === null) return Infinity;
  if ("within" in deadline) return submitted + deadline.within;
  const sinceMidnight = (((startEpochMs * MILLISECOND) % DAY) + (submitted % DAY)) % DAY;
  const left = deadline.byTimeOfDay - sinceMidnight;
  return submitted + (left <= 0 ? left + DAY : left);
}

function meanService({ arrivals, job }: WorkloadSpec): number {
  if (arrivals.kind === "trace") {
    const times = [...arrivals.jobs.service.slice(0, arrivals.jobs.count)];
    return times.length === 0 ? 0 : times.reduce((sum, time) => sum + time, 0) / times.length;
  }
  if ("mean" in job.service) return job.service.mean;
  return job.service.sequence.reduce((sum, time) => sum + time, 0) / job.service.sequence.length;
}
