import { criticalT } from "./criticalT.ts";
import type { MeanInterval } from "./interval.ts";

/**
 * How many values in all it takes until the half-width of the mean's interval is expected to be at most `wanted`, if the
 * spread stays as it was seen: the smallest N >= n with t(N-1) s / sqrt(N) <= wanted. Null where that is beyond `most`, or
 * where the interval has no half-width to go by.
 *
 * Source: Law (2015), Simulation Modeling and Analysis, section 9.4.1.
 */
export function replicationsFor(
  { halfWidth, n }: Pick<MeanInterval, "halfWidth" | "n">,
  wanted: number,
  most: number,
  confidence = 0.95,
): number | null {
  if (halfWidth === null) return null;
  const t = (count: number): number => criticalT(confidence, count - 1);
  const deviation = (halfWidth / t(n)) * Math.sqrt(n);
  const isEnough = (count: number): boolean => t(count) * deviation <= wanted * Math.sqrt(count);
  if (isEnough(n)) return n;
  if (n >= most || !isEnough(most)) return null;
  let few = n;
  let enough = most;
  while (enough - few > 1) {
    const middle = Math.floor((few + enough) / 2);
    if (isEnough(middle)) enough = middle;
    else few = middle;
  }
  return enough;
}
