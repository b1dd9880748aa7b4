import { expect } from "vitest";
import { meanInterval } from "../../src/statistics/interval.ts";

/** Chance that one right figure is called wrong: two-sided, by Student's t over the independent replications. */
export const FALSE_ALARM = 1e-5;

/** An exact figure and what the replications gave for it, in one unit. */
export interface Comparison {
  readonly figure: string;
  readonly exact: number;
  readonly values: readonly number[];
  /**
   * For a quantile of a replication, the mean excess over it (times above it are nearly exponential there): a sample's quantile is
   * biased, a mean is not. Null for means.
   */
  readonly tail: number | null;
}

/** A quantile's bias has to be below this share of the limit. */
const BIAS_SHARE = 0.1;

/**
 * The figures that lie beyond the limit, and the quantiles whose replications are too short to tell.
 *
 * The bias of a quantile q of n values is, to the first order, -f'(q) Var(F_n(q)) / (2 f(q)^3) with f the density (David & Nagaraja,
 * Order Statistics, 2003, section 4.6). Its variance s^2 is Var(F_n(q)) / f(q)^2, and an exponential tail of mean m has
 * -f' / f = 1 / m: so the bias is s^2 / (2 m), however dependent the values are.
 */
export function misses(comparisons: readonly Comparison[]): readonly string[] {
  return comparisons.flatMap(({ figure, exact, values, tail }) => {
    const { mean, halfWidth } = meanInterval(values, 1 - FALSE_ALARM);
    const found = `${figure}: exact ${exact}, simulated ${mean} -+ ${halfWidth}`;
    const lines = Math.abs(mean - exact) <= halfWidth! ? [] : [found];
    if (tail !== null) {
      const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
      const share = variance / (2 * tail) / halfWidth!;
      if (variance > 0 && share > BIAS_SHARE) lines.push(`${found}: its bias is ${share.toFixed(2)} of that`);
    }
    return lines;
  });
}

/** That every figure is within its limit. There must be some. */
export function expectExact(comparisons: readonly Comparison[]): void {
  if (process.env.THEORY_REPORT !== undefined) report(comparisons);
  expect(comparisons.length).toBeGreaterThan(0);
  expect(misses(comparisons)).toEqual([]);
}
function report(comparisons: readonly Comparison[]): void {
  for (const { figure, exact, values, tail } of comparisons) {
    const { mean, halfWidth } = meanInterval(values, 1 - FALSE_ALARM);
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
    console.log(`${figure} exact ${exact.toPrecision(6)} mean ${mean.toPrecision(6)} hw ${(halfWidth! / exact).toPrecision(2)} z ${((mean - exact) / halfWidth!).toFixed(3)} ${tail === null ? "" : (variance / 2 / tail / halfWidth!).toFixed(3)}`);
  }
}
