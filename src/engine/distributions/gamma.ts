import type { Distribution } from "../distribution.ts";
import { tabulate } from "../special/chebyshevTable.ts";
import { gammaLogQuantile } from "../special/gammaLogQuantile.ts";
import { normalQuantile } from "../special/normalQuantile.ts";
import { lowerGamma } from "../special/regularisedGamma.ts";
import { constant } from "./constant.ts";
import { exponential } from "./exponential.ts";
import { requireNotNegative } from "./parameterRules.ts";

/** Holds the normal scores of all numbers of a stream: those of 2^-33 and 1 - 2^-33 are -6.34 and 6.34. */
const SCORES = { from: -6.5, to: 6.5, panels: 52 } as const;

/**
 * The gamma distribution of the mean and the coefficient of variation (standard deviation / mean); a mean or a cv of 0
 * makes it a constant.
 *
 * @throws RangeError if the mean or the cv is negative or not finite.
 */
export function gamma({ mean, cv }: { readonly mean: number; readonly cv: number }): Distribution {
  requireNotNegative("mean", mean);
  requireNotNegative("cv", cv);
  return cv === 0 ? constant(mean) : gammaOfShape(mean, 1 / (cv * cv));
}

/**
 * The gamma distribution of the mean and the shape (1 / cv²), which must be above 0. Its quantile has no closed form: the
 * logarithm of it is tabulated over the normal score, where it is smooth, in units of the mean.
 */
export function gammaOfShape(mean: number, shape: number): Distribution {
  if (mean === 0) {
    return constant(0);
  }
  if (shape === 1) {
    return exponential({ mean });
  }
  const perMean = shape / mean;
  const logQuantile = tabulate((score) => gammaLogQuantile(shape, score), SCORES);
  return {
    mean,
    variance: (mean * mean) / shape,
    cdf: (x) => lowerGamma(shape, x * perMean),
    quantile: (u) => mean * Math.exp(logQuantile(normalQuantile(u))),
  };
}
