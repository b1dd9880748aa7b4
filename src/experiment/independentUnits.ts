import { firesRounds } from "../model/workload/source.ts";
import type { WorkloadSpec } from "../model/workload/workloadSpec.ts";
import type { WorldResult } from "../model/worldResult.ts";
import type { WorldSpec } from "../model/worldSpec.ts";
import { meanOf } from "../scenario/jobTotals.ts";

/** What a figure over jobs rests on, over all replications together. */
export interface IndependentUnits {
  /** The jobs of a round share its fate: where every job belongs to one, rounds are counted. */
  readonly noun: "jobs" | "rounds";
  readonly count: number;
  readonly jobs: number;
  /** Jobs of the replication that has the fewest. */
  readonly fewestJobs: number;
}

/** Shares of jobs, or of rounds, that have a deadline. */
const OF_DEADLINES = /(^|\.)(rounds\.late|deadlines\.missed)$/;

/**
 * The independent units behind a metric: the jobs submitted in the window, but one for all those of a firing of a cron, of
 * `at` or of a batch. Who has no deadline tells nothing of those that are missed. That jobs which come one by one wait in the
 * same queue is not accounted for: it is a bound from above.
 */
export function independentUnits(
  metric: string,
  spec: WorldSpec,
  worlds: readonly Pick<WorldResult, "metrics">[],
): IndependentUnits {
  const { prefix, isPart } = scopeOf(metric);
  const submitted = (scope: string) => worlds.map(({ metrics }) => metrics[`${scope}jobs.submitted`]?.value ?? 0);
  let jobs = submitted(prefix);
  let inRounds = 0;
  let rounds = 0;
  for (const { name, arrivals, job } of spec.workloads.filter(isPart)) {
    if (job.deadline === null && OF_DEADLINES.test(metric)) {
      const others = submitted(`byWorkload.${name}.`);
      jobs = jobs.map((count, world) => count - others[world]!);
      continue;
    }
    if (arrivals.kind === "trace" || !firesRounds(arrivals)) continue;
    const own = sum(submitted(`byWorkload.${name}.`));
    inRounds += own;
    rounds += Math.ceil(own / Math.max(1, meanOf(arrivals.batch)));
  }
  const alone = /(^|\.)rounds\./.test(metric) ? 0 : Math.max(0, sum(jobs) - inRounds);
  return { noun: alone > 0 ? "jobs" : "rounds", count: rounds + alone, jobs: sum(jobs), fewestJobs: Math.min(...jobs) };
}

/** The workloads whose jobs a metric is about, and what leads its name. */
function scopeOf(metric: string): { readonly prefix: string; readonly isPart: (workload: WorkloadSpec) => boolean } {
  const [prefix = "", kind = "", name = ""] =
    /^(?:by(Workload|Tenant|Pool)\.([^.]+)\.|(?:classic)\.)/.exec(metric) ?? [];
  if (kind === "Workload") return { prefix, isPart: (workload) => workload.name === name };
  if (kind === "Tenant") return { prefix, isPart: ({ background, tenant }) => !background && tenant === name };
  const target = kind === "Pool" ? name : null;
  return {
    prefix,
    isPart: ({ background, route }) =>
      !background && (prefix === "" || (route.kind === "fixed" && route.target === target)),
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
