import { describe, expect, it } from "vitest";
import { mmc } from "../../../src/statistics/queueing.ts";
import { withOracles } from "../../shared/oracleFolder.ts";
import type { QueueCase } from "../../theory/queueCase.ts";
import { balancedH2, batches, ERLANG_2, elasticPool, gangs, oneOfTwo, phaseQueue } from "./chains.ts";
import {
  forkJoinWithSetups,
  periodicQueue,
  preemptiveWaits,
  renewalWait,
  restartWait,
  unlimitedSetups,
} from "./closedForms.ts";
import { steadyMeans } from "./markovChain.ts";

/** Relative. Chains are cut off where it is not felt, and swept until they stand still. */
const CLOSE = 1e-6;

describe("a chain's steady state", () => {
  it("of M/M/1 is geometric", () => {
    const [mean, empty] = steadyMeans<readonly [number]>(
      [0],
      ([jobs]) => [
        ...(jobs < 100 ? [[0.5, [jobs + 1]] as const] : []),
        ...(jobs > 0 ? [[1, [jobs - 1]] as const] : []),
      ],
      ([jobs]) => jobs,
      ([jobs]) => (jobs === 0 ? 1 : 0),
    );
    expect(mean).toBeCloseTo(1, 9);
    expect(empty).toBeCloseTo(0.5, 9);
  });

  it("of gangs that all need one server is that of M/M/c", () => {
    expect(gangs([1, 0.6], [1, 1], 2, 150) / mmc(1.6, 1, 2).meanWait - 1).toBeLessThan(CLOSE);
  });
});

withOracles<readonly QueueCase<unknown>[]>("queueing.json", (all) => {
  const exact = (id: string, figure: string): number => all.find((each) => each.id === id)!.expected[figure]!;
  it.each<[string, string, () => number]>([
    ["mE2c_c2_rho0.8", "E_W", () => phaseQueue(1.6, 2, ERLANG_2, 150)[0]],
    ["mH2c_c2_rho0.8", "P_wait", () => phaseQueue(1.6, 2, balancedH2(4), 300)[1]],
    ["tenantmix_shared10", "E_W", () => phaseQueue(8, 10, oneOfTwo(0.8, 0.5, 3), 160)[0]],
    ["gang_c4_g1_2_lam1_0.5", "E_Q", () => 1.5 * gangs([1, 0.5], [1, 2], 4, 150)],
    ["batch_fixed10_c1_nu0.08", "E_W", () => batches(0.08, 10, 1, 1000)],
    [
      "batch_setup_B5_c5_nu0.4_d3_off0",
      "E_setup",
      () => elasticPool({ rate: 0.4, batch: 5, max: 5, setup: 3, most: 150 })[2],
    ],
    [
      "mmc_setup_c5_lam2.5_d5_off5_keep",
      "E_on",
      () => elasticPool({ rate: 2.5, max: 5, setup: 5, idle: 5, keep: true, most: 100 })[1],
    ],
    [
      "spot_autoscale_min2_max8_lam3_xi0.02",
      "E_on",
      () => elasticPool({ rate: 3, min: 2, max: 8, setup: 3, idle: 5, lost: 0.02, most: 100 })[1],
    ],
    [
      "breakdown_c8_lam4_xi0.05_d2",
      "E_nonservice_time",
      () => elasticPool({ rate: 4, min: 8, max: 8, setup: 2, lost: 0.05, most: 150 })[0],
    ],
    ["restart_D1_xi0.1_R0.5", "E_W", () => restartWait(0.5433332539871454, 0.1, 0.5).wait],
    ["dmc_c12_T0.1", "E_W", () => renewalWait((s) => Math.exp(-0.1 * s), 12)[0]],
    ["mminf_setup_lam50_d10", "E_setup", () => unlimitedSetups(50, 10)],
    ["forkjoin_expsetup_N100_c10_d5", "makespan_mean", () => forkJoinWithSetups(100, 10, 5)],
    [
      "mt_mc_c10_12x8_12x2",
      "arrival_avg_E_W",
      () =>
        periodicQueue(
          [8, 2].map((rate) => ({ duration: 12, rate })),
          10,
          { most: 60 },
        ) / 5,
    ],
    ["prio_pr_c4_1_1_1", "E_nonservice", () => preemptiveWaits([1, 1, 1], 4)[2]!],
  ])("%s: %s is that of the validation page's own theory", (id, figure, theory) => {
    const told: unknown = exact(id, figure);
    const expected = Array.isArray(told) ? (told as number[]).at(-1)! : (told as number);
    // The rule of integration of a period is off by some parts in a million.
    expect(Math.abs(theory() / expected - 1)).toBeLessThan(id.startsWith("mt_") ? 1e-5 : CLOSE);
  });
});
