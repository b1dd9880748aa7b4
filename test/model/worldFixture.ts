import type { Distribution, Variate } from "../../src/engine/distribution.ts";
import { constant } from "../../src/engine/distributions/constant.ts";
import { SECOND } from "../../src/engine/time.ts";
import type { CapSpec, ClassicSpec, FleetSpec } from "../../src/model/classic/classicSpec.ts";
import type { PoolSpec } from "../../src/model/pool/poolSpec.ts";
import type { RouteSpec } from "../../src/model/routeSpec.ts";
import type { StoreSpec } from "../../src/model/storage/storeSpec.ts";
import type { DeadlineSpec } from "../../src/model/workload/deadline.ts";
import type { JobSpec, TransferSpec } from "../../src/model/workload/jobSpec.ts";
import type { ArrivalSpec, WorkloadSpec } from "../../src/model/workload/workloadSpec.ts";
import { runWorld } from "../../src/model/world.ts";
import type { JobRow, WorldResult } from "../../src/model/worldResult.ts";
import type { WorldSpec } from "../../src/model/worldSpec.ts";

/** A constant, values taken in turn, or any variate. */
export type Value = number | readonly number[] | Variate;

export function variate(value: Value): Variate {
  if (typeof value === "number") return constant(value);
  return isList(value) ? { sequence: value } : value;
}

function isList(value: readonly number[] | Variate): value is readonly number[] {
  return Array.isArray(value);
}

/** A "distribution" whose draws are the values told, in the order in which they are drawn. */
export function scripted(values: readonly number[]): Distribution {
  let drawn = 0;
  return { mean: 1, variance: 1, cdf: () => 0, quantile: () => values[drawn++ % values.length]! };
}

export interface WorkloadWords {
  /** Submissions, in ticks. */
  readonly at?: readonly number[];
  readonly batch?: Value;
  readonly arrivals?: ArrivalSpec;
  readonly service?: Value;
  readonly tasks?: Value;
  readonly gang?: Value;
  readonly priority?: number;
  readonly deadline?: DeadlineSpec;
  readonly timeout?: number;
  readonly cores?: number;
  readonly speedUp?: JobSpec["speedUp"];
  readonly failure?: JobSpec["failure"];
  readonly checkpointEvery?: number;
  readonly estimate?: Value;
  /** Without it the jobs go to the classic service. */
  readonly pool?: string;
  /** Instead of a pool's name. */
  readonly route?: RouteSpec;
  readonly tenant?: string;
  readonly endpoint?: string;
  readonly background?: boolean;
  /** Bytes; with the name of an object, all tasks read or write that one. */
  readonly input?: Value | Shared;
  readonly output?: Value | Shared;
  readonly store?: string;
}

/** Bytes of one object. */
export interface Shared {
  readonly size: Value;
  readonly object: string;
}

function transfer(value: Value | Shared): TransferSpec {
  return typeof value === "object" && "object" in value
    ? { size: variate(value.size), object: value.object }
    : { size: variate(value), object: null };
}

/** A store that moves 100 bytes a tick, without other limits, unless told otherwise. */
export function store(name: string, words: Partial<StoreSpec> = {}): StoreSpec {
  const none = Number.POSITIVE_INFINITY;
  const limits = { bandwidth: 100, perClient: none, requests: none, perObject: { bandwidth: none, requests: none } };
  return { ...limits, latency: 0, price: null, ...words, name };
}

export function workload(name: string, words: WorkloadWords = {}): WorkloadSpec {
  return {
    name,
    tenant: words.tenant ?? name,
    endpoint: words.endpoint ?? name,
    background: words.background ?? false,
    arrivals: words.arrivals ?? {
      kind: "at",
      times: words.at ?? [],
      batch: variate(words.batch ?? 1),
      limit: Number.POSITIVE_INFINITY,
    },
    job: {
      tasks: variate(words.tasks ?? 1),
      gang: variate(words.gang ?? 1),
      service: variate(words.service ?? 1),
      estimate: words.estimate === undefined ? null : variate(words.estimate),
      priority: words.priority ?? 0,
      deadline: words.deadline ?? null,
      timeout: words.timeout ?? null,
      input: words.input === undefined ? null : transfer(words.input),
      output: words.output === undefined ? null : transfer(words.output),
      cores: words.cores ?? 1,
      speedUp: words.speedUp ?? null,
      failure: words.failure ?? null,
      checkpointEvery: words.checkpointEvery ?? null,
    },
    store: words.store ?? null,
    route: words.route ?? { kind: "fixed", target: words.pool ?? null },
  };
}

