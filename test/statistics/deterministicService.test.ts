import { describe, expect, it } from "vitest";
import { lowerGamma } from "../../src/engine/special/regularisedGamma.ts";
import { mdc } from "../../src/statistics/deterministicService.ts";
import { mg1, mmc } from "../../src/statistics/queueing.ts";
import { withOracles } from "../shared/oracleFolder.ts";
import { expectClose } from "./expectClose.ts";

interface QueueCase {
  readonly id: string;
  readonly model: string;
  readonly params: { readonly lam: number; readonly S: number; readonly c: number };
  readonly expected: Readonly<Record<string, number>>;
}

/**
 * M/D/c by another way: every c-th job meets the same server, whose waits are the maximum of a random walk of steps
 * D - Gamma(c); Spitzer's identity (1956) sums the positive parts of its places after n steps.
 */
function bySpitzer(load: number, servers: number): { waitProbability: number; meanWait: number } {
  let chances = 0;
  let meanWait = 0;
  for (let n = 1; n < 100_000; n += 1) {
    const shape = n * servers;
    const below = lowerGamma(shape, n * load);
    // E (x - G)+ = x P(a, x) - a P(a + 1, x), G a gamma variate of shape a, in mean gaps between arrivals.
    const excess = n * load * below - shape * lowerGamma(shape + 1, n * load);
    chances += below / n;
    meanWait += excess / n / load;
    if (below < 1e-17) return { waitProbability: -Math.expm1(-chances), meanWait };
  }
  throw new Error("the series is too long");
}

describe("M/D/c", () => {
  withOracles<readonly QueueCase[]>("queueing.json", (cases) => {
    const families = cases.filter(({ model }) => model === "M/D/c");
    it("has cases", () => {
      expect(families.length).toBeGreaterThan(0);
    });

    it.each(families)("is exact for $id", ({ params, expected }) => {
      const queue = mdc(params.lam, params.S, params.c);
      expectClose(queue.waitProbability, expected.P_wait);
      expectClose(queue.meanWait, expected.E_W);
      expectClose(queue.meanQueue, expected.E_Q);
      expectClose(queue.utilisation, expected.util);
    });
  });

  it.each([
    [1, 0.5],
    [2, 0.3],
    [3, 0.95],
    [7, 0.8],
    [40, 0.97],
    [200, 0.9],
  ])("with %d servers at %d is what Spitzer's identity gives", (servers, utilisation) => {
    const queue = mdc(utilisation * servers, 1, servers);
    const series = bySpitzer(utilisation * servers, servers);
    expectClose(queue.meanWait, series.meanWait, 1e-10);
    expectClose(queue.waitProbability, series.waitProbability, 1e-10);
  });

  it("is Pollaczek and Khinchine's for one server, in any unit of time", () => {
    expectClose(mdc(0.9 / 60, 60, 1).meanWait, mg1(0.9 / 60, 60, 3600).meanWait);
  });

  it("waits about half as long as M/M/c near full load", () => {
    expectClose(mdc(0.9999 * 20, 1, 20).meanWait / mmc(0.9999 * 20, 1, 20).meanWait, 0.5, 1e-3);
  });

  it("has no waiting without arrivals, and no end of it at full load", () => {
    expect(mdc(0, 1, 3)).toStrictEqual({ waitProbability: 0, meanWait: 0, meanQueue: 0, utilisation: 0 });
    expect(mdc(3, 1, 3).meanWait).toBe(Number.POSITIVE_INFINITY);
  });

  it("is never below 0 where nobody waits", () => {
    const { meanWait, waitProbability } = mdc(100, 1, 400);
    expect([meanWait, waitProbability].every((value) => value >= 0 && value < 1e-12)).toBe(true);
  });
});
