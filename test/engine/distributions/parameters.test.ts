import { describe, expect, it } from "vitest";
import { constant, isConstant } from "../../../src/engine/distributions/constant.ts";
import { empirical } from "../../../src/engine/distributions/empirical.ts";
import { erlang } from "../../../src/engine/distributions/erlang.ts";
import { exponential, isExponential } from "../../../src/engine/distributions/exponential.ts";
import { gamma } from "../../../src/engine/distributions/gamma.ts";
import { geometric } from "../../../src/engine/distributions/geometric.ts";
import { hyperexponential } from "../../../src/engine/distributions/hyperexponential.ts";
import { lognormal, lognormalOfQuantiles } from "../../../src/engine/distributions/lognormal.ts";
import { pareto } from "../../../src/engine/distributions/pareto.ts";
import { poissonCount } from "../../../src/engine/distributions/poissonCount.ts";
import { scaled } from "../../../src/engine/distributions/scaled.ts";
import { uniform } from "../../../src/engine/distributions/uniform.ts";
import { weibull } from "../../../src/engine/distributions/weibull.ts";

describe("Parameters that no distribution has", () => {
  it.each([
    ["an infinite constant", () => constant(Number.POSITIVE_INFINITY)],
    ["a negative mean", () => exponential({ mean: -1 })],
    ["a mean that is no number", () => exponential({ mean: Number.NaN })],
    ["an infinite mean", () => lognormal({ mean: Number.POSITIVE_INFINITY, cv: 1 })],
    ["a negative cv", () => lognormal({ mean: 1, cv: -0.5 })],
    ["a median of 0", () => lognormalOfQuantiles({ median: 0, p95: 1 })],
    ["a 95th percentile below the median", () => lognormalOfQuantiles({ median: 2, p95: 1 })],
    ["a gamma of negative mean", () => gamma({ mean: -1, cv: 1 })],
    ["a gamma of negative cv", () => gamma({ mean: 1, cv: -1 })],
    ["half a stage", () => erlang({ mean: 1, stages: 2.5 })],
    ["no stage", () => erlang({ mean: 1, stages: 0 })],
    ["a Weibull of shape 0", () => weibull({ mean: 1, shape: 0 })],
    ["a maximum below the minimum", () => uniform({ min: 2, max: 1 })],
    ["a hyperexponential of cv below 1", () => hyperexponential({ mean: 1, cv: 0.9 })],
    ["a Pareto of shape 1", () => pareto({ mean: 1, shape: 1 })],
    ["an empty list", () => empirical([])],
    ["a list with a hole", () => empirical([1, Number.NaN])],
    ["a geometric mean below 1", () => geometric({ mean: 0.5 })],
    ["a negative Poisson mean", () => poissonCount({ mean: -2 })],
    ["a scale of 0", () => scaled(constant(1), 0)],
  ])("%s: refused with a RangeError that says why", (_, make) => {
    expect(make).toThrow(RangeError);
    expect(make).toThrow(/ (must|needs) .*\.$/);
  });
});

describe("Parameters at their limit", () => {
  it.each([
    ["exponential of mean 0", exponential({ mean: 0 }), 0],
    ["lognormal of mean 0", lognormal({ mean: 0, cv: 1 }), 0],
    ["lognormal of cv 0", lognormal({ mean: 7, cv: 0 }), 7],
    ["lognormal of p95 = median", lognormalOfQuantiles({ median: 7, p95: 7 }), 7],
    ["gamma of cv 0", gamma({ mean: 7, cv: 0 }), 7],
    ["gamma of mean 0", gamma({ mean: 0, cv: 2 }), 0],
    ["erlang of mean 0", erlang({ mean: 0, stages: 3 }), 0],
    ["weibull of mean 0", weibull({ mean: 0, shape: 2 }), 0],
    ["uniform of min = max", uniform({ min: 7, max: 7 }), 7],
    ["hyperexponential of mean 0", hyperexponential({ mean: 0, cv: 2 }), 0],
    ["pareto of mean 0", pareto({ mean: 0, shape: 2 }), 0],
    ["geometric of mean 1", geometric({ mean: 1 }), 1],
    ["poisson count of mean 0", poissonCount({ mean: 0 }), 0],
  ])("%s: a constant", (_, distribution, value) => {
    expect(isConstant(distribution)).toBe(true);
    expect(distribution.quantile(0.9)).toBe(value);
  });

  it.each([
    ["gamma of cv 1", gamma({ mean: 7, cv: 1 })],
    ["erlang of one stage", erlang({ mean: 7, stages: 1 })],
    ["hyperexponential of cv 1", hyperexponential({ mean: 7, cv: 1 })],
  ])("%s: the exponential", (_, distribution) => {
    expect(isExponential(distribution)).toBe(true);
    expect(distribution.mean).toBe(7);
  });

  it("a Pareto of shape 2 has no finite variance", () => {
    expect(pareto({ mean: 7, shape: 2 }).variance).toBe(Number.POSITIVE_INFINITY);
  });
});

