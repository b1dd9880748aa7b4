import type { Distribution } from "../distribution.ts";
import { unitExponentialQuantile } from "../special/unitExponential.ts";
import { constant } from "./constant.ts";
import { requireAbove, requireNotNegative } from "./parameterRules.ts";

/**
 * The Pareto distribution of type I: P(X > x) = (scale / x)^shape from x = scale on, with scale = mean (shape - 1) /
 * shape. Its variance is infinite for a shape of 2 or less. A mean of 0 is the constant 0.
 *
 * @throws RangeError if the mean is negative, the shape not above 1 (it would have no mean), or either not finite.
 */
export function pareto({ mean, shape }: { readonly mean: number; readonly shape: number }): Distribution {
  requireNotNegative("mean", mean);
  requireAbove("shape of a Pareto distribution", shape, 1);
  if (mean === 0) {
    return constant(0);
  }
  const scale = (mean * (shape - 1)) / shape;
  const inverseShape = 1 / shape;
  return {
    mean,
    variance: shape > 2 ? (mean * mean) / (shape * (shape - 2)) : Number.POSITIVE_INFINITY,
    cdf: (x) => (x > scale ? -Math.expm1(shape * Math.log(scale / x)) : 0),
    quantile: (u) => scale * Math.exp(inverseShape * unitExponentialQuantile(u)),
  };
}
