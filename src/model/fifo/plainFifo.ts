import { isAlways } from "../../engine/distribution.ts";
import type { Ticks } from "../../engine/time.ts";
import { ClassicMeter } from "../billing/classicMeter.ts";
import type { CapSpec, ClassicSpec, WorkerTimetable } from "../classic/classicSpec.ts";
import { CLASSIC } from "../eventLog.ts";
import type { Parties } from "../parties.ts";
import { mostVms } from "../pool/mostVms.ts";
import type { PoolSpec } from "../pool/poolSpec.ts";
import { type DelayDraw, delayDraw } from "../system.ts";
import { Window } from "../window.ts";
import { dueAt } from "../workload/deadline.ts";
import { firesRounds } from "../workload/source.ts";
import type { WorkloadSpec } from "../workload/workloadSpec.ts";
import type { WorldSpec } from "../worldSpec.ts";
import { blockOf } from "./jobBlock.ts";

/** When a job of a workload is due; NO_DEADLINE if ever. */
export type DueTime = (workload: number, submitted: Ticks) => Ticks;

/** A plain first-in-first-out service: what needs no whole model. */
export interface PlainFifo {
  /** Index of the service: the classic one, or a pool. */
  readonly system: number;
  /** Its workers, or VMs; where they change, at most. */
  readonly servers: number;
  /** Of a pool; 1 in the classic service. */
  readonly slotsPerVm: number;
  /** That its workers follow; null where there are always as many. */
  readonly timetable: WorkerTimetable | null;
  /** Whether it is a pool whose VMs come and go. */
  readonly isScaled: boolean;
  /** By workload: whether its jobs come there; others are such that nothing of the customer's could notice them. */
  readonly comes: readonly boolean[];
  /** By workload: jobs of its endpoint that may be unfinished ahead of an admitted one. */
  readonly endpointCaps: readonly number[];
  readonly anyCap: boolean;
  /** Whether caps may hold jobs back while workers are free, or are a tenant's: then jobs do not get their slots in order of submission. */
  readonly isCapped: boolean;
  /** What `JobBlock.apart` is; null where it is always nothing. */
  readonly apart: "held" | "provisioning" | null;
  /** Null where no job has a deadline. */
  readonly due: DueTime | null;
  /** Whether any jobs belong together, by their firing. */
  readonly anyRound: boolean;
  /** By workload: whether its jobs may have several tasks; null where those of none may. */
  readonly tasks: readonly boolean[] | null;
  /** Null where there is none. */
  readonly dispatchDelay: DelayDraw | null;
  /** How many cells hold the figures. */
  readonly cells: number;
  /** Jobs, or tasks, that are worked on together, at most. */
  readonly block: number;
}

/**
 * The plain FIFO service that a world is, or null: all jobs, of tasks of one slot, go to one system, whose servers are those of
 * a classic fleet, or VMs that come, stay or go whatever single jobs do. Nothing is rejected or cancelled. Where no cap is below the
 * number of workers, which only a timetable changes, no job passes another, and each starts at the later of its submission and the
 * instant a server is free. Where one is, workers are always there and jobs have one task.
 */
