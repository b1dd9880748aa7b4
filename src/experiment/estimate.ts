import type { Unit } from "../model/worldResult.ts";
import { meanInterval } from "../statistics/interval.ts";
import type { Estimate } from "./results.ts";

/**
 * A metric over replications; those in which it was not defined do not count. The interval of a share ends at 0 and 1: what
 * cannot be must not leave an objective such as `rounds.late <= 100%` undecided. Results have 95% intervals.
 */
export function estimate(values: readonly (number | null)[], unit: Unit, confidence = 0.95): Estimate {
  const defined = values.filter((value) => value !== null);
  if (defined.length === 0) return { mean: null, halfWidth: null, low: null, high: null, n: 0, unit };
  const { mean, halfWidth, low, high, n } = meanInterval(defined, confidence);
  if (unit !== "share") return { mean, halfWidth, low, high, n, unit };
  return { mean, halfWidth, low: withinShares(low), high: withinShares(high), n, unit };
}

function withinShares(bound: number | null): number | null {
  return bound === null ? null : Math.min(1, Math.max(0, bound));
}
