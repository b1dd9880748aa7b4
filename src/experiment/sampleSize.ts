import type { WorldResult } from "../model/worldResult.ts";
import type { WorldSpec } from "../model/worldSpec.ts";
import { percentOf } from "../scenario/objective.ts";
import { sizeForUpperBound } from "../statistics/orderStatistic.ts";
import { countText, listText } from "./countText.ts";
import { type IndependentUnits, independentUnits } from "./independentUnits.ts";

/** Percentiles that every comparison shows. */
const SHOWN = ["wait.p95", "latency.p95"];

/**
 * What must be said of percentiles that rest on too little: fewer independent units than it takes until the largest is an
 * upper bound of the percentile with 95% confidence (59 for p95, 299 for p99), or fewer jobs a replication than it has to
 * have one of them beyond it. One sentence for all percentiles that rest on the same units.
 *
 * @param asked metrics of the objectives.
 */
export function sampleSizeWarnings(
  spec: WorldSpec,
  worlds: readonly Pick<WorldResult, "metrics">[],
  asked: readonly string[],
): string[] {
  const groups = new Map<string, { readonly units: IndependentUnits; readonly metrics: Map<string, number> }>();
  for (const metric of new Set([...SHOWN, ...asked])) {
    const percent = percentOf(metric);
    if (percent === null || !worlds.some(({ metrics }) => (metrics[metric]?.value ?? null) !== null)) continue;
    const units = independentUnits(metric, spec, worlds);
    const needed = sizeForUpperBound(percent / 100);
    if (units.count === 0 || (units.count >= needed && units.fewestJobs >= 100 / (100 - percent))) continue;
    const key = `${units.count} ${units.noun} ${units.fewestJobs}`;
    const group = groups.get(key) ?? { units, metrics: new Map() };
    group.metrics.set(metric, needed);
    groups.set(key, group);
  }
  return [...groups.values()].map(({ units, metrics }) => sentence(units, metrics, worlds.length));
}

function sentence(
  { noun, count, fewestJobs }: IndependentUnits,
  metrics: ReadonlyMap<string, number>,
  replications: number,
): string {
  const needed = Math.max(...metrics.values());
  const names = listText([...metrics.keys()]);
  if (count >= needed) {
    return (
      `${names}: a replication has as few as ${countText(fewestJobs)} jobs, so that this is about its largest value; ` +
      "raise time.horizon."
    );
  }
  const enough = Math.ceil((needed * replications) / count);
  const only = count === 1 ? noun.slice(0, -1) : noun;
  return (
    `${names}: ${countText(count)} independent ${only} ${count === 1 ? "is" : "are"} too few, ${enoughFor(metrics)} with ` +
    `95% confidence. Try --replications ${enough}, or a longer time.horizon.`
  );
}

/** `59 bound a p95 and 299 bound a p99`. */
function enoughFor(metrics: ReadonlyMap<string, number>): string {
  const each = [...metrics].map(([metric, needed]) => `${countText(needed)} bound a p${percentOf(metric)}`);
  return listText([...new Set(each)]);
}
