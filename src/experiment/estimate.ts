import type { Unit } from "../model/worldResult.ts";
import { meanInterval } from "../statistics/interval.ts";
import type { Estimate } from "./results.ts";

/** A metric over replications; those in which it was not defined do not count. */
export function estimate(values: readonly (number | null)[], unit: Unit): Estimate {
  const defined = values.filter((value) => value !== null);
  if (defined.length === 0) return { mean: null, halfWidth: null, low: null, high: null, n: 0, unit };
  const { mean, halfWidth, low, high, n } = meanInterval(defined);
  return { mean, halfWidth, low, high, n, unit };
}
