import type { MeanInterval } from "../statistics/interval.ts";
import { normalQuantile } from "../statistics/normal.ts";
import { replicationsFor } from "../statistics/replicationsNeeded.ts";

/** Beyond so many replications nobody settles anything: what they would tell apart is practically equal. */
const MOST_REPLICATIONS = 10_000;

/**
 * How many further replications would probably move an interval off a bound that it holds now: until the half-width is the
 * distance from the mean to the bound. Null where that would take more than 10,000 in all.
 */
export function moreReplications(
  { mean, halfWidth, n }: Pick<MeanInterval, "mean" | "halfWidth" | "n">,
  bound: number,
  confidence = 0.95,
): number | null {
  const needed = replicationsFor({ halfWidth, n }, Math.abs(mean - bound), MOST_REPLICATIONS, confidence);
  return needed === null ? null : Math.max(1, needed - n);
}

/**
 * How many further replications would probably move Wilson's interval of a share off a bound, if they have, as these did,
 * none of what is counted (or only such): its other end is z^2 / (N + z^2) away after N. Null as above.
 *
 * @param distance of the share from the bound.
 * @param counted in the replications so far.
 */
export function moreUnanimous(
  distance: number,
  counted: number,
  replications: number,
  confidence = 0.95,
): number | null {
  const z = normalQuantile(0.5 + confidence / 2);
  const needed = Math.ceil((z * z * (1 - distance) * replications) / (distance * counted));
  return needed > MOST_REPLICATIONS ? null : Math.max(1, needed - replications);
}
