import { pairedDifference } from "../statistics/interval.ts";
import { direction } from "./direction.ts";
import { moreReplications } from "./moreReplications.ts";
import type { Comparison } from "./results.ts";

/**
 * A metric of an alternative against the baseline, replication by replication on the same jobs. Replications in which
 * either is not defined do not count.
 */
export function compare(
  metric: string,
  alternative: readonly (number | null)[],
  baseline: readonly (number | null)[],
): Comparison {
  const pairs = alternative.flatMap((value, replication) => {
    const base = baseline[replication] ?? null;
    return value === null || base === null ? [] : [[value, base] as const];
  });
  if (pairs.length === 0) {
    return {
      difference: null,
      low: null,
      high: null,
      ratio: null,
      pBetter: null,
      verdict: "no clear difference",
      moreReplications: null,
    };
  }
  const ours = pairs.map(([value]) => value);
  const theirs = pairs.map(([, base]) => base);
  const interval = pairedDifference(ours, theirs);
  const sign = direction(metric);
  const wins = pairs.filter(([value, base]) => sign * (value - base) > 0).length;
  const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
  const ratio = total(theirs) === 0 ? null : total(ours) / total(theirs);
  const { mean: difference, low, high } = interval;
  const verdict = verdictOf(sign, low, high);
  // Where no replication differs, none is expected to.
  const more = verdict === "no clear difference" && difference !== 0 ? moreReplications(interval, 0) : null;
  return { difference, low, high, ratio, pBetter: wins / pairs.length, verdict, moreReplications: more };
}

function verdictOf(sign: 1 | -1, low: number | null, high: number | null): Comparison["verdict"] {
  if (low === null || high === null) return "replay";
  if (low > 0) return sign > 0 ? "better" : "worse";
  if (high < 0) return sign > 0 ? "worse" : "better";
  return "no clear difference";
}
