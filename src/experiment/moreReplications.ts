import type { MeanInterval } from "../statistics/interval.ts";
import { replicationsFor } from "../statistics/replicationsNeeded.ts";

/** Beyond so many replications nobody settles anything: what they would tell apart is practically equal. */
export const MOST_REPLICATIONS = 10_000;

/**
 * How many further replications would probably move an interval off a bound that it holds now: until the half-width is the
 * distance from the mean to the bound. Null where that would take more than 10,000 in all.
 */
export function moreReplications(
  { mean, halfWidth, n }: Pick<MeanInterval, "mean" | "halfWidth" | "n">,
  bound: number,
): number | null {
  const needed = replicationsFor({ halfWidth, n }, Math.abs(mean - bound), MOST_REPLICATIONS);
  return needed === null ? null : Math.max(1, needed - n);
}
