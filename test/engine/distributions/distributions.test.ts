import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Distribution } from "../../../src/engine/distribution.ts";
import { openStream } from "../../../src/engine/random.ts";
import { createSampler } from "../../../src/engine/sampler.ts";
import { distributionCases } from "./distributionCases.ts";

/** |actual - expected| as a share of the expected value; exact where that is 0. */
function relativeError(actual: number, expected: number): number {
  return actual === expected ? 0 : Math.abs(actual - expected) / Math.abs(expected);
}

/**
 * The integral of f(quantile(u)) over 0 < u < 1, by the trapezoidal rule in s = ln(u / (1 - u)): exponentially exact for
 * smooth integrands, of the order of the step at jumps.
 */
function integrateQuantile(distribution: Distribution, f: (x: number) => number): number {
  const step = 0.002;
  let sum = 0;
  for (let n = -17_000; n <= 17_000; n++) {
    const odds = Math.exp(step * n);
    sum += (f(distribution.quantile(odds / (1 + odds))) * step * odds) / ((1 + odds) * (1 + odds));
  }
  return sum;
}

/** The largest distance between the share of values at most x and P(X <= x), from both sides of every value. */
function kolmogorovSmirnov(values: Float64Array, distribution: Distribution): number {
  values.sort();
  const n = values.length;
  let distance = 0;
  for (let first = 0; first < n; ) {
    const x = values[first]!;
    let end = first + 1;
    while (end < n && values[end] === x) {
      end++;
    }
    const justBelow = x - Math.max(Math.abs(x) * 2 ** -52, Number.MIN_VALUE);
    distance = Math.max(
      distance,
      Math.abs(first / n - distribution.cdf(justBelow)),
      Math.abs(end / n - distribution.cdf(x)),
    );
    first = end;
  }
  return distance;
}

const smooth = distributionCases.filter(({ has }) => has === "a density");
const discrete = distributionCases.filter(({ has }) => has === "atoms");
const streamNumber = fc.integer({ min: 0, max: 2 ** 32 - 1 }).map((k) => (k + 0.5) / 2 ** 32);

describe.each(distributionCases)("$name", ({ name, distribution, mean, variance, cdf, has }) => {
  it("has the mean and the variance of theory", () => {
    expect(relativeError(distribution.mean, mean)).toBeLessThan(1e-12);
    expect(relativeError(distribution.variance, variance)).toBeLessThan(1e-11);
  });

  it("gives the mean and the variance when its quantile is integrated", () => {
    const tolerance = has === "a density" ? 1e-7 : 2e-3;
    // Half of the mean of a Pareto of shape 1.5 lies in a tail that no double near 1 can tell.
    if (Number.isFinite(variance)) {
      const integral = integrateQuantile(distribution, (x) => x - mean);
      expect(Math.abs(integral)).toBeLessThan(tolerance * mean);
      const square = integrateQuantile(distribution, (x) => (x - mean) * (x - mean));
      expect(Math.abs(square - variance)).toBeLessThanOrEqual(tolerance * variance);
    }
  });

  it("has the distribution function of theory at every point of the table", () => {
    for (const [x, probability] of cdf) {
      expect(relativeError(distribution.cdf(x), probability), `at ${x}`).toBeLessThan(1e-10);
    }
  });

  it("is nowhere below 0 and everywhere within infinity", () => {
    expect(distribution.cdf(Number.NEGATIVE_INFINITY)).toBe(0);
    expect(distribution.cdf(-1)).toBe(0);
    expect(distribution.cdf(Number.POSITIVE_INFINITY)).toBe(1);
    expect(Number.isFinite(distribution.quantile(2 ** -33))).toBe(true);
    expect(Number.isFinite(distribution.quantile(1 - 2 ** -33))).toBe(true);
  });

  it("never falls as the uniform grows", () => {
    fc.assert(
      fc.property(streamNumber, streamNumber, (one, other) => {
        const lower = distribution.quantile(Math.min(one, other));
        expect(lower).toBeLessThanOrEqual(distribution.quantile(Math.max(one, other)));
      }),
      { seed: 20_260_302, numRuns: 1000 },
    );
  });

  // Dvoretzky, Kiefer, Wolfowitz and Massart: P(distance > d) <= 2 exp(-2 n d²), whatever the distribution. With n =
  // 100,000 and d = 0.0095 that is 3e-8; for the 21 distributions together 6e-7.
  it("is what is sampled: 100,000 values lie within 0.0095 of the distribution function", () => {
    const uniform = openStream({ seed: 7, replication: 0, owner: name, purpose: "distribution test" });
    const values = Float64Array.from({ length: 100_000 }, createSampler(distribution, uniform));
    expect(kolmogorovSmirnov(values, distribution)).toBeLessThan(0.0095);
  });
});

describe.each(smooth)("$name, having a density", ({ distribution, cdf }) => {
  it("is undone by its quantile to a relative 1e-9", () => {
    for (const [x] of cdf) {
      expect(relativeError(distribution.quantile(distribution.cdf(x)), x), `at ${x}`).toBeLessThan(1e-9);
    }
  });

  // Where the density is steep, the rounding of x alone moves the probability by up to 1e-14.
  it("undoes its quantile to a relative 1e-9 for any number of a stream", () => {
    fc.assert(
      fc.property(streamNumber, (u) => {
        expect(Math.abs(distribution.cdf(distribution.quantile(u)) - u)).toBeLessThan(1e-9 * u + 1e-14);
      }),
      { seed: 20_260_302, numRuns: 1000 },
    );
  });
});

describe.each(discrete)("$name, having atoms", ({ distribution }) => {
  it("has the smallest value whose probability reaches u as its quantile", () => {
    fc.assert(
      fc.property(streamNumber, (u) => {
        const x = distribution.quantile(u);
        expect(distribution.cdf(x)).toBeGreaterThanOrEqual(u);
        expect(distribution.cdf(x - 1e-3)).toBeLessThan(u);
      }),
      { seed: 20_260_302, numRuns: 1000 },
    );
  });

  it("finds an atom again from its own probability", () => {
    for (let n = 1; n < 200; n++) {
      const atom = distribution.quantile(n / 200);
      const reached = distribution.cdf(atom);
      expect(reached < 1 ? distribution.quantile(reached) : atom).toBe(atom);
    }
  });
});
