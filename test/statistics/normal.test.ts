import { describe, expect, it } from "vitest";
import { normalCdf, normalQuantile } from "../../src/statistics/normal.ts";

describe("the normal distribution", () => {
  // Both tables: the error function in 40 digits (mpmath 1.3).
  it.each([
    [-37, 5.725571222524577e-300],
    [-20, 2.7536241186062337e-89],
    [-8, 6.220960574271784e-16],
    [-5, 2.866515718791939e-7],
    [-3.01, 0.0013062384487694688],
    [-2.99, 0.0013948872354922494],
    [-1, 0.15865525393145705],
    [-0.1, 0.460172162722971],
    [0.3, 0.6179114221889527],
    [1, 0.8413447460685429],
    [2.9, 0.998134186699616],
    [3.1, 0.9990323967867817],
    [6, 0.9999999990134123],
  ])("lies below %d as often as computed in 40 digits", (x, expected) => {
    expect(Math.abs(normalCdf(x) / expected - 1)).toBeLessThan(1e-13);
  });

  it.each([
    [1e-30, -11.464024688443615],
    [1e-12, -7.034483825301132],
    [1e-5, -4.264890793922825],
    [0.01, -2.326347874040841],
    [0.07, -1.4757910281791706],
    [0.0751, -1.43882539275254],
    [0.2, -0.8416212335729142],
    [0.4, -0.2533471031357997],
    [0.7, 0.5244005127080407],
    [0.925, 1.4395314709384561],
    [0.9251, 1.440238267527964],
    [0.975, 1.9599639845400538],
    [0.999, 3.090232306167813],
    [0.999999999999, 7.0344869100478356],
  ])("has the %d-quantile computed in 40 digits", (p, expected) => {
    expect(Math.abs(normalQuantile(p) / expected - 1)).toBeLessThan(2e-15);
  });

  it("is even around 0", () => {
    expect(normalQuantile(0.5)).toBe(0);
    expect(normalCdf(0)).toBe(0.5);
    expect([normalCdf(Number.NEGATIVE_INFINITY), normalCdf(Number.POSITIVE_INFINITY)]).toStrictEqual([0, 1]);
  });

  it.each([0, 1, -0.1, Number.NaN])("has no %d-quantile", (p) => {
    expect(() => normalQuantile(p)).toThrow(RangeError);
  });
});
