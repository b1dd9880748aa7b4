import type { WorldResult } from "../model/worldResult.ts";
import { countText } from "./countText.ts";

/** A sentence for each workload whose jobs went to several systems: how many went where, on average over the replications. */
export function divisionSentences(worlds: readonly Pick<WorldResult, "divisions">[]): string[] {
  const sums = new Map<string, Map<string, number>>();
  for (const { workload, systems } of worlds.flatMap(({ divisions }) => divisions)) {
    const of = sums.get(workload) ?? new Map<string, number>();
    sums.set(workload, of);
    for (const { system, jobs } of systems) of.set(system, (of.get(system) ?? 0) + jobs);
  }
  const average = worlds.length > 1 ? ", on average" : "";
  return [...sums].flatMap(([workload, all]) => {
    const of = [...all].filter(([, jobs]) => jobs > 0);
    if (of.length < 2) return [];
    const mean = (jobs: number): string => countText(jobs / worlds.length);
    const whole = of.reduce((sum, [, jobs]) => sum + jobs, 0);
    const parts = of.map(([system, jobs]) => `${mean(jobs)} went to ${system}`).join(", ");
    return [`${workload}: of ${mean(whole)} jobs${average}, ${parts}.`];
  });
}