describe("Extreme gamma, Poisson and hyperexponential distributions", () => {
  it.each([1e-4, 0.01, 0.2236, 0.2237, 1.0001, 10])("gamma of cv %s inverts to 1e-9", (cv) => {
    const distribution = gamma({ mean: 1, cv });
    for (let n = 1; n < 100; n++) {
      const u = n / 100;
      expect(Math.abs(distribution.cdf(distribution.quantile(u)) - u)).toBeLessThan(1e-9 * u);
    }
  });

  it("a gamma of cv 30 gives 0 where its quantile is below the least double, and inverts where it is not", () => {
    const distribution = gamma({ mean: 1, cv: 30 });
    // Near 0 the quantile grows as u^900.
    expect(distribution.quantile(0.01)).toBe(0);
    expect(Math.abs(distribution.cdf(distribution.quantile(0.9)) - 0.9)).toBeLessThan(1e-10);
  });

  it.each([1.0001, 20, 1000])("hyperexponential of cv %s inverts to 1e-9", (cv) => {
    const distribution = hyperexponential({ mean: 1, cv });
    for (const u of [1e-9, 0.01, 0.2, 0.3, 0.5, 0.9, 0.99, 0.999, 0.9999, 0.999999, 1 - 1e-9]) {
      expect(Math.abs(distribution.cdf(distribution.quantile(u)) - u)).toBeLessThan(1e-9 * u);
    }
  });

  it("a Poisson count of a million million is normal to six digits", () => {
    // mean + deviation * 1.959963984540054 + (1.96² - 1) / 6, by the expansion of Cornish and Fisher.
    expect(poissonCount({ mean: 1e12 }).quantile(0.975)).toBe(Math.ceil(1e12 + 1_959_963.98454 + 0.4736 - 0.5));
  });

  it("units do not matter: a gamma of 1e-9 and of 1e15 have the same shape", () => {
    const small = gamma({ mean: 1e-9, cv: 0.7 });
    const large = gamma({ mean: 1e15, cv: 0.7 });
    expect(large.quantile(0.3) / small.quantile(0.3)).toBeCloseTo(1e24, -10);
  });
});

describe("A scaled distribution", () => {
  it("has every value times the factor", () => {
    const seconds = gamma({ mean: 90, cv: 0.6 });
    const ticks = scaled(seconds, 1e6);
    expect(ticks.mean).toBe(90e6);
    expect(ticks.variance / (seconds.variance * 1e12)).toBeCloseTo(1, 14);
    expect(ticks.quantile(0.3)).toBe(seconds.quantile(0.3) * 1e6);
    expect(ticks.cdf(45e6)).toBeCloseTo(seconds.cdf(45), 14);
  });

  it("of a constant or an exponential is one", () => {
    expect(scaled(constant(3), 2)).toMatchObject({ kind: "constant", mean: 6 });
    expect(scaled(exponential({ mean: 3 }), 2)).toMatchObject({ kind: "exponential", mean: 6 });
  });
});

describe("An empirical distribution", () => {
  it("keeps to the nearest rank where u n is rounded across a whole number", () => {
    // 0.07 * 100 is 7.000000000000001 in doubles, but rank 7 of 100 has probability 7 / 100 = 0.07.
    expect(empirical(Array.from({ length: 100 }, (_, n) => n + 1)).quantile(0.07)).toBe(7);
  });

  it("leaves the list it is given as it was", () => {
    const values = [3, 1, 2];
    empirical(values);
    expect(values).toEqual([3, 1, 2]);
  });
});
