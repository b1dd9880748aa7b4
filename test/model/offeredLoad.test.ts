import { describe, expect, it } from "vitest";
import { exponential } from "../../src/engine/distributions/exponential.ts";
import { geometric } from "../../src/engine/distributions/geometric.ts";
import { uniform } from "../../src/engine/distributions/uniform.ts";
import { DAY, HOUR } from "../../src/engine/time.ts";
import { stabilityWarnings } from "../../src/experiment/stability.ts";
import { type OfferedLoad, offeredLoads } from "../../src/model/offeredLoad.ts";
import { storeLoads } from "../../src/model/storage/transferLoad.ts";
import type { ArrivalSpec } from "../../src/model/workload/workloadSpec.ts";
import type { WorldSpec } from "../../src/model/worldSpec.ts";
import { stream } from "./workload/madeStream.ts";
import { cap, classic, pool, store, variate, workers, workload, world } from "./worldFixture.ts";

const NO_LIMIT = Number.POSITIVE_INFINITY;

function poisson(rate: number, batch = variate(1)): ArrivalSpec {
  return { kind: "poisson", rate, profile: null, batch, limit: NO_LIMIT };
}

function loadOf(over: Partial<WorldSpec>, system: string, cappedAs: string | null = null): OfferedLoad | undefined {
  return offeredLoads(world(over)).find((load) => load.system === system && load.cappedAs === cappedAs);
}

describe("The offered load", () => {
  it("is rate times service time, in erlangs, beside the workers", () => {
    const workloads = [workload("a", { arrivals: poisson(0.3), service: exponential({ mean: 20 }) })];
    const load = loadOf({ workloads, classic: classic({ fleet: workers(8) }) }, "classic");
    expect(load!.offered).toBeCloseTo(6, 12);
    expect(load!.capacity).toBe(8);
  });

  it("counts batches, tasks and the dispatch delay that holds the slot", () => {
    const arrivals = poisson(0.01, geometric({ mean: 5 }));
    const workloads = [workload("a", { arrivals, service: 10, tasks: 3, pool: "p" })];
    const pools = [pool("p", { vms: 4, slotsPerVm: 2, dispatch: uniform({ min: 2, max: 4 }) })];
    // 0.01 firings x 5 jobs x 3 tasks x (10 + 3)
    const load = loadOf({ workloads, pools }, "p");
    expect(load!.offered).toBeCloseTo(1.95, 12);
    expect(load!.capacity).toBe(8);
  });

  it("counts the slots of a gang, and the speed of the VMs", () => {
    const workloads = [workload("a", { arrivals: poisson(0.1), service: 10, gang: 4, pool: "p" })];
    expect(loadOf({ workloads, pools: [pool("p", { vms: 4, speed: 2 })] }, "p")!.offered).toBeCloseTo(2, 12);
  });

  it("takes the mean of 1 / speed in the classic service, not 1 / its mean", () => {
    const workloads = [workload("a", { arrivals: poisson(0.1), service: 10 })];
    const load = loadOf({ workloads, classic: classic({ speed: [0.5, 2] }) }, "classic");
    expect(load!.offered).toBeCloseTo((2 + 0.5) / 2, 12);
    // Uniform on 1 to 2: E[1/X] = ln 2.
    const smooth = classic({ speed: uniform({ min: 1, max: 2 }) });
    expect(loadOf({ workloads, classic: smooth }, "classic")!.offered).toBeCloseTo(Math.LN2, 6);
  });

  it.each([
    ["a renewal", { kind: "renewal", interval: exponential({ mean: 50 }), batch: variate(1), limit: NO_LIMIT }, 20],
    ["times", { kind: "at", times: [0, 100, 999, 1000, 5000], batch: variate(2), limit: NO_LIMIT }, 6],
    [
      "a cron",
      { kind: "cron", nextAt: (from) => Math.ceil(from / 100) * 100, batch: variate(3), limit: NO_LIMIT },
      10 * 3,
    ],
  ] satisfies [string, ArrivalSpec, number][])("of %s is that of its firings before the end", (_, arrivals, jobs) => {
    const workloads = [workload("a", { arrivals, service: 10 })];
    // Jobs in the 1,000 ticks of the world, each for 10.
    expect(loadOf({ workloads, classic: classic() }, "classic")!.offered).toBeCloseTo((jobs * 10) / 1000, 12);
  });

  it("of a stream is its start-ups and the time of all rows", () => {
    // 9 firings of 2 jobs, and the readings of 4 sensors every 10 ticks.
    const arrivals = stream({ sensorsPerJob: 2, rowTime: 3 });
    const workloads = [workload("s", { arrivals, service: exponential({ mean: 50 }), gang: 2, pool: "p" })];
    const rows = 4 * 100;
    const load = loadOf({ workloads, pools: [pool("p", { vms: 9, speed: 2 })] }, "p");
    expect(load!.offered).toBeCloseTo((2 * (9 * 2 * 50 + rows * 3)) / 2 / 1000, 12);
    const none = [workload("s", { arrivals: stream({ limit: 0, rowTime: 3 }), pool: "p" })];
    expect(loadOf({ workloads: none, pools: [pool("p")] }, "p")!.offered).toBe(0);
  });

  it("of a trace is the work inside the simulated time, to each tenant's system", () => {
    const jobs = {
      count: 4,
      submit: Float64Array.of(-5, 0, 500, 1000),
      service: Float64Array.of(900, 100, 200, 900),
      slots: Int32Array.of(1, 2, 3, 1),
      tenant: Int32Array.of(0, 0, 1, 1),
      tenants: ["x", "y"],
      dropped: {},
    };
    const route = { kind: "byTenant", targets: new Map([["x", "p"]]), otherwise: null } as const;
    const workloads = [{ ...workload("t", { arrivals: { kind: "trace", jobs, limit: NO_LIMIT } }), route }];
    const over = { workloads, pools: [pool("p", { vms: 3 })], classic: classic({ fleet: workers(5) }) };
    expect(loadOf(over, "p")!.offered).toBeCloseTo((100 * 2) / 1000, 12);
    expect(loadOf(over, "classic")!.offered).toBeCloseTo((200 * 3) / 1000, 12);
  });

  it("of a trace leaves out jobs that are wider than the system can ever be: they are rejected", () => {
    const jobs = {
      count: 2,
      submit: Float64Array.of(0, 1),
      service: Float64Array.of(100, 100),
      slots: Int32Array.of(4, 5),
      tenant: Int32Array.of(-1, -1),
      tenants: [],
      dropped: {},
    };
    const trace = { kind: "trace", jobs, limit: NO_LIMIT } as const;
    const inPool = [workload("t", { arrivals: trace, pool: "p" })];
    expect(loadOf({ workloads: inPool, pools: [pool("p", { vms: 2, slotsPerVm: 2 })] }, "p")!.offered).toBeCloseTo(
      0.4,
      12,
    );
    const over = { workloads: [workload("t", { arrivals: trace })] };
    expect(loadOf({ ...over, classic: classic({ fleet: workers(4) }) }, "classic")!.offered).toBeCloseTo(0.4, 12);
    expect(loadOf({ ...over, classic: classic({ fleet: workers(5) }) }, "classic")!.offered).toBeCloseTo(0.9, 12);
  });

  it("adds the background's load to the customer's in the classic service", () => {
    const workloads = [
      workload("a", { arrivals: poisson(0.1), service: 10 }),
      workload("others", { arrivals: poisson(0.2), service: 10, background: true }),
    ];
    expect(loadOf({ workloads, classic: classic() }, "classic")!.offered).toBeCloseTo(3, 12);
  });

  it("averages the workers of a timetable over the day, around midnight too", () => {
    const timetable = [
      { from: 8 * HOUR, workers: 100 },
      { from: 20 * HOUR, workers: 10 },
    ];
    const fleet = { kind: "workers", timetable } as const;
    const workloads = [workload("a", { arrivals: poisson(1), service: 1 })];
    const load = loadOf({ horizon: DAY, workloads, classic: classic({ fleet }) }, "classic");
    expect(load!.capacity).toBeCloseTo((12 * 100 + 12 * 10) / 24, 12);
  });

  it("of an endpoint or a tenant stands beside its cap, in jobs that run at a time", () => {
    const workloads = [
      workload("a", { arrivals: poisson(0.1), service: 10, tenant: "us", endpoint: "x" }),
      workload("b", { arrivals: poisson(0.2), service: 10, tenant: "us", endpoint: "y", gang: 2 }),
    ];
    const capped = classic({
      fleet: workers(99),
      endpointConcurrency: cap({ x: 4 }),
      tenantConcurrency: cap({}, 7),
    });
    const over = { workloads, classic: capped };
    expect(loadOf(over, "classic", "endpoint x")).toEqual({
      system: "classic",
      cappedAs: "endpoint x",
      offered: 1,
      capacity: 4,
    });
    expect(loadOf(over, "classic", "endpoint y")).toBeUndefined();
    expect(loadOf(over, "classic", "tenant us")!.offered).toBeCloseTo(3, 12);
    expect(loadOf(over, "classic", "tenant us")!.capacity).toBe(7);
  });

  it("has no capacity to compare with where no fleet is modelled", () => {
    const workloads = [workload("a", { arrivals: poisson(0.1) })];
    const load = loadOf({ workloads, classic: classic({ fleet: { kind: "unlimited" } }) }, "classic");
    expect(load!.capacity).toBe(Number.POSITIVE_INFINITY);
  });
});