export const NO_CAP: CapSpec = { byName: new Map(), otherwise: Number.POSITIVE_INFINITY };

export function cap(byName: Readonly<Record<string, number>>, otherwise = Number.POSITIVE_INFINITY): CapSpec {
  return { byName: new Map(Object.entries(byName)), otherwise };
}

export function workers(count: number): FleetSpec {
  return { kind: "workers", timetable: [{ from: 0, workers: count }] };
}

export interface ClassicWords extends Partial<Omit<ClassicSpec, "dispatch" | "speed">> {
  readonly dispatch?: Value;
  readonly speed?: Value;
}

/** A classic service of one worker, without caps and delays, unless told otherwise. */
export function classic(words: ClassicWords = {}): ClassicSpec {
  return {
    billingPlan: null,
    fleet: workers(1),
    endpointConcurrency: NO_CAP,
    tenantConcurrency: NO_CAP,
    maxQueued: Number.POSITIVE_INFINITY,
    ...words,
    dispatch: variate(words.dispatch ?? 0),
    speed: variate(words.speed ?? 1),
  };
}

type PoolVariates = "provisioning" | "startTask" | "deprovisioning" | "dispatch";
export type PoolWords = Partial<Omit<PoolSpec, PoolVariates>> & Partial<Record<PoolVariates, Value>>;

/** A pool of one VM of one slot that is ready at once, unless told otherwise. */
export function pool(name: string, words: PoolWords = {}): PoolSpec {
  return {
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
    queue: "fifo",
    fill: "pack",
    reuse: "mostRecentlyIdle",
    backfill: "none",
    billing: "fromReady",
    pull: null,
    network: Number.POSITIVE_INFINITY,
    ...words,
    name,
    provisioning: variate(words.provisioning ?? 0),
    startTask: variate(words.startTask ?? 0),
    deprovisioning: variate(words.deprovisioning ?? 0),
    dispatch: variate(words.dispatch ?? 0),
  };
}

/** A world from time 0 to 1,000 ticks without a warm-up, unless told otherwise. */
export function world(over: Partial<WorldSpec>): WorldSpec {
  return {
    seed: 1,
    startEpochMs: 0,
    warmUp: 0,
    horizon: 1000,
    drain: false,
    exactQuantiles: true,
    percents: [],
    workloads: [],
    classic: null,
    pools: [],
    billingPlans: [],
    account: null,
    stores: [],
    ...over,
  };
}

export interface AuditedRun {
  readonly result: WorldResult;
  /** In order of submission. */
  readonly jobs: readonly JobRow[];
  /** A metric's value. */
  readonly value: (metric: string) => number | null;
}

/** Runs a world with every job recorded and every invariant checked. */
export function run(over: Partial<WorldSpec>, replication = 0): AuditedRun {
  const result = runWorld(world(over), { replication, jobs: true, audit: true });
  return {
    result,
    jobs: [...result.jobs!],
    value: (metric) => {
      const figure = result.metrics[metric];
      if (figure === undefined) throw new Error(`there is no metric ${metric}`);
      return figure.value;
    },
  };
}

/** `[started, ended]` of each job, in order of submission. */
export function spans(ran: AuditedRun): readonly (readonly [number | null, number | null])[] {
  return ran.jobs.map((job) => [job.started, job.ended] as const);
}

/** `[held, queued, dispatch]` of each job; null of those that did not finish. */
export function waits(ran: AuditedRun): readonly (readonly [number | null, number | null, number | null])[] {
  return ran.jobs.map(({ held, queued, dispatch }) => [held, queued, dispatch] as const);
}

/** Ticks of each. */
export function seconds(...values: readonly number[]): number[] {
  return values.map((value) => value * SECOND);
}
