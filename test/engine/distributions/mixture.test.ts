import { describe, expect, it } from "vitest";
import { constant } from "../../../src/engine/distributions/constant.ts";
import { empirical } from "../../../src/engine/distributions/empirical.ts";
import { exponential } from "../../../src/engine/distributions/exponential.ts";
import { geometric } from "../../../src/engine/distributions/geometric.ts";
import { mixture } from "../../../src/engine/distributions/mixture.ts";
import { uniform } from "../../../src/engine/distributions/uniform.ts";

describe("A mixture", () => {
  it("of constants gives exactly one of them, as often as its weight says", () => {
    const mixed = mixture([
      { weight: 1, of: constant(3) },
      { weight: 2, of: constant(1) },
      { weight: 1, of: constant(2) },
    ]);
    // By hand: 1 up to one half, 2 up to three quarters, then 3; at the limits the smaller.
    expect([0.001, 0.3, 0.5, 0.501, 0.75, 0.751, 0.999].map(mixed.quantile)).toEqual([1, 1, 1, 2, 2, 3, 3]);
  });

  it("meets an atom inside a density exactly", () => {
    const mixed = mixture([
      { weight: 1, of: uniform({ min: 0, max: 10 }) },
      { weight: 1, of: constant(0.7) },
    ]);
    // By hand: cdf = x / 20, jumping by one half at 0.7 from 0.035 to 0.535.
    expect(mixed.quantile(0.0351)).toBe(0.7);
    expect(mixed.quantile(0.5349)).toBe(0.7);
    expect(mixed.quantile(0.02)).toBeCloseTo(0.4, 12);
    expect(mixed.quantile(0.76)).toBeCloseTo(5.2, 12);
  });

  it("meets each of many small atoms exactly", () => {
    const mixed = mixture([
      { weight: 1, of: uniform({ min: 0, max: 1000 }) },
      { weight: 1, of: empirical(Array.from({ length: 999 }, (_, n) => n + 0.1)) },
    ]);
    // Just above P(X < 500.1) = 500.1 / 2000 + 500 / 1998: the next atom is 500.1 itself.
    expect(mixed.quantile(500.1 / 2000 + 500 / 1998 + 1e-6)).toBe(500.1);
  });

  it("of counts gives whole numbers", () => {
    const mixed = mixture([
      { weight: 1, of: geometric({ mean: 5 }) },
      { weight: 1, of: geometric({ mean: 50 }) },
    ]);
    for (let n = 0; n < 1000; n++) {
      expect(mixed.quantile((n + 0.5) / 1000) % 1).toBe(0);
    }
  });

  it("leaves out the parts of weight 0, and is its only part where there is one", () => {
    const only = exponential({ mean: 5 });
    expect(
      mixture([
        { weight: 2, of: only },
        { weight: 0, of: constant(9) },
      ]),
    ).toBe(only);
  });

  it("inverts parts of very different size", () => {
    const mixed = mixture([
      { weight: 1, of: exponential({ mean: 1e-3 }) },
      { weight: 1, of: exponential({ mean: 1e9 }) },
    ]);
    // Far from both means the other part is all there or not at all: u = 0.25 and 0.75 are the medians of the parts.
    expect(mixed.quantile(0.25) / (1e-3 * Math.LN2)).toBeCloseTo(1, 9);
    expect(mixed.quantile(0.75) / (1e9 * Math.LN2)).toBeCloseTo(1, 9);
  });

  it.each([
    [[], "at least one part"],
    [[{ weight: 0, of: constant(1) }], "at least one part"],
    [[{ weight: -1, of: constant(1) }], "weight"],
    [[{ weight: Number.NaN, of: constant(1) }], "weight"],
  ])("refuses parts %j", (parts, complaint) => {
    expect(() => mixture(parts)).toThrow(RangeError);
    expect(() => mixture(parts)).toThrow(complaint);
  });
});
