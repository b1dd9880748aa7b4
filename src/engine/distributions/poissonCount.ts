import type { Distribution } from "../distribution.ts";
import { normalQuantile } from "../special/normalQuantile.ts";
import { upperGamma } from "../special/regularisedGamma.ts";
import { constant } from "./constant.ts";
import { requireNotNegative } from "./parameterRules.ts";

/** Probabilities of this many counts are kept once known. */
const KEPT = 2048;

/**
 * The Poisson distribution of counts 0, 1, 2, ... of the mean; a mean of 0 is the constant 0.
 *
 * P(N <= k) = Q(k + 1, mean) (NIST Digital Library of Mathematical Functions 8.4.10), which is as fast for a mean of a
 * billion as for ten.
 *
 * @throws RangeError if the mean is negative or not finite.
 */
export function poissonCount({ mean }: { readonly mean: number }): Distribution {
  requireNotNegative("mean", mean);
  if (mean === 0) {
    return constant(0);
  }
  const deviation = Math.sqrt(mean);
  const kept = new Float64Array(KEPT).fill(Number.NaN);
  const atMost = (count: number): number => {
    if (!(count < KEPT)) {
      return upperGamma(count + 1, mean);
    }
    if (Number.isNaN(kept[count])) {
      kept[count] = upperGamma(count + 1, mean);
    }
    return kept[count]!;
  };
  return {
    mean,
    variance: mean,
    cdf: (x) => (x < 0 ? 0 : x === Number.POSITIVE_INFINITY ? 1 : atMost(Math.floor(x))),
    quantile: (u) => {
      // The first terms of Cornish and Fisher's expansion; the steps from there make it exact.
      const score = normalQuantile(u);
      const guess = Math.max(0, Math.ceil(mean + deviation * score + (score * score - 1) / 6 - 0.5));
      return atMost(guess) < u ? nextReaching(atMost, guess, u) : leastReaching(atMost, guess, u);
    },
  };
}

function nextReaching(atMost: (count: number) => number, below: number, u: number): number {
  let count = below + 1;
  while (atMost(count) < u) {
    count++;
  }
  return count;
}

function leastReaching(atMost: (count: number) => number, reached: number, u: number): number {
  let count = reached;
  while (count > 0 && atMost(count - 1) >= u) {
    count--;
  }
  return count;
}
