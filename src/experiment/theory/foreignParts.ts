import type { ClassicSpec } from "../../model/classic/classicSpec.ts";
import type { PoolSpec } from "../../model/pool/poolSpec.ts";
import type { JobSpec } from "../../model/workload/jobSpec.ts";
import type { WorkloadSpec } from "../../model/workload/workloadSpec.ts";
import type { WorldSpec } from "../../model/worldSpec.ts";
import { byWorkload } from "./byWorkload.ts";
import type { Station } from "./station.ts";

/** The parts of each specification that the formulas take into account, or that change nothing about queues. */
const UNDERSTOOD = {
  world: names<WorldSpec>()(
    "seed",
    "startEpochMs",
    "warmUp",
    "horizon",
    "drain",
    "exactQuantiles",
    "percents",
    "workloads",
    "classic",
    "pools",
  ),
  workload: names<WorkloadSpec>()("name", "tenant", "endpoint", "background", "arrivals", "job", "route"),
  job: names<JobSpec>()("tasks", "gang", "service", "priority", "deadline", "timeout", "cores", "estimate"),
  classic: names<ClassicSpec>()("fleet", "endpointConcurrency", "tenantConcurrency", "maxQueued", "dispatch", "speed"),
  pool: names<PoolSpec>()(
    "name",
    "vms",
    "cores",
    "scaling",
    "slotsPerVm",
    "speed",
    "pricePerHour",
    "provisioning",
    "startTask",
    "network",
    "deprovisioning",
    "dispatch",
    "queue",
    "fill",
    "reuse",
    "backfill",
    "billing",
  ),
} as const;

/**
 * Money is no part of a queue, nor is how a warm-up was found, nor a store that no task reads or writes, nor are details of
 * changes that only other parts make.
 */
const HARMLESS =
  /billing|price|plan|currency|discount|^stor(?:e|es|age)$|warmUp|deallocation|resize|whenDeleted|retryDelay|maxRetries|checkpoint/iu;

/** In words, for parts that a reader may know by another name. */
const SENTENCES: Readonly<Record<string, string>> = {
  lowPriority: "low-priority VMs are evicted",
  breakdown: "VMs break down",
  allocationFailure: "requests for VMs fail",
  preempt: "jobs of higher priority interrupt others",
  speedOf: "some workloads run at another speed",
  speedUp: "service depends on how many slots a task has",
  startTaskFailure: "start tasks fail",
  maxWallClockTime: "tasks fail that compute for too long",
  failure: "tasks fail and are tried again",
  input: "tasks read from a store that they share",
  output: "tasks write to a store that they share",
  pull: "VMs pull their images from a store that they share",
};

/** Of routes that look at the systems' state. */
const CHOICES: { readonly [kind in WorkloadSpec["route"]["kind"]]?: readonly string[] } = {
  anyOf: ["jobs go to the system that starts them first"],
  overflow: ["jobs overflow to another system"],
};

/**
 * What is set for a station beyond what the formulas know: so that a part of the model which is added later is told as a
 * departure, and never taken for a textbook queue.
 */
export function foreignParts(spec: WorldSpec, { pool, streams }: Station): readonly string[] {
  const system = pool === null ? foreign(spec.classic!, UNDERSTOOD.classic) : foreign(pool, UNDERSTOOD.pool);
  const ofJobs = byWorkload(streams, (stream) => [
    ...(CHOICES[stream.route.kind] ?? []),
    ...foreign(stream, UNDERSTOOD.workload),
    ...foreign(stream.job, UNDERSTOOD.job),
  ]);
  return [...foreign(spec, UNDERSTOOD.world), ...system, ...ofJobs];
}

function foreign(part: object, understood: readonly string[]): string[] {
  return Object.entries(part)
    .filter(([key, value]) => !understood.includes(key) && !HARMLESS.test(key) && !isInert(value))
    .map(([key]) => SENTENCES[key] ?? `the formulas know nothing of "${key}"`);
}

/** Values by which a part says that it does nothing. */
function isInert(value: unknown): boolean {
  if (value === null || value === undefined || value === false || value === 0) return true;
  if (value === "none" || value === "fixed" || value === Number.POSITIVE_INFINITY) return true;
  if (typeof value !== "object") return false;
  if (value instanceof Map || value instanceof Set) return value.size === 0;
  if (Array.isArray(value)) return value.length === 0;
  const members = value as Readonly<Record<string, unknown>>;
  if (members.mean === 0 || members.probability === 0 || members.vms === 0) return true;
  return members.kind === "none" || members.kind === "fixed" || Object.values(members).every(isInert);
}

/** The names are checked against the type, so that a part which is renamed or removed shows here. */
function names<T>() {
  return (...keys: readonly (keyof T & string)[]): readonly string[] => keys;
}
