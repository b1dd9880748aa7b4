import { describe, expect, it } from "vitest";
import { gammaLogQuantile } from "../../../src/engine/special/gammaLogQuantile.ts";
import { logGamma } from "../../../src/engine/special/logGamma.ts";
import { normalCdf } from "../../../src/engine/special/normalCdf.ts";
import { gammaTails, lowerGamma, upperGamma } from "../../../src/engine/special/regularisedGamma.ts";

// Both tables: mpmath 1.3 at 40 digits.
describe("The logarithm of the gamma function", () => {
  it.each([
    [0.001, 6.907178885383854],
    [0.1, 2.252712651734206],
    [0.5, 0.5723649429247001],
    [1, 0],
    [1.5, -0.12078223763524522],
    [3.7, 1.428072326665388],
    [9.9, 12.57717990421988],
    [10.1, 13.027526738633238],
    [100.5, 361.4355404677776],
    [1e8, 1742068066.1038346],
  ])("at %s is right to 15 digits, or as many decimals", (a, expected) => {
    expect(Math.abs(logGamma(a) - expected)).toBeLessThan(2e-15 * Math.max(1, Math.abs(expected)));
  });
});

describe("The regularised incomplete gamma functions", () => {
  it.each([
    // Series, continued fraction and uniform expansion, and both sides of where they meet.
    [0.01, 1e-30, 0.5040472728599954, 0.49595272714000455],
    [0.1, 0.5, 0.9414024458901336, 0.05859755410986648],
    [0.5, 3, 0.9856941215645704, 0.01430587843542964],
    [1, 0.1, 0.09516258196404043, 0.9048374180359595],
    [2.7, 40, 0.9999999999999984, 1.5179801165520186e-15],
    [4, 4, 0.566529879633291, 0.43347012036670896],
    [19.5, 12, 0.028370177878515812, 0.9716298221214842],
    [20, 19, 0.4393926106084916, 0.5606073893915084],
    [20, 60, 0.9999999993648082, 6.351918340378977e-10],
    [100, 70, 0.0004303725949798908, 0.99956962740502],
    [100, 145, 0.9999673727573646, 0.00003262724263541532],
    [5000, 5100, 0.920671118922381, 0.07932888107761898],
    [5000, 4700, 0.000007597064861941271, 0.9999924029351381],
    [1e6, 1_001_000, 0.8413447863683403, 0.15865521363165971],
  ])("of shape %s at %s are right to 12 digits", (shape, x, lower, upper) => {
    expect(lowerGamma(shape, x) / lower).toBeCloseTo(1, 12);
    expect(upperGamma(shape, x) / upper).toBeCloseTo(1, 12);
  });

  it("are 0 and 1 at the ends", () => {
    expect([lowerGamma(3, 0), lowerGamma(3, Number.POSITIVE_INFINITY), upperGamma(3, 0)]).toEqual([0, 1, 1]);
  });
});

describe("The gamma quantile by normal score", () => {
  it.each([1e-3, 0.1, 1, 2.7, 19.9, 20, 1e4, 1e9])("of shape %s has the normal's tails, to 9 digits", (shape) => {
    for (const score of [-8, -6.3, -3, -1, -0.1, 0.1, 1, 3, 6.3, 8]) {
      const { lower, upper } = gammaTails(shape, gammaLogQuantile(shape, score));
      expect((score < 0 ? lower : upper) / normalCdf(-Math.abs(score))).toBeCloseTo(1, 9);
    }
  });
});
