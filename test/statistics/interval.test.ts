import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compensatedSum } from "../../src/statistics/compensatedSum.ts";
import { independentDifference, meanInterval, pairedDifference } from "../../src/statistics/interval.ts";

describe("the interval of a mean", () => {
  it("is mean -+ t s / sqrt(n), by hand", () => {
    // Deviations -4 -2 0 2 4: s^2 = 40 / 4 = 10, s / sqrt(5) = sqrt(2), and t(4, 97.5%) is 2.7764451051977934.
    const interval = meanInterval([2, 4, 6, 8, 10]);
    expect(interval.mean).toBe(6);
    expect(interval.halfWidth).toBeCloseTo(2.7764451051977934 * Math.SQRT2, 12);
    expect(interval.low).toBeCloseTo(6 - 2.7764451051977934 * Math.SQRT2, 12);
    expect(interval.high).toBeCloseTo(6 + 2.7764451051977934 * Math.SQRT2, 12);
    expect(interval.n).toBe(5);
  });

  it("follows the confidence asked for", () => {
    // Two values 0 and 2: s / sqrt(2) = 1, and with one degree of freedom t(p) = tan(pi (p - 1/2)).
    expect(meanInterval([0, 2], 0.9).halfWidth).toBeCloseTo(Math.tan(Math.PI * 0.45), 10);
    expect(meanInterval([0, 2], 0.5).halfWidth).toBeCloseTo(1, 12);
  });

  it("of one value is no interval", () => {
    expect(meanInterval([7.25])).toStrictEqual({ mean: 7.25, halfWidth: null, low: null, high: null, n: 1 });
  });

  it("of equal values is that value, exactly", () => {
    fc.assert(
      fc.property(
        fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e100, max: 1e100 }),
        fc.integer({ min: 2, max: 200 }),
        (value, n) => {
          const interval = meanInterval(new Array<number>(n).fill(value));
          expect([interval.mean + 0, interval.halfWidth]).toStrictEqual([value + 0, 0]);
        },
      ),
    );
  });

  it("survives a large common offset", () => {
    // The same deviations as by hand, on top of 1e12: a one-pass sum of squares would have no digit left.
    const offset = 1e12;
    const interval = meanInterval([2, 4, 6, 8, 10].map((value) => value + offset));
    expect(interval.mean).toBe(offset + 6);
    expect(interval.halfWidth).toBeCloseTo(2.7764451051977934 * Math.SQRT2, 12);
  });

  it("does not show the order of its values beyond the last digits", () => {
    fc.assert(
      fc.property(
        fc
          .array(fc.double({ noNaN: true, min: -1e9, max: 1e9 }), { minLength: 2, maxLength: 40 })
          .chain((values) =>
            fc.tuple(
              fc.constant(values),
              fc.shuffledSubarray(values, { minLength: values.length, maxLength: values.length }),
            ),
          ),
        ([values, shuffled]) => {
          const a = meanInterval(values);
          const b = meanInterval(shuffled);
          const scale = Math.max(...values.map(Math.abs), Number.MIN_VALUE);
          expect(Math.abs(a.mean - b.mean)).toBeLessThanOrEqual(2 ** -52 * scale);
          expect(Math.abs(a.halfWidth! - b.halfWidth!)).toBeLessThanOrEqual(1e-14 * a.halfWidth! + 1e-300);
        },
      ),
    );
  });

  it.each([
    ["no value", [], 0.95],
    ["a value that is not finite", [1, Number.POSITIVE_INFINITY], 0.95],
    ["a confidence of 1", [1, 2], 1],
    ["a confidence of 0", [1, 2], 0],
  ])("refuses %s", (_name, values, confidence) => {
    expect(() => meanInterval(values, confidence)).toThrow(RangeError);
  });
});

describe("the paired difference", () => {
  it("is the interval of the differences, first minus second", () => {
    expect(pairedDifference([12, 24, 36, 48, 60], [10, 20, 30, 40, 50])).toStrictEqual(meanInterval([2, 4, 6, 8, 10]));
  });

  it("has no width where one is the other plus a constant, however much both vary", () => {
    const interval = pairedDifference([101, 7, 55, 3], [100, 6, 54, 2]);
    expect([interval.mean, interval.halfWidth]).toStrictEqual([1, 0]);
  });

  it("refuses values without a partner", () => {
    expect(() => pairedDifference([1, 2], [1])).toThrow("one partner each");
  });
});

describe("a compensated sum", () => {
  it.each([
    ["a small value between large ones", [1e100, 1, -1e100], 1],
    ["tenths", new Array<number>(10).fill(0.1), 1],
    ["nothing", [], 0],
  ])("of %s loses nothing", (_name, values, expected) => {
    expect(compensatedSum(values)).toBe(expected);
  });
});

describe("the interval of the difference of two means that know nothing of each other", () => {
  it("has as many degrees of freedom as both together where counts and variances are equal", () => {
    // Variance 1 in both: standard error sqrt(1/3 + 1/3), 4 degrees of freedom.
    const interval = independentDifference([1, 2, 3], [11, 12, 13]);
    expect(interval.mean).toBe(-10);
    expect(interval.halfWidth).toBeCloseTo(2.7764451051977934 * Math.sqrt(2 / 3), 10);
    expect(interval.n).toBe(3);
  });

  it("has those of the one that varies where the other does not", () => {
    // Two values 0 and 2: standard error 1 and one degree of freedom, t(97.5%) = tan(0.475 pi).
    const interval = independentDifference([5, 5, 5, 5], [0, 2]);
    expect(interval.mean).toBe(4);
    expect(interval.halfWidth).toBeCloseTo(Math.tan(Math.PI * 0.475), 8);
    expect(interval.n).toBe(2);
  });

  it("is a point where neither varies, and none where one has a single value", () => {
    expect(independentDifference([3, 3], [1, 1, 1])).toStrictEqual({ mean: 2, halfWidth: 0, low: 2, high: 2, n: 2 });
    expect(independentDifference([3], [1, 2])).toStrictEqual({
      mean: 1.5,
      halfWidth: null,
      low: null,
      high: null,
      n: 1,
    });
  });
});
