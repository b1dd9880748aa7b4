import type { Distribution } from "../distribution.ts";
import { normalCdf } from "../special/normalCdf.ts";
import { normalQuantile } from "../special/normalQuantile.ts";
import { constant } from "./constant.ts";
import { requireAtLeast, requireNotNegative, requirePositive } from "./parameterRules.ts";

/** The score that a standard normal exceeds one time in twenty. */
const SCORE_95 = normalQuantile(0.95);

/**
 * The lognormal distribution of the mean and the coefficient of variation (standard deviation / mean); a mean or a cv of
 * 0 makes it a constant.
 *
 * @throws RangeError if the mean or the cv is negative or not finite.
 */
export function lognormal({ mean, cv }: { readonly mean: number; readonly cv: number }): Distribution {
  requireNotNegative("mean", mean);
  requireNotNegative("cv", cv);
  if (mean === 0 || cv === 0) {
    return constant(mean);
  }
  const logVariance = Math.log1p(cv * cv);
  return fromMedian(mean * Math.exp(-0.5 * logVariance), Math.sqrt(logVariance), mean);
}

/**
 * The lognormal distribution of the median, with one value in twenty above `p95`; equal ones make it a constant.
 *
 * @throws RangeError if the median is not a finite number above 0, or `p95` is less than it.
 */
export function lognormalOfQuantiles({ median, p95 }: { readonly median: number; readonly p95: number }): Distribution {
  requirePositive("median", median);
  requireAtLeast("95th percentile", p95, median);
  if (p95 === median) {
    return constant(median);
  }
  const sigma = Math.log(p95 / median) / SCORE_95;
  return fromMedian(median, sigma, median * Math.exp(0.5 * sigma * sigma));
}

function fromMedian(median: number, sigma: number, mean: number): Distribution {
  return {
    mean,
    variance: mean * mean * Math.expm1(sigma * sigma),
    cdf: (x) => (x > 0 ? normalCdf(Math.log(x / median) / sigma) : 0),
    quantile: (u) => median * Math.exp(sigma * normalQuantile(u)),
  };
}
