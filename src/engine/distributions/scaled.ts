import type { Distribution } from "../distribution.ts";
import { constant, isConstant } from "./constant.ts";
import { exponential, isExponential } from "./exponential.ts";
import { requirePositive } from "./parameterRules.ts";

/**
 * The distribution of the factor times a value: a change of unit.
 *
 * @throws RangeError if the factor is not a finite number above 0.
 */
export function scaled(distribution: Distribution, factor: number): Distribution {
  requirePositive("factor", factor);
  const mean = distribution.mean * factor;
  if (isConstant(distribution)) {
    return constant(mean);
  }
  if (isExponential(distribution)) {
    return exponential({ mean });
  }
  return {
    mean,
    variance: distribution.variance * factor * factor,
    cdf: (x) => distribution.cdf(x / factor),
    quantile: (u) => distribution.quantile(u) * factor,
  };
}
