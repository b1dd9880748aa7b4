import { describe, expect, it } from "vitest";
import { replicationsFor } from "../../src/statistics/replicationsNeeded.ts";

/** A half-width of n values whose standard deviation is 1, by a table of Student's t at 0.975. */
const T = { 4: 2.776445, 9: 2.262157 } as const;
const seen = (n: 5 | 10) => ({ n, halfWidth: T[n === 5 ? 4 : 9] / Math.sqrt(n) });

describe("replicationsFor", () => {
  it("finds the smallest number whose half-width is narrow enough, by a table", () => {
    // t(16) / sqrt(17) = 2.119905 / 4.123106 = 0.514; t(17) / sqrt(18) = 2.109816 / 4.242641 = 0.497.
    expect(replicationsFor(seen(5), 0.5, 1000)).toBe(18);
    expect(replicationsFor(seen(10), 0.5, 1000)).toBe(18);
  });

  it("asks for no more where it is narrow enough already", () => {
    expect(replicationsFor(seen(10), 0.72, 1000)).toBe(10);
  });

  it("goes up to the most that is allowed, and no further", () => {
    expect(replicationsFor(seen(5), 0.5, 18)).toBe(18);
    expect(replicationsFor(seen(5), 0.5, 17)).toBe(null);
    expect(replicationsFor(seen(5), 0, 1_000_000)).toBe(null);
  });

  it("knows nothing from one value", () => {
    expect(replicationsFor({ n: 1, halfWidth: null }, 1, 1000)).toBe(null);
  });
});
