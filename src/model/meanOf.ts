import type { Variate } from "../engine/distribution.ts";

/** The mean of a variate; of values taken in turn their average. */
export function meanOf(variate: Variate): number {
  if ("mean" in variate) return variate.mean;
  return variate.sequence.reduce((sum, value) => sum + value, 0) / variate.sequence.length;
}