describe("The load of a store", () => {
  const reading = { arrivals: poisson(0.01), service: 10, tasks: 2, store: "s", input: 3000, output: 500, pool: "p" };

  it("is what its tasks read and write, beside its bandwidth, and their requests", () => {
    const spec = world({
      workloads: [workload("a", reading), workload("b", { ...reading, store: "t" })],
      pools: [pool("p", { vms: 4 })],
      stores: [store("s", { bandwidth: 100, requests: 0.05 })],
    });
    // 0.01 jobs of 2 tasks, 3,500 bytes in two requests each.
    expect(storeLoads(spec, () => 0.01)).toEqual([
      { store: "s", offered: 70, capacity: 100, limit: "bandwidth" },
      { store: "s", offered: 0.04, capacity: 0.05, limit: "requests" },
    ]);
    const [warning, ...more] = stabilityWarnings({ ...spec, stores: [store("s", { bandwidth: 70 })] }, () => 0);
    expect(warning).toMatch(
      /^storage s: load is 1\.00 of its bandwidth; .*Raise storage\.s\.bandwidth, or move less\.$/,
    );
    expect(more).toEqual([]);
    expect(stabilityWarnings(spec, () => 0)).toEqual([]);
  });

  it("holds slots for as long as a transfer takes alone, at least", () => {
    const over = (network: number) => ({
      workloads: [workload("a", reading)],
      pools: [pool("p", { vms: 4, slotsPerVm: 2, network })],
      stores: [store("s", { bandwidth: 100, perClient: 50, latency: 4 })],
    });
    // 10 of service, twice 4 of latency, 3,500 bytes at 50, or at half of a VM's 40.
    expect(loadOf(over(NO_LIMIT), "p")!.offered).toBeCloseTo(0.02 * (10 + 8 + 70), 12);
    expect(loadOf(over(40), "p")!.offered).toBeCloseTo(0.02 * (10 + 8 + 175), 12);
  });
});
