import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runScenario } from "../../src/experiment/run.ts";
import { loadScenario } from "../../src/scenario/load.ts";
import { everyPart } from "../golden/resultFiles.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "poolsim-curve-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const OURS = new Set(["steady", "rounds", "wide", "shared"]);

async function run(text: string) {
  const file = join(folder, "scenario.yaml");
  writeFileSync(file, text);
  return runScenario(await loadScenario(file), { jobs: true });
}

describe("the curve of latencies", () => {
  it("has the nearest ranks of the customer's measured jobs, others' apart", async () => {
    const { worlds } = await run(everyPart());
    // 10 minutes of warm-up, then 12 hours, in ticks.
    const [from, end] = [600e6, 43_800e6];
    for (const { world } of worlds) {
      const latencies: number[] = [];
      for (const { workload, state, submitted, ended } of world.jobs ?? []) {
        if (!OURS.has(workload) || state !== "Finished" || submitted < from || submitted >= end) continue;
        latencies.push((ended! - submitted) / 1e6);
      }
      latencies.sort((a, b) => a - b);
      expect(latencies.length).toBeGreaterThan(1000);
      for (const { percent, seconds } of world.latencyCurve) {
        // 98.5% of n is no exact double: the rank is that of a whole number of thousandths.
        const rank = Math.max(1, Math.ceil((Math.round(percent * 10) * latencies.length) / 1000));
        expect({ percent, seconds }).toEqual({ percent, seconds: latencies[rank - 1] });
      }
      const percents = world.latencyCurve.map(({ percent }) => percent);
      expect(percents).toEqual([...percents].sort((a, b) => a - b));
      expect(percents).toEqual(expect.arrayContaining([0, 50, 90, 95, 99, 100]));
    }
  });

  it("is empty where no measured job finished", async () => {
    const { worlds } = await run(`
time: {horizon: 1 min}
workloads: {a: {arrivals: {at: [0 s]}, job: {service: 2 min}, route: p}}
pools: {p: {vms: 1}}`);
    expect(worlds.map(({ world }) => world.latencyCurve)).toEqual([[]]);
  });
});
