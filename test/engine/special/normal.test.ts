import { describe, expect, it } from "vitest";
import { normalCdf } from "../../../src/engine/special/normalCdf.ts";
import { normalQuantile } from "../../../src/engine/special/normalQuantile.ts";

// Both tables: mpmath 1.3 at 40 digits.
describe("The standard normal distribution function", () => {
  it.each([
    [-20, 2.7536241186062337e-89],
    [-8, 6.220960574271784e-16],
    [-4.5, 0.0000033976731247300603],
    [-1, 0.15865525393145705],
    [-0.3, 0.3820885778110474],
    [0, 0.5],
    [0.5, 0.691462461274013],
    [1.96, 0.9750021048517796],
    [3, 0.9986501019683699],
    [6, 0.9999999990134123],
  ])("at %s is right to 13 digits", (x, probability) => {
    expect(normalCdf(x) / probability).toBeCloseTo(1, 13);
  });

  it("is 0 and 1 far out", () => {
    expect([normalCdf(-50), normalCdf(50)]).toEqual([0, 1]);
  });
});

describe("The standard normal quantile", () => {
  it.each([
    [1e-300, -37.0470962993612],
    [1e-20, -9.262340089798407],
    [1e-10, -6.361340902404056],
    [0.001, -3.090232306167813],
    [0.025, -1.9599639845400543],
    [0.07, -1.4757910281791706],
    [0.3, -0.5244005127080408],
    [0.6, 0.2533471031357998],
    [0.95, 1.6448536269514724],
    [0.9999, 3.7190164854557084],
  ])("at %s is right to 14 digits", (u, score) => {
    expect(normalQuantile(u) / score).toBeCloseTo(1, 14);
  });

  it("is 0 in the middle and infinite at both ends", () => {
    expect(normalQuantile(0.5)).toBe(0);
    expect(normalQuantile(0)).toBe(Number.NEGATIVE_INFINITY);
    expect(normalQuantile(1)).toBe(Number.POSITIVE_INFINITY);
  });
});
