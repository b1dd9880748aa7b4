import { isAlways } from "../../engine/distribution.ts";
import type { WorldSpec } from "../../model/worldSpec.ts";
import type { Candidate, PlanQuestion } from "../../scenario/load.ts";
import { toPlain } from "../../scenario/located.ts";
import type { Objective } from "../../scenario/objective.ts";

/** A candidate, ready to be simulated. */
export interface CompiledCandidate {
  readonly candidate: Candidate;
  readonly spec: WorldSpec;
}

/** Which choices only ever help if raised, and only ever cost. */
export interface Monotone {
  /** Places of the choices of which a larger value never misses an objective that a smaller one meets. */
  readonly helping: readonly number[];
  /** Whether what is minimised never falls as they are raised. */
  readonly costly: boolean;
}

const FALLING =
  /^(?:by(?:Workload|Tenant|Pool)\.[^.]+\.|classic\.)?(?:wait\.|latency\.|slowdown\.|rounds\.|freshness\.|deadlines\.missed$|makespan$|queue\.|jobs\.unfinished$|parts\.queued\.)/;
const RISING = /^(?:by(?:Workload|Tenant|Pool)\.[^.]+\.|classic\.)?(?:jobs\.finished$|throughput\.)/;
const COSTS = new Set(["cost.total", "cost.perDay", "computeHours.billed", "vms.mean", "vms.peak"]);

/**
 * The choices that more of never hurts: the VMs of fixed pools, or the workers of the classic service, that serve single slots first
 * in, first out. There each job starts no later if a server is added (Kiefer and Wolfowitz's recursion is monotone), replication
 * by replication on the same jobs.
 */
export function monotoneChoices(
  question: PlanQuestion,
  objectives: readonly Objective[],
  compiled: readonly CompiledCandidate[],
): Monotone {
  const ordered = objectives.every(isOrdered) && compiled.every(isPlain);
  const helping = question.choices.flatMap(({ path, values }, place) => {
    const rises = values.every((value, i) => {
      const [here, before] = [toPlain(value), i === 0 ? -1 : toPlain(values[i - 1]!)];
      return typeof here === "number" && here > Number(before);
    });
    return ordered && rises && isSize(path, compiled) ? [place] : [];
  });
  // A drained run ends with its last job: more VMs end it earlier.
  const lasting = compiled.every(({ spec }) => !spec.drain);
  return { helping, costly: lasting && question.goal === "minimise" && COSTS.has(question.metric) };
}

function isOrdered({ metric, relation }: Objective): boolean {
  return relation.startsWith("<") ? FALLING.test(metric) : RISING.test(metric);
}

function isSize(path: string, compiled: readonly CompiledCandidate[]): boolean {
  if (/^pools\.[^.]+\.vms$/.test(path)) return true;
  return path === "classic.workers" && compiled.every(isUncapped);
}

/** No cap lets a job pass another. */
function isUncapped({ spec: { classic, workloads } }: CompiledCandidate): boolean {
  if (classic === null || classic.maxQueued !== Number.POSITIVE_INFINITY) return false;
  const { endpointConcurrency: ends, tenantConcurrency: tenants } = classic;
  const none = (caps: typeof ends): boolean =>
    caps.otherwise === Number.POSITIVE_INFINITY &&
    [...caps.byName.values()].every((cap) => cap === Number.POSITIVE_INFINITY);
  // The one endpoint's cap is so many servers less, and keeps the order.
  return none(tenants) && (none(ends) || new Set(workloads.map(({ endpoint }) => endpoint)).size === 1);
}

/** Single slots in order of submission, on VMs that are there from the beginning to the end. */
function isPlain({ candidate, spec }: CompiledCandidate): boolean {
  const { pools = {}, workloads } = candidate.alternative.resolved;
  const plainPools = Object.values(pools).every(
    ({ scaling, queue, preempt, lowPriority, breakdown, startTask }) =>
      // More VMs pull more slowly.
      !(typeof startTask === "object" && "pull" in startTask) &&
      scaling === undefined &&
      queue === "fifo" &&
      preempt === "none" &&
      lowPriority === undefined &&
      breakdown.mtbf === "none",
  );
  const plainJobs = spec.workloads.every(
    ({ job, arrivals }) =>
      job.timeout === null &&
      isAlways(job.gang, 1) &&
      job.cores === 1 &&
      // More VMs may have a run come that was skipped.
      (arrivals.kind !== "stream" || arrivals.overlap === "stack") &&
      (arrivals.kind !== "trace" || arrivals.jobs.slots.subarray(0, arrivals.jobs.count).every((slots) => slots === 1)),
  );
  const plainTasks = Object.values(workloads).every(
    ({ route, store, job }) =>
      (typeof route === "string" || "byTenant" in route) &&
      store === undefined &&
      Number.parseFloat(String(job.failure.probability)) === 0,
  );
  return plainPools && plainJobs && plainTasks && !spec.billingPlans.some(({ stops }) => stops);
}
