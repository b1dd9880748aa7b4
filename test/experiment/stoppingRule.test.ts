import { describe, expect, it } from "vitest";
import { openStream } from "../../src/engine/random.ts";
import { estimate } from "../../src/experiment/estimate.ts";
import { isPrecise, type Look, nextLook, projection, replicationsNeeded } from "../../src/experiment/stoppingRule.ts";
import { normalQuantile } from "../../src/statistics/normal.ts";

/** Two-sided 95% points of Student's t by degrees of freedom, from the tables. */
const T: Readonly<Record<number, number>> = {
  1: 12.706204736174694,
  2: 4.302652729749462,
  9: 2.262157162798205,
  19: 2.0930240544083087,
  29: 2.045229642132703,
  99: 1.9842169515864174,
};
const PRECISION = { min: 10, max: 1000, metric: "wait.mean", relativeHalfWidth: 0.05 };
const look = (mean: number | null, halfWidth: number | null, n = 10): Look => ({ mean, halfWidth, n });

describe("isPrecise", () => {
  // 5% of the true value is 5 / 1.05 = 4.7619% of the mean; 10% is 9.0909%.
  it.each([
    [100, 4.7619, 0.05, true],
    [100, 4.762, 0.05, false],
    [-100, 4.7619, 0.05, true],
    [0.2, 0.018181, 0.1, true],
    [0.2, 0.018182, 0.1, false],
    [0, 0, 0.05, true],
    [0, 1e-9, 0.05, false],
    [null, null, 0.05, false],
    [3, null, 0.05, false],
  ])("mean %d, half-width %d, wanted %d: %s", (mean, halfWidth, relative, expected) => {
    expect(isPrecise(look(mean, halfWidth), relative)).toBe(expected);
  });
});

describe("replicationsNeeded", () => {
  // s is chosen so that t s / sqrt(n) is just at, or just beyond, the half-width that is wanted.
  const seenWith = (n: number, slack: number): Look => {
    const deviation = ((100 * 0.05) / 1.05) * (Math.sqrt(n) / T[n - 1]!) * slack;
    return look(100, (T[9]! * deviation) / Math.sqrt(10));
  };

  it.each([[3], [10], [20], [30], [100]])("is %d where that number just does", (n) => {
    expect(replicationsNeeded(seenWith(n, 1 - 1e-9), 0.05)).toBe(n);
    expect(replicationsNeeded(seenWith(n, 1 + 1e-9), 0.05)).toBe(n + 1);
  });

  it("cannot be said of a mean of 0, of one value, of none; equal values need two", () => {
    expect(replicationsNeeded(look(0, 1), 0.05)).toBeNull();
    expect(replicationsNeeded(look(5, null, 1), 0.05)).toBeNull();
    expect(replicationsNeeded(look(null, null, 0), 0.05)).toBeNull();
    expect(replicationsNeeded(look(5, 0), 0.05)).toBe(2);
    expect(replicationsNeeded(look(0, 0), 0.05)).toBe(2);
  });

  it("grows with those replications in which the metric has no value", () => {
    expect(projection(seenWith(30, 1 - 1e-9), 40, 0.05)).toBe(30 * 4);
  });
});

describe("nextLook", () => {
  it("is the last one when every alternative that has the metric is precise", () => {
    expect(nextLook([look(100, 4), look(7, 0.1)], 10, PRECISION)).toBe(10);
    expect(nextLook([look(100, 4), look(null, null, 0)], 10, PRECISION)).toBe(10);
    expect(nextLook([look(null, null, 0)], 10, PRECISION)).toBe(10);
  });

  it("aims at what the worst alternative needs and a tenth more, at a quarter to three times more, and stops at max", () => {
    // 100 needed: by t(99), a standard deviation of 4.7619 x 10 / 1.98422; seen after 30 replications.
    const hundred = look(100, (T[29]! * ((4.7619 * 10) / T[99]!)) / Math.sqrt(30), 30);
    expect(nextLook([look(100, 4, 30), hundred], 30, PRECISION)).toBe(110);
    expect(nextLook([look(100, 4.77, 40)], 40, PRECISION)).toBe(50);
    expect(nextLook([look(100, 90)], 10, PRECISION)).toBe(40);
    expect(nextLook([hundred], 30, { ...PRECISION, max: 60 })).toBe(60);
    expect(nextLook([hundred], 60, { ...PRECISION, max: 60 })).toBe(60);
    expect(nextLook([look(0, 1)], 100, PRECISION)).toBe(125);
  });
});

describe("the rule, on normal values of which the truth is known", () => {
  const EXPERIMENTS = 1000;
  const precision = { ...PRECISION, max: 100_000, relativeHalfWidth: 0.1 };

  it("keeps the relative error in nine of ten, with a few looks and about the replications of theory", () => {
    const uniform = openStream({ seed: 7, replication: 0, owner: "test", purpose: "values" });
    let within = 0;
    let looks = 0;
    let replications = 0;
    for (let experiment = 0; experiment < EXPERIMENTS; experiment++) {
      const values: number[] = [];
      let wanted = precision.min;
      while (values.length < wanted) {
        while (values.length < wanted) values.push(1 + 0.5 * normalQuantile(uniform()));
        wanted = nextLook([estimate(values, "s")], values.length, precision);
        looks++;
      }
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      if (Math.abs(mean - 1) <= 0.1) within++;
      replications += values.length;
    }
    // Aimed at .95; stopping when it looks narrow costs some of it. Were it .93, fewer than .89 would be 5 standard errors off.
    expect(within / EXPERIMENTS).toBeGreaterThan(0.89);
    expect(looks / EXPERIMENTS).toBeLessThan(5);
    // (1.96 x .5 / .0909)^2 = 116, and a tenth more; some fall short of that and add a quarter.
    expect(replications / EXPERIMENTS).toBeGreaterThan(105);
    expect(replications / EXPERIMENTS).toBeLessThan(150);
  });
});
