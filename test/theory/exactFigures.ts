import { expect } from "vitest";
import { meanInterval } from "../../src/statistics/interval.ts";

/** Chance that one right figure is called wrong: two-sided, by Student's t over the independent replications. */
export const FALSE_ALARM = 1e-5;

/** An exact figure and what the replications gave for it, in one unit. */
export interface Comparison {
  readonly figure: string;
  readonly exact: number;
  readonly values: readonly number[];
}

/** A quantile of each replication; `tail` is the mean excess over it, where times are nearly exponential. */
export interface QuantileComparison extends Comparison {
  readonly tail: number;
}

/** That the mean of the replications is within the limit of every exact figure. There must be some. */
export function expectExact(comparisons: readonly Comparison[]): void {
  expect(comparisons.length).toBeGreaterThan(0);
  const misses = comparisons.flatMap(({ figure, exact, values }) => {
    const { mean, halfWidth } = meanInterval(values, 1 - FALSE_ALARM);
    // A few units in the last place: figures that do not vary at all have an empty limit.
    const rounding = 1e-14 * Math.abs(exact);
    return Math.abs(mean - exact) <= halfWidth! + rounding
      ? []
      : [`${figure}: exact ${exact}, simulated ${mean} -+ ${halfWidth}`];
  });
  expect(misses).toEqual([]);
}

/**
 * A quantile is compared where its bias is below this share of the limit, so 0.8 of the mean's standard error at the most: the chance of a
 * false alarm is then at most 5e-5 instead of 1e-5 for it.
 */
const BIAS_SHARE = 0.15;

/**
 * That the replications are long enough for their quantile to be compared with the exact one: a sample's quantile is biased.
 *
 * To the first order the bias of the quantile q of n values is -f'(q) Var(F_n(q)) / (2 f(q)^3), with f the density (David & Nagaraja,
 * Order Statistics, 2003, section 4.6). The quantile's variance s^2 is Var(F_n(q)) / f(q)^2, and an exponential tail of mean m has
 * -f'/f = 1/m: so the bias is s^2 / (2 m), however dependent the values of a replication are.
 */
function expectSmallBias({ figure, values, tail }: QuantileComparison): void {
  const { mean, halfWidth } = meanInterval(values, 1 - FALSE_ALARM);
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
  // A wait that is 0, or the same, in every replication.
  if (variance === 0) return;
  expect(variance / (2 * tail), `the bias of ${figure}`).toBeLessThanOrEqual(BIAS_SHARE * halfWidth!);
}

/**
 * Whether a replication of that many relaxation times is long enough for a percentile of the wait. With R replications and the limit at t
 * standard errors, the bias above is the share sqrt(R) s / (2 m t) of it, and (s/m)^2 is about p / (1 - p) / (number of relaxation times): for
 * R = 32 and t = 5.3 a tenth is reached at some 30 p / (1 - p) of them. This only chooses; the bias itself is checked.
 */
export function isQuantileTold(percent: number, relaxations: number): boolean {
  return relaxations >= (40 * percent) / (100 - percent);
}

/** As `expectExact`, for quantiles; there may be none. */
export function expectExactQuantiles(comparisons: readonly QuantileComparison[]): void {
  for (const comparison of comparisons) expectSmallBias(comparison);
  if (comparisons.length > 0) expectExact(comparisons);
}
