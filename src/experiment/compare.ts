import { independentDifference, pairedDifference } from "../statistics/interval.ts";
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
    return NOTHING;
  }
  const ours = pairs.map(([value]) => value);
  const theirs = pairs.map(([, base]) => base);
  const interval = pairedDifference(ours, theirs);
  const sign = direction(metric);
  const wins = pairs.filter(([value, base]) => sign * (value - base) > 0).length;
  const ratio = total(theirs) === 0 ? null : total(ours) / total(theirs);
  const { mean: difference, low, high } = interval;
  const verdict = verdictOf(sign, low, high);
  // Where no replication differs, none is expected to.
  const more = verdict === "no clear difference" && difference !== 0 ? moreReplications(interval, 0) : null;
  return { difference, low, high, ratio, pBetter: wins / pairs.length, verdict, moreReplications: more };
}

const NOTHING: Comparison = {
  difference: null,
  low: null,
  high: null,
  ratio: null,
  pBetter: null,
  verdict: "no clear difference",
  moreReplications: null,
};

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

/** A metric of two runs of different seeds, or of other jobs: the same, from means that know nothing of each other. */
export function compareIndependent(
  metric: string,
  after: readonly (number | null)[],
  before: readonly (number | null)[],
): Comparison {
  const ours = after.filter((value) => value !== null);
  const theirs = before.filter((value) => value !== null);
  if (ours.length === 0 || theirs.length === 0) return NOTHING;
  const { mean: difference, low, high } = independentDifference(ours, theirs);
  const base = total(theirs) / theirs.length;
  const ratio = base === 0 ? null : total(ours) / ours.length / base;
  return {
    difference,
    low,
    high,
    ratio,
    pBetter: null,
    verdict: verdictOf(direction(metric), low, high),
    moreReplications: null,
  };
}

function verdictOf(sign: 1 | -1, low: number | null, high: number | null): Comparison["verdict"] {
  if (low === null || high === null) return "replay";
  if (low > 0) return sign > 0 ? "better" : "worse";
  if (high < 0) return sign > 0 ? "worse" : "better";
  return "no clear difference";
}
