import type { Distribution } from "../distribution.ts";
import { logGamma } from "../special/logGamma.ts";
import { unitExponentialQuantile } from "../special/unitExponential.ts";
import { constant } from "./constant.ts";
import { requireNotNegative, requirePositive } from "./parameterRules.ts";

/**
 * The Weibull distribution of the mean and the shape k: P(X > x) = exp(-(x / scale)^k) with scale = mean / Γ(1 + 1/k).
 * Shape 1 is the exponential, below it the tail is heavier. A mean of 0 is the constant 0.
 *
 * @throws RangeError if the mean is negative, the shape not above 0, or either not finite.
 */
export function weibull({ mean, shape }: { readonly mean: number; readonly shape: number }): Distribution {
  requireNotNegative("mean", mean);
  requirePositive("shape", shape);
  if (mean === 0) {
    return constant(0);
  }
  const inverseShape = 1 / shape;
  const logMean = logGamma(1 + inverseShape);
  return {
    mean,
    variance: mean * mean * Math.expm1(logGamma(1 + 2 * inverseShape) - 2 * logMean),
    cdf: (x) => (x > 0 ? -Math.expm1(-Math.exp(shape * (Math.log(x / mean) + logMean))) : 0),
    // Not Math.pow: engines differ in it.
    quantile: (u) => mean * Math.exp(inverseShape * Math.log(unitExponentialQuantile(u)) - logMean),
  };
}
