import { describe, expect, it } from "vitest";
import { mmc } from "../../src/statistics/queueing.ts";
import { mmcSetup } from "../../src/statistics/setupQueue.ts";
import { mg1Setup } from "../../src/statistics/singleServerSetup.ts";
import { withOracles } from "../shared/oracleFolder.ts";
import { expectClose } from "./expectClose.ts";

interface QueueCase {
  readonly id: string;
  readonly model: string;
  readonly params: Readonly<Record<string, number>> & { readonly timer_rule?: "surplus" | "all" };
  readonly expected: Readonly<Record<string, number>>;
}

withOracles<readonly QueueCase[]>("queueing.json", (cases) => {
  const chains = cases.filter(
    ({ id, params }) => id.startsWith("autoscale_") || (id.startsWith("mmc_setup_") && params.cancel === 1),
  );
  const singles = cases.filter(({ id }) => id.startsWith("mg1setup_") || id.startsWith("md1setup_"));

  it("has cases of the families that are checked here", () => {
    expect(chains.length).toBeGreaterThan(0);
    expect(singles.length).toBeGreaterThan(0);
  });

  describe("M/M/c with setup, cancelling what is not wanted any more", () => {
    it.each(chains)("is exact for $id", ({ params, expected }) => {
      const pool = mmcSetup({
        arrivalRate: params.lam!,
        meanService: 1,
        min: params.min ?? 0,
        max: params.max ?? params.c!,
        meanSetup: params.mean_setup_exp ?? params.setup_mean_exp!,
        meanIdleTimeout: params.mean_idle_timeout_exp ?? params.idle_timeout_exp!,
        timers: params.timer_rule ?? "surplus",
      });
      expectClose(pool.meanWait, expected.E_W);
      expectClose(pool.waitProbability, expected.P_wait);
      expectClose(pool.meanInSystem, expected.E_N);
      expectClose(pool.meanOn, expected.E_on);
      expectClose(pool.meanIdle, expected.E_idle_on);
      expectClose(pool.meanSettingUp, expected.E_setup);
    });
  });

  describe("M/G/1 with setup", () => {
    it.each(singles)("is exact for $id", ({ id, params, expected }) => {
      const mean = params.setup_mean ?? params.setup!;
      const squares = id.includes("_exp") ? 2 : 1;
      const secondMoment = id.startsWith("md1") ? 1 : 2;
      const setup = { mean, secondMoment: squares * mean * mean };
      const server = mg1Setup(params.lam!, { mean: 1, secondMoment }, setup, params.idle_timeout!);
      expectClose(server.meanWait, expected.E_W);
      expectClose(server.waitProbability, expected.P_wait);
      expectClose(server.meanOn, expected.E_on);
      expectClose(server.meanSettingUp, expected.E_setup);
    });
  });
});

const POOL = { arrivalRate: 3, meanService: 1, min: 0, max: 5, meanSetup: 4, meanIdleTimeout: 0, timers: "surplus" };

describe("M/M/c with setup", () => {
  const pool = (changes: object) => mmcSetup({ ...POOL, ...changes } as Parameters<typeof mmcSetup>[0]);

  it("is M/M/c where all servers stay", () => {
    const always = pool({ min: 5, meanIdleTimeout: 2 });
    expectClose(always.meanWait, mmc(3, 1, 5).meanWait);
    expect([always.meanOn, always.meanSettingUp]).toStrictEqual([5, 0]);
  });

  it("is the closed form for one server that goes at once", () => {
    const one = pool({ arrivalRate: 0.7, max: 1 });
    const closed = mg1Setup(0.7, { mean: 1, secondMoment: 2 }, { mean: 4, secondMoment: 32 }, 0);
    expectClose(one.meanWait, closed.meanWait);
    expectClose(one.meanSettingUp, closed.meanSettingUp);
  });

  it("without a limit sets up as many as Gandhi, Harchol-Balter and Adan (2010) found", () => {
    // P(j in setup) is in proportion to the product of lambda / (lambda + l alpha) over l = 1..j, alpha = 1 / mean setup.
    let weight = 1;
    let total = 1;
    let mean = 0;
    for (let j = 1; j < 200; j += 1) {
      weight *= 3 / (3 + j / 4);
      total += weight;
      mean += j * weight;
    }
    expectClose(pool({ max: 60 }).meanSettingUp, mean / total);
    expectClose(pool({ max: 60 }).meanWait, mean / total / 3);
  });

  it("has the load's servers busy, whatever its timers", () => {
    for (const timers of ["surplus", "all"]) {
      const { meanOn, meanIdle } = pool({ min: 2, max: 9, meanIdleTimeout: 3, timers });
      expectClose(meanOn - meanIdle, 3);
    }
  });

  it("keeps Little's law between jobs and latency", () => {
    const { meanInSystem, meanWait } = pool({ min: 1, max: 12, meanIdleTimeout: 7, timers: "all" });
    expectClose(meanInSystem, 3 * (meanWait + 1));
  });

  it.each([
    { arrivalRate: 5 },
    { arrivalRate: 0 },
    { min: 6 },
    { min: 0.5 },
    { max: 0 },
    { meanSetup: 0 },
    { meanIdleTimeout: -1 },
  ])("refuses %o", (changes) => {
    expect(() => pool(changes)).toThrow(RangeError);
  });
});

describe("M/G/1 with setup", () => {
  it("is M/G/1 where the server never goes, or is ready at once", () => {
    const service = { mean: 1, secondMoment: 3 };
    const always = 0.5 * (3 / (2 * 0.5));
    expectClose(mg1Setup(0.5, service, { mean: 9, secondMoment: 100 }, 1e9).meanWait, always);
    expectClose(mg1Setup(0.5, service, { mean: 0, secondMoment: 0 }, 0).meanWait, always);
  });

  it("refuses a negative timeout", () => {
    expect(() => mg1Setup(0.5, { mean: 1, secondMoment: 2 }, { mean: 1, secondMoment: 1 }, -1)).toThrow(RangeError);
  });
});
