import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nearestRank } from "../../src/statistics/nearestRank.ts";

describe("the nearest rank", () => {
  it.each([
    [0.5, 5, 3],
    [0.5, 4, 2],
    [0.95, 20, 19],
    [0.95, 21, 20],
    [0.99, 1, 1],
    [0.07, 100, 7], // 0.07 * 100 is 7.000000000000001 in binary
    [0.29, 100, 29], // 0.29 * 100 is 28.999999999999996
    [0.55, 100, 55], // 0.55 * 100 is 55.00000000000001
    [0, 10, 1],
    [1, 10, 10],
    [0.999999, 1_000_000, 999_999],
  ])("of the %d-quantile of %d values is %d", (p, n, rank) => {
    expect(nearestRank(p, n)).toBe(rank);
  });

  it("is ceil(p n) in exact decimal arithmetic", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9999 }), fc.integer({ min: 1, max: 10_000_000 }), (perTenThousand, n) => {
        const exact = (BigInt(perTenThousand) * BigInt(n) + 9999n) / 10_000n;
        expect(nearestRank(perTenThousand / 10_000, n)).toBe(Number(exact));
      }),
    );
  });

  it.each([
    [-0.1, 5],
    [1.1, 5],
    [Number.NaN, 5],
    [0.5, 0],
    [0.5, 1.5],
  ])("refuses the %d-quantile of %d values", (p, n) => {
    expect(() => nearestRank(p, n)).toThrow(RangeError);
  });
});
