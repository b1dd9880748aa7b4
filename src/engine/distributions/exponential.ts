import type { Distribution } from "../distribution.ts";
import { unitExponentialQuantile } from "../special/unitExponential.ts";
import { type Constant, constant } from "./constant.ts";
import { requireNotNegative } from "./parameterRules.ts";

/** The distribution without memory: the gaps of a Poisson process. */
export interface Exponential extends Distribution {
  readonly kind: "exponential";
}

/**
 * The exponential distribution of the mean; a mean of 0 is the constant 0.
 *
 * @throws RangeError if the mean is negative or not finite.
 */
export function exponential({ mean }: { readonly mean: number }): Exponential | Constant {
  requireNotNegative("mean", mean);
  if (mean === 0) {
    return constant(0);
  }
  return {
    kind: "exponential",
    mean,
    variance: mean * mean,
    cdf: (x) => (x > 0 ? -Math.expm1(-x / mean) : 0),
    quantile: (u) => mean * unitExponentialQuantile(u),
  };
}

/** Whether the distribution was made by `exponential`, of a mean above 0. */
export function isExponential(distribution: Distribution): distribution is Exponential {
  return "kind" in distribution && distribution.kind === "exponential";
}
