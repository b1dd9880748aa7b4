import { describe, expect, it } from "vitest";
import { headroomOf } from "../../../src/experiment/plan/headroom.ts";
import { planScenario } from "../../../src/experiment/plan/plan.ts";
import { mmc } from "../../../src/statistics/queueing.ts";
import { load, TEN_LINES } from "../../scenario/scratchFiles.ts";

describe("the largest multiple of a load", () => {
  it.each([
    { met: 100, missed: 101 },
    { met: 137, missed: 139 },
    { met: 260, missed: 431 },
    { met: 1999, missed: 2000 },
  ])("is found between $met, which does, and $missed, which does not, each asked once", async ({ met, missed }) => {
    const asked: number[] = [];
    const found = await headroomOf(async (at) => {
      asked.push(at);
      return at <= met ? "met" : at >= missed ? "missed" : "undecided";
    }, 100);
    expect(found).toEqual({ meets: met / 100, misses: missed / 100 });
    expect(new Set(asked).size).toBe(asked.length);
    // Doubled steps from 10 to 1,900 and halves of the last, for each of the two ends.
    expect(asked.length).toBeLessThanOrEqual(2 * (8 + 11));
  });

  it("ends at twenty times, where nothing is missed", async () => {
    expect(await headroomOf(async () => "met", 100)).toEqual({ meets: 20, misses: null });
    expect(await headroomOf(async (at) => (at <= 150 ? "met" : "undecided"), 110)).toEqual({
      meets: 1.5,
      misses: null,
    });
  });
});

describe("the headroom of the ten lines, in which nothing is random", () => {
  // 160 turns of 90 s fit into 4 h: c VMs take 160 c jobs. 32 take 5,120, 1.024 times 5,000; 5,500 take 35, which take 5,600.
  it("is exact, and what a tenth more takes too", async () => {
    const { plan } = await planScenario(await load(TEN_LINES));
    expect(plan.headroom).toEqual({ meets: 1.02, misses: 1.03, note: null });
    expect(plan.quota).toMatchObject({
      today: null,
      needs: { pools: 1, vmsPerPool: 32, cores: null },
      ask: {
        headroom: 0.1,
        configuration: { "pools.scoring.vms": 35 },
        needs: { pools: 1, vmsPerPool: 35, cores: null },
        carries: 1.12,
      },
    });
  });

  // 6,250 jobs take 39.06 VMs.
  it("is asked for by its share", async () => {
    const set = ["account={maxVmsPerPool: 36, maxCores: 60}", "pools.scoring.vmSize={cores: 2}"];
    const { plan } = await planScenario(await load(TEN_LINES, { set }), { headroom: 0.25 });
    expect(plan.quota).toMatchObject({
      today: { pools: null, vmsPerPool: 36, cores: 60 },
      needs: { pools: 1, vmsPerPool: 32, cores: 64 },
      ask: { needs: { pools: 1, vmsPerPool: 40, cores: 80 }, carries: 1.28 },
    });
  });

  it("needs no other answer where the first has enough of it", async () => {
    const { plan } = await planScenario(await load(TEN_LINES), { headroom: 0.02 });
    expect(plan.quota.ask).toMatchObject({ configuration: plan.configuration, carries: 1.02 });
  });

  it("is not known for a load that has no multiple, nor where there is no answer", async () => {
    const csv = `name: replay
workloads: {a: {arrivals: {renewal: {interval: {empirical: {csv: scenario.csv, column: gap}}}}, job: {service: 1 s}, route: p}}
pools: {p: {vms: 1}}
objectives: ["wait.mean <= 1 h"]
plan: {choose: {pools.p.vms: [1, 2]}}
time: {horizon: 1 h}
`;
    const { writeFileSync } = await import("node:fs");
    const { scratch } = await import("../../scenario/scratchFiles.ts");
    const { loadScenario } = await import("../../../src/scenario/load.ts");
    const folder = scratch({ "scenario.yaml": csv });
    writeFileSync(`${folder}/scenario.csv`, "gap\n5\n7\n");
    const { plan } = await planScenario(await loadScenario(`${folder}/scenario.yaml`));
    expect(plan.headroom).toEqual({
      meets: null,
      misses: null,
      note: "the load of a is recorded, and has no multiple",
    });
    const none = await planScenario(await load(TEN_LINES, { set: ["plan={choose: {pools.scoring.vms: [3, 4]}}"] }));
    expect([none.plan.headroom, none.plan.quota.needs]).toEqual([null, null]);
  });
});

describe("the headroom of M/M/c", () => {
  it("is that of Erlang's C formula, within what ten replications can tell", { timeout: 120_000 }, async () => {
    // 6/min of 1 min on 9 servers: the mean wait passes 12 s at the load that the formula tells.
    const text = `
time: {warmUp: 2 h, horizon: 30 h}
workloads: {a: {arrivals: {poisson: {rate: 6/min}}, job: {service: {exponential: {mean: 1 min}}}, route: p}}
pools: {p: {vms: 9}}
objectives: ["wait.mean <= 12 s"]
plan: {choose: {pools.p.vms: [9]}}
`;
    let edge = 1;
    while (mmc(6 * (edge + 0.001), 1, 9).meanWait * 60 <= 12) edge += 0.001;
    expect(edge).toBeGreaterThan(1.1);
    const { plan } = await planScenario(await load(text), { headroom: null });
    expect(plan.headroom).toBe(null);
    const { headroom, quota } = (await planScenario(await load(text), { headroom: 0.05 })).plan;
    expect(headroom!.meets).toBeLessThanOrEqual(edge + 0.005);
    expect(headroom!.misses).toBeGreaterThan(edge - 0.005);
    // 40 replications of 10,800 jobs know a mean wait of 12 s to less than 1 s; it grows by 0.6 s a hundredth of load.
    expect(headroom!.misses! - headroom!.meets!).toBeLessThanOrEqual(0.04);
    expect(quota.ask?.configuration).toEqual({ "pools.p.vms": 9 });
  });
});
