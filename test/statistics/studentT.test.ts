import { describe, expect, it } from "vitest";
import { studentTCdf, studentTQuantile } from "../../src/statistics/studentT.ts";
import { withOracles } from "../shared/oracleFolder.ts";

describe("Student's t", () => {
  withOracles<{ t_quantiles_975: Record<string, number> }>("statistics.json", ({ t_quantiles_975 }) => {
    it.each(Object.entries(t_quantiles_975))(
      "has the 97.5%% quantile of the tables for %s degrees of freedom",
      (df, t) => {
        expect(Math.abs(studentTQuantile(0.975, Number(df)) / t - 1)).toBeLessThan(1e-12);
      },
    );
  });

  // The incomplete beta function in 40 digits (mpmath 1.3).
  it.each([
    [-40, 1, 0.007956089912025814],
    [-0.3, 1, 0.40722642092225764],
    [-2.5, 1.5, 0.08490325130734803],
    [-1e-6, 2, 0.49999964644660944],
    [-8, 7.3, 3.630986604095722e-5],
    [0.8, 7.3, 0.7755213480196667],
    [4, 10, 0.9987408336876317],
    [-40, 30, 6.863022597203201e-28],
    [1.96, 30, 0.9703288435519748],
    [1.96, 1000, 0.9748634075221256],
    [-2.5, 31622.5, 0.006212177184173664],
    [1.96, 1_000_000, 0.9750019662073651],
  ])("lies below %d with %d degrees of freedom as often as computed in 40 digits", (t, df, expected) => {
    expect(Math.abs(studentTCdf(t, df) / expected - 1)).toBeLessThan(1e-11);
  });

  // Roots of the same function in 40 digits.
  it.each([
    [1e-12, 1, -318309886183.7907],
    [1e-5, 1.5, -1124.5001233812075],
    [0.7, 1.5, 0.6517954826023569],
    [0.4, 2, -0.2886751345948128],
    [0.01, 3, -4.5407028585681335],
    [0.2, 7.3, -0.8936713571802269],
    [0.24999, 10, -0.699845491592804],
    [0.2501, 10, -0.699477803602967],
    [0.5001, 100, 0.00025129026070821304],
    [0.9, 1000, 1.2823987214609247],
    [0.999, 31622.5, 3.0904900578252583],
    [0.975, 1_000_000, 1.9599663568141068],
  ])("has the %d-quantile for %d degrees of freedom as computed in 40 digits", (p, df, expected) => {
    expect(Math.abs(studentTQuantile(p, df) / expected - 1)).toBeLessThan(1e-10);
  });

  it.each([0.6, 0.9, 0.975, 0.9999])("has the closed forms of 1, 2 and 4 degrees of freedom at %d", (p) => {
    const alpha = 4 * p * (1 - p);
    const q = Math.cos(Math.acos(Math.sqrt(alpha)) / 3) / Math.sqrt(alpha);
    expect(studentTQuantile(p, 1)).toBeCloseTo(Math.tan(Math.PI * (p - 0.5)), 8);
    expect(studentTQuantile(p, 2)).toBeCloseTo((2 * p - 1) * Math.sqrt(2 / alpha), 10);
    expect(studentTQuantile(p, 4)).toBeCloseTo(2 * Math.sqrt(q - 1), 10);
  });

  it.each([1, 1.5, 4, 29, 9_999, 10_000, 1e8])("with %d degrees of freedom inverts and mirrors itself", (df) => {
    for (const p of [1e-9, 0.001, 0.2, 0.3, 0.4999, 0.5, 0.77, 0.999]) {
      const t = studentTQuantile(p, df);
      expect(Math.abs(studentTCdf(t, df) / p - 1)).toBeLessThan(1e-11);
      expect(studentTCdf(t, df) + studentTCdf(-t, df)).toBeCloseTo(1, 14);
    }
  });

  it("is the normal distribution for endless degrees of freedom", () => {
    expect(studentTQuantile(0.975, Number.POSITIVE_INFINITY)).toBeCloseTo(1.959963984540054, 14);
    expect(studentTCdf(1.959963984540054, Number.POSITIVE_INFINITY)).toBeCloseTo(0.975, 14);
    expect(studentTQuantile(0.975, 1e15)).toBeCloseTo(1.959963984540054, 13);
  });

  it("reaches 0 and 1 at the ends", () => {
    expect([studentTCdf(Number.NEGATIVE_INFINITY, 5), studentTCdf(0, 5), studentTCdf(1e200, 5)]).toStrictEqual([
      0, 0.5, 1,
    ]);
  });

  it.each([
    [0, 5],
    [1, 5],
    [Number.NaN, 5],
    [0.9, 0.5],
    [0.9, Number.NaN],
  ])("has no %d-quantile for %d degrees of freedom", (p, df) => {
    expect(() => studentTQuantile(p, df)).toThrow(RangeError);
  });
});
