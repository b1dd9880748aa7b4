import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { KEEPS_NOTHING } from "../../../src/experiment/sweep/cellStore.ts";
import { tornado } from "../../../src/experiment/sweep/tornado.ts";
import type { LoadOptions } from "../../../src/scenario/load.ts";

/** Jobs that never meet: a latency is a service time, and 10 VMs for a day cost 24 x 10 x 0.1 = 24. */
const SCENARIO = `name: Known by hand
replications: 2
time: {horizon: 1 d}
workloads: {jobs: {arrivals: {renewal: {interval: 10 min}}, job: {service: 100 s}, route: own}}
pools: {own: {vms: 10, vmSize: {price: 0.1 USD/h}, deprovisioning: 5 min}}
`;

let home = "";
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), "poolsim-tornado-"));
  writeFileSync(join(home, "study.yaml"), SCENARIO);
});
afterAll(() => rmSync(home, { recursive: true }));

async function changed(by: number, load: LoadOptions = {}) {
  const options = { limit: 100, against: "latency.p95", command: "sweep --tornado", store: KEEPS_NOTHING, by };
  const { result } = await tornado(join(home, "study.yaml"), load, options);
  const of = (path: string, metric: string) =>
    result.cells
      .filter((cell) => cell.path === path)
      .map(({ value, changes }) => [value, Number(changes[metric]!.difference!.toFixed(9))]);
  return { ...result, of };
}

describe("a tornado", () => {
  it("changes each number alone, and ranks what moves cost and latency by the paired differences", async () => {
    const { of, ranking, metrics } = await changed(0.2);
    expect(metrics).toEqual(["cost.total", "latency.p95"]);
    expect(of("pools.own.vms", "cost.total")).toEqual([
      [8, -4.8],
      [12, 4.8],
    ]);
    expect(of("pools.own.vmSize.price", "cost.total")).toEqual([
      ["0.08 USD/h", -4.8],
      ["0.12 USD/h", 4.8],
    ]);
    expect(of("workloads.jobs.job.service", "latency.p95")).toEqual([
      ["80 s", -20],
      ["120 s", 20],
    ]);
    // Half as fast again: 100 / 0.8 and 100 / 1.2.
    expect(of("pools.own.vmSize.speed", "latency.p95")).toEqual([
      [0.8, 25],
      [1.2, Number((100 / 1.2 - 100).toFixed(6))],
    ]);
    // One slot: a fifth less is none, which the format refuses; a fifth more is two.
    expect(of("pools.own.slotsPerVm", "latency.p95")).toEqual([[2, 0]]);
    expect(ranking).toEqual([
      { alternative: "base", metric: "cost.total", paths: ["pools.own.vms", "pools.own.vmSize.price"] },
      { alternative: "base", metric: "latency.p95", paths: ["pools.own.vmSize.speed", "workloads.jobs.job.service"] },
    ]);
  });

  it("goes as far as it is told, and where the sweep says", async () => {
    const { of } = await changed(0.5, { set: ["sweep.pools.own.vms=[9, 10, 15]"] });
    expect(of("pools.own.vms", "cost.total")).toEqual([
      [9, -2.4],
      [15, 12],
    ]);
    expect(of("workloads.jobs.job.service", "latency.p95")).toEqual([
      ["50 s", -50],
      ["150 s", 50],
    ]);
  });
});
