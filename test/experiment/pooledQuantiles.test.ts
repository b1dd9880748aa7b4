import { describe, expect, it } from "vitest";
import { SECOND } from "../../src/engine/time.ts";
import type { RunResult } from "../../src/experiment/results.ts";
import { runScenario } from "../../src/experiment/run.ts";
import { load } from "../scenario/scratchFiles.ts";

const HALF_AN_HOUR = 1800 * SECOND;

/** Jobs of two kinds that wait in a pool and in the classic service, by replication some 300 of them. */
async function simulated(replications: number, options: { jobs: boolean }): Promise<RunResult> {
  const scenario = await load(`
name: Two short queues
seed: 3
time: {horizon: 4 h, warmUp: 30 min}
replications: ${replications}
workloads:
  own: {arrivals: {poisson: {rate: 40/h}}, job: {service: {exponential: {mean: 2 min}}}, route: pool}
  others: {arrivals: {poisson: {rate: 60/h}}, job: {service: 90 s}, route: classic}
pools: {pool: {vms: 2}}
classic: {workers: 2}
alternatives: {base: {}}
objectives: ["latency.p99.5 <= 1 h"]
`);
  return runScenario(scenario, { ...options, workers: 2 });
}

describe("pooled quantiles", () => {
  it("are those of the jobs of all replications together", async () => {
    const { summary, worlds } = await simulated(5, { jobs: true });
    const { metrics } = summary.alternatives.base!;
    const jobs = worlds.flatMap(({ world }) => [...world.jobs!]).filter(({ submitted }) => submitted >= HALF_AN_HOUR);
    const latencies = jobs
      .filter(({ state }) => state === "Finished")
      .map(({ submitted, ended }) => ended! - submitted);
    const waits = jobs.filter(({ started }) => started !== null).map(({ submitted, started }) => started! - submitted);
    expect(latencies.length).toBeGreaterThan(1000);
    for (const percent of [50, 90, 95, 99, 99.5]) {
      expect(metrics[`latency.p${percent}`]!.pooled).toBe(nearestRank(latencies, percent) / SECOND);
      expect(metrics[`wait.p${percent}`]!.pooled).toBe(nearestRank(waits, percent) / SECOND);
    }
    const others = Object.keys(metrics).filter((metric) => !/^(wait|latency|slowdown)\.p\d/.test(metric));
    expect(others.some((metric) => metrics[metric]!.pooled !== undefined)).toBe(false);
    // Job by job they are the same.
    expect((await simulated(5, { jobs: false })).summary.alternatives.base!.metrics).toStrictEqual(metrics);
  });

  it("are not told of one replication, whose own they are", async () => {
    const { metrics } = (await simulated(1, { jobs: false })).summary.alternatives.base!;
    expect(Object.values(metrics).some(({ pooled }) => pooled !== undefined)).toBe(false);
  });
});

/** By sorting all of them; percents are of tenths. */
function nearestRank(values: readonly number[], percent: number): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.ceil((percent * 10 * sorted.length) / 1000) - 1]!;
}
