import type { Distribution } from "../distribution.ts";
import { unitExponentialQuantile } from "../special/unitExponential.ts";
import { constant } from "./constant.ts";
import { requireAtLeast } from "./parameterRules.ts";

/**
 * The geometric distribution on 1, 2, 3, ... of the mean: the number of trials up to the first success, where each
 * succeeds with probability 1 / mean. A mean of 1 is the constant 1.
 *
 * @throws RangeError if the mean is less than 1 or not finite.
 */
export function geometric({ mean }: { readonly mean: number }): Distribution {
  requireAtLeast("mean of a geometric distribution", mean, 1);
  if (mean === 1) {
    return constant(1);
  }
  const failureDepth = -Math.log1p(-1 / mean);
  const cdf = (x: number): number => (x >= 1 ? -Math.expm1(-failureDepth * Math.floor(x)) : 0);
  return {
    mean,
    variance: mean * (mean - 1),
    cdf,
    quantile: (u) => {
      const count = Math.max(1, Math.ceil(unitExponentialQuantile(u) / failureDepth));
      // The quotient may be rounded across a whole number.
      if (cdf(count) < u) {
        return count + 1;
      }
      return count > 1 && cdf(count - 1) >= u ? count - 1 : count;
    },
  };
}
