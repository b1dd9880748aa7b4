import { describe, expect, it } from "vitest";
import { exponential } from "../../../src/engine/distributions/exponential.ts";
import { HOUR, SECOND } from "../../../src/engine/time.ts";
import { pool, run, seconds, variate, workload } from "../worldFixture.ts";

describe("The bill of a pool", () => {
  const words = { vms: 2, provisioning: 60 * SECOND, pricePerHour: 140_000 } as const;

  it.each([
    ["fromReady", 3540],
    ["fromAllocation", 3600],
  ] as const)("%s has %d s of each VM", (billing, each) => {
    const ran = run({ horizon: HOUR, pools: [pool("p", { ...words, billing })] });
    expect(ran.result.vms.map(({ billed, idle }) => [billed, idle])).toEqual([
      [each * SECOND, each * SECOND],
      [each * SECOND, each * SECOND],
    ]);
    expect(ran.value("computeHours.billed")).toBeCloseTo((2 * each) / 3600, 12);
    // To the micro-dollar: 2 x 3540 / 3600 x 0.14 is 0.27533...
    expect(ran.value("cost.total")).toBe(billing === "fromReady" ? 0.275333 : 0.28);
    expect(ran.value("vms.mean")).toBeCloseTo((2 * each) / 3600, 12);
  });

  it.each([
    ["fromReady", 3570],
    ["fromAllocation", 3600],
  ] as const)("%s is clipped to the window: %d s", (billing, each) => {
    const ran = run({ warmUp: 30 * SECOND, horizon: HOUR, pools: [pool("p", { ...words, billing })] });
    expect(ran.result.vms.map(({ billed }) => billed / SECOND)).toEqual([each, each]);
    expect(ran.value("vms.provisioning")).toBeCloseTo((2 * 30) / 3600, 12);
  });

  it.each([
    [2, 24, 0],
    [2, 24, 10],
    [2, 24, 1000],
    [4, 12, 0],
    [4, 12, 10],
    [4, 12, 1000],
  ])("of %d VMs for %d h is 48 compute-hours exactly, for %d jobs", (vms, hours, jobs) => {
    const interval = exponential({ mean: (hours * HOUR) / (jobs + 1) });
    const arrivals = { kind: "renewal", interval, batch: variate(1), limit: jobs } as const;
    const ran = run({
      horizon: hours * HOUR,
      pools: [pool("p", { vms, pricePerHour: 140_000 })],
      workloads: [workload("a", { arrivals, service: exponential({ mean: HOUR / 3 }), pool: "p" })],
    });
    expect([ran.value("computeHours.billed"), ran.value("cost.total")]).toEqual([48, 6.72]);
    expect(ran.value("computeHours.busy")! + ran.value("computeHours.idle")!).toBeCloseTo(48, 12);
  });

  it("has no cost where no price is told", () => {
    const pools = [pool("p", { pricePerHour: null }), pool("q", { pricePerHour: 5 })];
    const ran = run({ horizon: HOUR, pools });
    expect(["cost.total", "byPool.p.cost.total", "byPool.q.cost.total"].map(ran.value)).toEqual([null, null, 5e-6]);
  });

  it("tells cost per job and day, and what share of the hours was worked", () => {
    const ran = run({
      horizon: 12 * HOUR,
      pools: [pool("p", { pricePerHour: 1_000_000 })],
      workloads: [workload("a", { at: [0, HOUR, 2 * HOUR], service: HOUR, pool: "p" })],
    });
    expect(["cost.total", "cost.perJob", "cost.perDay", "utilisation"].map(ran.value)).toEqual([12, 4, 24, 0.25]);
  });
});

describe("The VMs' figures", () => {
  it("are mean and peak of those billed, and mean of those being provisioned", () => {
    const ran = run({ horizon: 100 * SECOND, pools: [pool("p", { vms: 2, provisioning: seconds(20, 60) })] });
    expect(ran.value("vms.mean")).toBeCloseTo(1.2, 12);
    expect(ran.value("vms.peak")).toBe(2);
    expect(ran.value("vms.provisioning")).toBeCloseTo(0.8, 12);
  });

  it("say for which share of the time jobs waited though the pool could not grow, in any pool and in each", () => {
    const ran = run({
      horizon: 20,
      pools: [pool("p"), pool("q", { provisioning: 8 })],
      workloads: [
        workload("a", { at: [0, 4], service: [10, 2], pool: "p" }),
        workload("b", { at: [3], service: 1, pool: "q" }),
      ],
    });
    // p: 4 to 10; q: 3 to 8; either: 3 to 10.
    expect(["byPool.p.atLimit", "byPool.q.atLimit", "atLimit"].map(ran.value)).toEqual([0.3, 0.25, 0.35]);
  });
});
