import type { WorldResult } from "../model/worldResult.ts";
import type { Division } from "./results.ts";

/** How many jobs of each workload went where, on average over the replications: of workloads that went to several systems. */
export function meanDivisions(worlds: readonly Pick<WorldResult, "divisions">[]): readonly Division[] {
  const sums = new Map<string, Map<string, number>>();
  for (const { workload, systems } of worlds.flatMap(({ divisions }) => divisions)) {
    const of = sums.get(workload) ?? new Map<string, number>();
    sums.set(workload, of);
    for (const { system, jobs } of systems) of.set(system, (of.get(system) ?? 0) + jobs);
  }
  return [...sums].flatMap(([workload, all]) => {
    const of = [...all].filter(([, jobs]) => jobs > 0);
    if (of.length < 2) return [];
    return [{ workload, systems: of.map(([system, jobs]) => ({ system, jobs: jobs / worlds.length })) }];
  });
}
