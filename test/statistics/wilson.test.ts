import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { wilsonInterval } from "../../src/statistics/wilson.ts";
import { withOracles } from "../shared/oracleFolder.ts";

interface WilsonCase {
  readonly x: number;
  readonly n: number;
  readonly wilson: readonly [number, number];
}

describe("Wilson's interval", () => {
  withOracles<{ wilson95: readonly WilsonCase[] }>("statistics.json", ({ wilson95 }) => {
    it.each(wilson95)("of $x out of $n is the published one", ({ x, n, wilson: [low, high] }) => {
      const interval = wilsonInterval(x, n);
      expect(Math.abs(interval.low - low)).toBeLessThan(1e-14);
      expect(Math.abs(interval.high - high)).toBeLessThan(1e-14);
      expect(interval.share).toBe(x / n);
    });
  });

  it("encloses its share, within 0 and 1, and mirrors with failures for successes", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100_000 }),
        fc.nat(),
        fc.double({ min: 0.01, max: 0.999, noNaN: true }),
        (n, any, level) => {
          const x = any % (n + 1);
          const { share, low, high } = wilsonInterval(x, n, level);
          expect(0 <= low && low <= share && share <= high && high <= 1).toBe(true);
          const mirrored = wilsonInterval(n - x, n, level);
          expect(Math.abs(mirrored.low - (1 - high))).toBeLessThan(1e-12);
        },
      ),
    );
  });

  it.each([
    [1, 0, 0.95],
    [-1, 5, 0.95],
    [6, 5, 0.95],
    [0.5, 5, 0.95],
    [1, 5, 1],
  ])("refuses %d out of %d at %d", (x, n, confidence) => {
    expect(() => wilsonInterval(x, n, confidence)).toThrow(RangeError);
  });
});
