import type { Variate } from "../../../src/engine/distribution.ts";
import { AuditError } from "../../../src/model/audit/auditError.ts";
import type { AuditedResult, CensusRow } from "../../../src/model/audit/auditor.ts";
import { Auditor } from "../../../src/model/audit/auditor.ts";
import type { CapSpec, ClassicSpec } from "../../../src/model/classic/classicSpec.ts";
import type { EndedJob, EventLog } from "../../../src/model/eventLog.ts";
import type { PoolSpec } from "../../../src/model/pool/poolSpec.ts";
import type { WorkloadSpec } from "../../../src/model/workload/workloadSpec.ts";
import type { VmRow } from "../../../src/model/worldResult.ts";
import type { WorldSpec } from "../../../src/model/worldSpec.ts";

/** One event of a log: what is told, and with which arguments. */
export type Call = { [M in keyof EventLog]: readonly [M, ...Parameters<EventLog[M]>] }[keyof EventLog];

/** A whole run, made by hand. */
export interface MadeRun {
  readonly spec: WorldSpec;
  readonly calls: readonly Call[];
  readonly clock: number;
  readonly result: AuditedResult;
}

const unused: Variate = new Proxy({} as Variate, {
  get(): never {
    throw new Error("an auditor draws nothing");
  },
});

export const NO_CAP: CapSpec = { byName: new Map(), otherwise: Number.POSITIVE_INFINITY };

/** One slot a task; none fails, none saves its work, none reads or writes. */
const sound = { cores: 1, speedUp: null, failure: null, checkpointEvery: null, input: null, output: null };

export function madeWorkload(name: string, over: Partial<WorkloadSpec> = {}): WorkloadSpec {
  return {
    name,
    tenant: "us",
    endpoint: name,
    background: false,
    arrivals: { kind: "at", times: [], batch: unused, limit: 0 },
    job: {
      tasks: unused,
      gang: unused,
      service: unused,
      estimate: null,
      priority: 0,
      deadline: null,
      timeout: null,
      ...sound,
    },
    store: null,
    route: { kind: "fixed", target: null },
    ...over,
  };
}

export function madeClassic(workers: number, over: Partial<ClassicSpec> = {}): ClassicSpec {
  return {
    billingPlan: null,
    fleet: { kind: "workers", timetable: [{ from: 0, workers }] },
    endpointConcurrency: NO_CAP,
    tenantConcurrency: NO_CAP,
    maxQueued: Number.POSITIVE_INFINITY,
    dispatch: unused,
    speed: unused,
    ...over,
  };
}

export function madePool(over: Partial<PoolSpec> = {}): PoolSpec {
  return {
    name: "scoring",
    vms: 1,
    slotsPerVm: 1,
    cores: null,
    lowPriority: null,
    breakdown: null,
    allocationFailure: null,
    startTaskFailure: null,
    maxWallClockTime: null,
    scaling: { kind: "fixed" },
    deallocation: "requeue",
    resizeTimeout: 900_000_000,
    resizeWhileResizing: false,
    whenDeleted: "cancel",
    preempt: "none",
    billingPlan: null,
    speed: 1,
    speedOf: new Map(),
    pricePerHour: null,
    provisioning: unused,
    startTask: unused,
    deprovisioning: unused,
    dispatch: unused,
    queue: "fifo",
    fill: "pack",
    reuse: "mostRecentlyIdle",
    backfill: "none",
    billing: "fromReady",
    pull: null,
    network: Number.POSITIVE_INFINITY,
    ...over,
  };
}

export function madeSpec(over: Partial<WorldSpec> = {}): WorldSpec {
  return {
    seed: 1,
    startEpochMs: 0,
    warmUp: 0,
    horizon: 100,
    drain: false,
    exactQuantiles: false,
    percents: [],
    workloads: [madeWorkload("batch")],
    classic: madeClassic(1),
    pools: [],
    billingPlans: [],
    account: null,
    stores: [],
    ...over,
  };
}

/** A finished job's record; what is not told is 0. */
export function madeRecord(over: Partial<EndedJob>): EndedJob {
  const instants = { submitted: 0, eligible: 0, taken: 0, started: 0 };
  const wait = { held: 0, queued: 0, provisioning: 0, dispatch: 0 };
  return {
    job: 0,
    workload: 0,
    state: "Finished",
    ...instants,
    ...wait,
    service: 0,
    transfer: 0,
    restarts: 0,
    lastTask: 0,
    ...over,
  };
}

export function madeVm(over: Partial<VmRow>): VmRow {
  const instants = { pool: "scoring", billingPlan: null, vm: 0, requested: 0, ready: 0, left: null, deleted: null };
  const hours = { billed: 0, busy: 0, transferring: 0, idle: 0, leaving: 0, rounding: 0 };
  return { ...instants, ...hours, tasks: 0, lowPriority: false, endReason: "", billingPlan: null, ...over };
}

export function madeCensus(over: Partial<CensusRow>): CensusRow {
  const counts = { submitted: 0, finished: 0, failed: 0, cancelled: 0, rejected: 0, queued: 0, running: 0 };
  return { workload: "batch", ...counts, ...over };
}

/** Tells one event to a log, its record copied as a model would use it again. */
export function tell(log: EventLog, call: Call): void {
  const [method, ...args] = call;
  (log[method] as (...values: unknown[]) => void)(...args);
}

/** Audits a made run; throws what the auditor throws. */
export function audit(run: MadeRun, full: boolean, tenants: readonly string[] = ["us", "them"]): void {
  const auditor = new Auditor(run.spec, tenants, { full });
  for (const call of run.calls) tell(auditor, call);
  auditor.finish(run.clock, run.result);
}

/** The number of the invariant that an audit finds broken and its message; fails if it finds none. */
export function findingOf(run: MadeRun, full: boolean): { invariant: number; message: string } {
  try {
    audit(run, full);
  } catch (error) {
    if (error instanceof AuditError) return { invariant: error.invariant, message: error.message };
    throw error;
  }
  throw new Error("the auditor found nothing");
}

/** The same run with one event replaced by others (or by none). */
export function replaced(run: MadeRun, at: number, ...calls: readonly Call[]): MadeRun {
  return { ...run, calls: run.calls.toSpliced(at, 1, ...calls) };
}

/** The same run with another record of the job that ends at this event. */
export function recorded(run: MadeRun, at: number, over: Parameters<typeof madeRecord>[0]): MadeRun {
  const call = run.calls[at]!;
  if (call[0] !== "ended") throw new Error(`event ${at} is no end`);
  return replaced(run, at, ["ended", call[1], { ...call[2], ...over }]);
}

/** The same run with another result. */
export function resulting(run: MadeRun, over: Partial<MadeRun["result"]>): MadeRun {
  return { ...run, result: { ...run.result, ...over } };
}
