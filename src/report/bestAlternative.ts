import type { Estimate, Summary } from "../experiment/results.ts";
import { formatBare } from "./figure.ts";
import type { MetricRow } from "./metricRow.ts";

/**
 * The alternative that is best in a metric, or null where none is seen to be: its printed value must differ from all
 * others', and where there are intervals it must differ clearly from each (paired with the baseline, else by intervals
 * that do not overlap).
 */
export function bestAlternative(summary: Summary, row: MetricRow): string | null {
  if (row.better === null) return null;
  const sign = row.better === "lower" ? 1 : -1;
  const entries: { name: string; mean: number; estimate: Estimate }[] = [];
  for (const [name, { metrics }] of Object.entries(summary.alternatives)) {
    const estimate = metrics[row.metric];
    if (estimate === undefined || estimate.mean === null) return null;
    entries.push({ name, mean: estimate.mean * sign, estimate });
  }
  entries.sort((a, b) => a.mean - b.mean);
  const [best, ...others] = entries;
  if (best === undefined || others.length === 0) return null;
  const printed = formatBare(best.estimate, summary.scenario.currency);
  const clear = others.every(
    (other) =>
      formatBare(other.estimate, summary.scenario.currency) !== printed &&
      differClearly(summary, row.metric, best, other),
  );
  return clear ? best.name : null;
}

interface Entry {
  readonly name: string;
  readonly estimate: Estimate;
}

function differClearly(summary: Summary, metric: string, best: Entry, other: Entry): boolean {
  const paired = pairedVerdict(summary, metric, best.name, other.name);
  if (paired !== null) return paired !== "no clear difference";
  const a = best.estimate;
  const b = other.estimate;
  if (a.low === null || a.high === null || b.low === null || b.high === null) return true;
  return a.high < b.low || b.high < a.low;
}

function pairedVerdict(summary: Summary, metric: string, a: string, b: string): string | null {
  if (a !== summary.baseline && b !== summary.baseline) return null;
  return summary.comparisons[a === summary.baseline ? b : a]?.[metric]?.verdict ?? null;
}