export function plainFifoOf(spec: WorldSpec, parties: Parties): PlainFifo | null {
  const { classic, pools, workloads } = spec;
  const usesClassic = parties.reaches(CLASSIC, workloads);
  const comes = workloads.map(({ background }) => !background || usesClassic);
  const targets = new Set(
    parties.byWorkload.flatMap((members, workload) =>
      comes[workload]! ? members.flatMap(({ choices, mayMove }) => (mayMove ? [NaN] : choices)) : [],
    ),
  );
  const [system] = targets;
  if (targets.size !== 1 || system === undefined || Number.isNaN(system)) return null;
  // A plan that stops when it is used up turns jobs away.
  if (spec.account !== null || spec.billingPlans.some(({ stops }) => stops)) return null;
  if (!workloads.every((workload, index) => !comes[index]! || isPlain(workload))) return null;
  // What sensors send is told of, whoever scores it; and what a stream submits may depend on what is through.
  if (workloads.some(({ arrivals }) => arrivals.kind === "stream")) return null;
  const pool = pools[system - 1];
  if (system === CLASSIC) {
    // What a plan charges by period is metered as the jobs run.
    if (pools.length > 0 || classic === null || !isPlainClassic(classic)) return null;
    if (ClassicMeter.of(spec, new Window(spec.warmUp, spec.warmUp + spec.horizon)) !== null) return null;
  } else if (pool === undefined || !pools.every((each) => isStanding(each) || (each === pool && isScaled(each)))) {
    return null;
  }
  // Then it matters which of the jobs that wait is served.
  const priorities = new Set(workloads.map(({ job }) => job.priority));
  if (pool?.queue === "priority" && priorities.size > 1) return null;

  const timetable = pool === undefined ? timetableOf(classic!) : [];
  const scaled = pool !== undefined && isScaled(pool);
  const workers = Math.max(...timetable.map((entry) => entry.workers));
  const servers = pool === undefined ? workers : scaled ? mostVms(pool) : pool.vms;
  const endpointCaps = workloads.map(({ endpoint }, index) =>
    pool === undefined && comes[index]! ? capOf(classic!.endpointConcurrency, endpoint) : Number.POSITIVE_INFINITY,
  );
  const tasks = workloads.map((workload, index) => comes[index]! && mayHaveTasks(workload));
  const hasTenantCaps = parties.byWorkload.some(
    (members, index) =>
      pool === undefined &&
      comes[index]! &&
      members.some(({ tenant }) => isCap(capOf(classic!.tenantConcurrency, parties.tenants[tenant]!))),
  );
  const isCapped = hasTenantCaps || endpointCaps.some((cap) => cap < servers);
  if (servers < 1 || (isCapped && (timetable.length > 1 || tasks.includes(true)))) return null;
  const anyCap = hasTenantCaps || endpointCaps.some(isCap);
  const { dispatch } = pool ?? classic!;
  const heldOrNot = anyCap ? "held" : null;
  return {
    ...{ system, servers, slotsPerVm: pool?.slotsPerVm ?? 1, isScaled: scaled, comes, endpointCaps, anyCap, isCapped },
    timetable: timetable.length > 1 ? timetable : null,
    apart: pool === undefined ? heldOrNot : "provisioning",
    due: workloads.some(({ job }) => job.deadline !== null)
      ? (workload, submitted) => dueAt(workloads[workload]!.job.deadline, submitted, spec.startEpochMs)
      : null,
    anyRound: workloads.some(({ arrivals }) => arrivals.kind !== "trace" && firesRounds(arrivals)),
    tasks: tasks.includes(true) ? tasks : null,
    dispatchDelay: isAlways(dispatch, 0) ? null : delayDraw(dispatch),
    cells: parties.byWorkload.reduce((sum, tenants) => sum + tenants.length * parties.systems.length, 0),
    block: blockOf(comes.filter(Boolean).length),
  };
}

/** Whether it is a classic service whose workers are always there: it can go event by event too. */
export function hasConstantWorkers({ system, timetable }: PlainFifo): boolean {
  return system === CLASSIC && timetable === null;
}

/** Of tasks of one slot, which nothing but their services take time of. */
function isPlain({ arrivals, job }: WorkloadSpec): boolean {
  if (!isAlways(job.gang, 1) || job.timeout !== null) return false;
  if (job.failure !== null || job.cores > 1 || job.input !== null || job.output !== null) return false;
  if (arrivals.kind !== "trace") return true;
  return arrivals.jobs.slots.subarray(0, arrivals.jobs.count).every((slots) => slots === 1);
}

/** A trace's jobs have one task each. */
function mayHaveTasks({ arrivals, job }: WorkloadSpec): boolean {
  return arrivals.kind !== "trace" && !isAlways(job.tasks, 1);
}

/** Workers, and no end of the queue. */
function isPlainClassic({ fleet, maxQueued }: ClassicSpec): boolean {
  return fleet.kind === "workers" && maxQueued === Number.POSITIVE_INFINITY;
}

/** VMs that are requested at time 0 and stay until the end, and serve in order. */
function isStanding(pool: PoolSpec): boolean {
  return pool.scaling.kind === "fixed" && isSteady(pool);
}

/** VMs that come and go at instants that no job has a part in, as a formula or a timetable tells, while the pool is there; and serve in order. */
function isScaled(pool: PoolSpec): boolean {
  const { scaling } = pool;
  const isTimed =
    scaling.kind === "operations" &&
    scaling.operations.every(({ action, when }) => action.kind === "resize" && when.kind !== "whenAllDone");
  return (isTimed || scaling.kind === "autoscale") && isSteady(pool);
}

/** Its VMs are lost to nothing, and serve in order. */
function isSteady(pool: PoolSpec): boolean {
  const losses = [pool.lowPriority, pool.breakdown, pool.startTaskFailure, pool.allocationFailure, pool.pull];
  return (
    losses.every((loss) => loss === null) &&
    pool.maxWallClockTime === null &&
    pool.preempt === "none" &&
    pool.backfill !== "easy"
  );
}

function timetableOf({ fleet }: ClassicSpec): WorkerTimetable {
  return fleet.kind === "workers" ? fleet.timetable : [];
}

function capOf({ byName, otherwise }: CapSpec, name: string): number {
  return byName.get(name) ?? otherwise;
}

function isCap(cap: number): boolean {
  return cap !== Number.POSITIVE_INFINITY;
}
