import { describe, expect, it } from "vitest";
import { orderStatisticInterval, quantileInterval, sizeForUpperBound } from "../../src/statistics/orderStatistic.ts";
import { withOracles } from "../shared/oracleFolder.ts";

interface RankCase {
  readonly n: number;
  readonly p: number;
  readonly lower_rank: number | null;
  readonly upper_rank: number | null;
  readonly coverage: number | null;
}

interface Oracle {
  readonly orderstat_ci95: readonly RankCase[];
  readonly min_n_for_quantile_bound: { readonly one_sided_upper_p95: number; readonly one_sided_upper_p99: number };
}

describe("the order-statistic interval", () => {
  withOracles<Oracle>("statistics.json", (oracle) => {
    it.each(oracle.orderstat_ci95)("of the $p-quantile of $n values has the exact ranks and coverage", (row) => {
      const interval = orderStatisticInterval(row.n, row.p);
      expect([interval.lowerRank, interval.upperRank]).toStrictEqual([row.lower_rank, row.upper_rank]);
      if (row.coverage === null) expect(interval.coverage).toBe(null);
      else expect(Math.abs(interval.coverage! - row.coverage)).toBeLessThan(1e-12);
    });

    it("needs as many values for an upper bound of the 95th and 99th percentiles", () => {
      const { one_sided_upper_p95, one_sided_upper_p99 } = oracle.min_n_for_quantile_bound;
      expect([sizeForUpperBound(0.95), sizeForUpperBound(0.99)]).toStrictEqual([
        one_sided_upper_p95,
        one_sided_upper_p99,
      ]);
    });
  });

  it("of the median of six values is smallest to largest, 2^-6 being below 2.5%, and of five does not exist", () => {
    expect(orderStatisticInterval(6, 0.5)).toStrictEqual({ lowerRank: 1, upperRank: 6, coverage: 1 - 2 / 64 });
    expect(orderStatisticInterval(5, 0.5)).toStrictEqual({ lowerRank: null, upperRank: null, coverage: null });
  });

  it("mirrors itself from p to 1 - p", () => {
    for (const n of [10, 100, 5_000]) {
      for (const p of [0.05, 0.1, 0.3]) {
        const low = orderStatisticInterval(n, p);
        const high = orderStatisticInterval(n, 1 - p);
        expect(high.lowerRank).toBe(low.upperRank === null ? null : n + 1 - low.upperRank);
        expect(high.upperRank).toBe(low.lowerRank === null ? null : n + 1 - low.lowerRank);
      }
    }
  });

  it("of a million values is that of the normal limit, give or take a rank", () => {
    const { lowerRank, upperRank } = orderStatisticInterval(1_000_000, 0.9);
    // 900,000 -+ 1.959964 sqrt(1e6 * 0.9 * 0.1) = 900,000 -+ 587.99; the binomial's skewness shifts it by less than 1.
    expect(Math.abs(lowerRank! - 899_412)).toBeLessThanOrEqual(2);
    expect(Math.abs(upperRank! - 900_589)).toBeLessThanOrEqual(2);
  });

  it("takes its bounds from the ordered values", () => {
    expect(quantileInterval([60, 20, 50, 10, 40, 30], 0.5)).toStrictEqual({ low: 10, high: 60 });
    expect(quantileInterval([3, 1, 2], 0.5)).toStrictEqual({ low: null, high: null });
  });

  it("needs 59 values for an upper bound of the 95th percentile, 299 for the 99th", () => {
    // 0.95^59 = 0.0485 <= 5% < 0.95^58 = 0.0510; 0.99^299 = 0.0495 <= 5% < 0.99^298 = 0.0500 (50.04 in a thousand).
    expect([sizeForUpperBound(0.95), sizeForUpperBound(0.99)]).toStrictEqual([59, 299]);
  });

  it.each([
    [0, 0.5, 0.95],
    [10, 0, 0.95],
    [10, 1, 0.95],
    [10, 0.5, 1],
  ])("refuses %d values, quantile %d, confidence %d", (n, p, confidence) => {
    expect(() => orderStatisticInterval(n, p, confidence)).toThrow(RangeError);
  });
});
