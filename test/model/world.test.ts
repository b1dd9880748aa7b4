import { describe, expect, it } from "vitest";
import { exponential } from "../../src/engine/distributions/exponential.ts";
import type { ArrivalSpec } from "../../src/model/workload/workloadSpec.ts";
import { runWorld } from "../../src/model/world.ts";
import type { JobRow, WorldResult } from "../../src/model/worldResult.ts";
import type { WorldSpec } from "../../src/model/worldSpec.ts";
import { classic, pool, run, variate, workers, workload, world } from "./worldFixture.ts";

function poisson(rate: number): ArrivalSpec {
  return { kind: "poisson", rate, profile: null, batch: variate(1), limit: Number.POSITIVE_INFINITY };
}

/** All that a result holds, its job records listed. */
function contents(result: WorldResult): unknown {
  return { ...result, jobs: [...(result.jobs ?? [])] };
}

describe("At the end of the horizon", () => {
  it("tasks complete, jobs time out and VMs become ready; nothing is dispatched and nobody arrives", () => {
    const ran = run({
      horizon: 100,
      pools: [pool("p", { vms: 2, provisioning: [0, 100] }), pool("q")],
      workloads: [
        workload("a", { at: [0, 50, 100], service: 100, pool: "p" }),
        workload("b", { at: [40], service: 500, timeout: 60, pool: "q" }),
      ],
    });
    expect(ran.jobs.map(({ workload: name, started, ended, state }) => [name, started, ended, state])).toEqual([
      ["a", 0, 100, "Finished"],
      ["b", 40, 100, "Cancelled"],
      ["a", null, null, "NotStarted"],
    ]);
    expect(ran.result.vms.map(({ ready }) => ready)).toEqual([0, 100, 0]);
  });

  it("a VM that becomes ready then is no VM of the window", () => {
    const ran = run({ horizon: 100, pools: [pool("p", { provisioning: 100 })] });
    expect([ran.value("vms.peak"), ran.value("vms.mean"), ran.value("computeHours.billed")]).toEqual([0, 0, 0]);
  });

  it("the clock stands there, though nothing happened for long", () => {
    const { result } = run({ horizon: 100, classic: classic(), workloads: [workload("a", { at: [1] })] });
    expect([result.stop, result.clock]).toEqual(["horizon", 100]);
  });

  it("jobs that run or wait are told as such, without parts", () => {
    const workloads = [workload("a", { at: [0, 0], service: 500 })];
    const { jobs } = run({ horizon: 100, classic: classic(), workloads });
    expect(
      jobs.map(({ started, ended, state, held, queued, service }) => [started, ended, state, held, queued, service]),
    ).toEqual([
      [0, null, "Running", null, null, null],
      [null, null, "NotStarted", null, null, null],
    ]);
  });
});

describe("A draining world", () => {
  it("goes on beyond its end until the last job's end, without further arrivals", () => {
    const workloads = [workload("a", { at: [0, 50, 100, 120], service: 80 })];
    const { result, jobs } = run({ horizon: 100, drain: true, classic: classic(), workloads });
    expect(jobs.map((job) => [job.started, job.ended])).toEqual([
      [0, 80],
      [80, 160],
    ]);
    expect([result.stop, result.clock]).toEqual(["drained", 160]);
  });

  it("stops its clock at the last job's end when that is before its end", () => {
    const workloads = [workload("a", { at: [3], service: 4, pool: "p" })];
    const ran = run({ drain: true, workloads, pools: [pool("p", { vms: 2, provisioning: [0, 500] })] });
    expect(ran.result.clock).toBe(7);
    expect(ran.result.vms.map(({ ready, billed }) => [ready, billed])).toEqual([
      [0, 7],
      [null, 0],
    ]);
  });

  it("stops at the last job's end, though a later firing is due that brings nobody", () => {
    const workloads = [workload("a", { at: [0, 500], batch: [1, 0], service: 5 })];
    expect(run({ drain: true, classic: classic(), workloads }).result.clock).toBe(5);
  });

  it("has the same figures whether job records are kept or not, skipped background jobs included", () => {
    const spec = world({
      drain: true,
      pools: [pool("p", { pricePerHour: 3_600_000_000 })],
      classic: classic(),
      workloads: [workload("a", { at: [0], service: 10, pool: "p" }), workload("o", { at: [700], background: true })],
    });
    const kept = runWorld(spec, { replication: 0, jobs: true, audit: true });
    const plain = runWorld(spec, { replication: 0, jobs: false, audit: false });
    expect([kept.clock, plain.clock]).toEqual([10, 10]);
    expect(kept.metrics).toEqual(plain.metrics);
  });
});

describe("Keeping job records", () => {
  it("changes no delay taken in turn, though skipped background jobs are then numbered", () => {
    const spec = world({
      pools: [pool("p", { dispatch: [1, 50] })],
      classic: classic(),
      workloads: [workload("a", { at: [10, 20], pool: "p" }), workload("o", { at: [0], background: true })],
    });
    const kept = runWorld(spec, { replication: 0, jobs: true, audit: true });
    const plain = runWorld(spec, { replication: 0, jobs: false, audit: false });
    expect(kept.metrics).toEqual(plain.metrics);
  });
});

describe("A world", () => {
  const busy: Partial<WorldSpec> = {
    horizon: 20_000,
    warmUp: 1000,
    classic: classic({ fleet: workers(3), dispatch: exponential({ mean: 5 }), speed: exponential({ mean: 1 }) }),
    pools: [pool("p", { vms: 3, provisioning: exponential({ mean: 300 }), dispatch: exponential({ mean: 3 }) })],
    workloads: [
      workload("a", { arrivals: poisson(0.01), service: exponential({ mean: 100 }), pool: "p" }),
      workload("b", { arrivals: poisson(0.02), service: exponential({ mean: 100 }) }),
    ],
  };

  it("is the same again for the same seed and replication", () => {
    expect(contents(run(busy, 3).result)).toEqual(contents(run(busy, 3).result));
  });

  it("differs between replications and between seeds", () => {
    const [first] = run(busy, 0).jobs;
    expect(run(busy, 1).jobs[0]!.submitted).not.toBe(first!.submitted);
    expect(run({ ...busy, seed: 2 }, 0).jobs[0]!.submitted).not.toBe(first!.submitted);
  });

  it("stops at its cap of events", () => {
    const result = runWorld(world(busy), { replication: 0, jobs: false, audit: true, eventCap: 100 });
    expect([result.stop, result.events]).toEqual(["eventCap", 100]);
  });

  it("without a job or a system is an empty one", () => {
    const ran = run({});
    expect([ran.value("jobs.submitted"), ran.value("wait.mean"), ran.value("makespan")]).toEqual([0, null, null]);
  });

  it("warns of jobs of a trace that it leaves out, and of lines that gave none", () => {
    const jobs = {
      count: 2,
      submit: Float64Array.of(5, 2000),
      service: Float64Array.of(1, 1),
      slots: Int32Array.of(1, 1),
      tenant: Int32Array.of(-1, -1),
      tenants: [],
      dropped: { "no duration": 7, "no slots": 0 },
    };
    const arrivals = { kind: "trace", jobs, limit: Number.POSITIVE_INFINITY } as const;
    const { result } = run({ classic: classic(), workloads: [workload("t", { arrivals })] });
    expect(result.warnings).toHaveLength(2);
    expect(result.warnings[0]).toMatch(/t: .*\b1\b/);
    expect(result.warnings[1]).toMatch(/t: .*\b7\b.*no duration/);
  });
});

describe("The alternatives of a scenario", () => {
  const customer = { arrivals: poisson(0.02), service: exponential({ mean: 100 }) };
  const dispatched = { tasks: [1, 3], dispatch: exponential({ mean: 4 }) };
  const others = workload("others", { arrivals: poisson(0.05), service: exponential({ mean: 80 }), background: true });
  const second = workload("second", { ...customer, service: exponential({ mean: 30 }), pool: "q" });
  const rest = {
    horizon: 20_000,
    drain: true,
    classic: classic({ fleet: workers(12), dispatch: dispatched.dispatch }),
  };

  const inClassic = run({ ...rest, workloads: [workload("a", customer), second, others], pools: [pool("q")] });
  const inPool = run({
    ...rest,
    workloads: [workload("a", { ...customer, pool: "p" }), second, others],
    pools: [pool("q"), pool("p", { vms: 4, provisioning: exponential({ mean: 900 }), dispatch: dispatched.dispatch })],
  });
  const ofWorkload = (jobs: readonly JobRow[], name: string) => jobs.filter((job) => job.workload === name);

  it("are fed the same jobs: submitted, service time and number, though a pool's world skips the background", () => {
    const fed = (jobs: readonly JobRow[]) => jobs.map(({ job, submitted, service }) => ({ job, submitted, service }));
    expect(ofWorkload(inPool.jobs, "others")).toEqual([]);
    expect(ofWorkload(inClassic.jobs, "others").length).toBeGreaterThan(500);
    expect(fed(ofWorkload(inPool.jobs, "a"))).toEqual(fed(ofWorkload(inClassic.jobs, "a")));
  });

  it("leave alone a workload that both send to the same pool", () => {
    expect(ofWorkload(inPool.jobs, "second")).toEqual(ofWorkload(inClassic.jobs, "second"));
  });

  it("wait for the background in the classic service only", () => {
    const alone = run({ ...rest, workloads: [workload("a", customer), second], pools: [pool("q")] });
    expect(inClassic.value("byWorkload.a.wait.mean")).toBeGreaterThan(alone.value("byWorkload.a.wait.mean")!);
    expect(inClassic.value("jobs.submitted")).toBe(alone.value("jobs.submitted"));
  });

  it("have the same delays at dispatch for the same job, in whichever system it is", () => {
    const delays = (jobs: readonly JobRow[]) => ofWorkload(jobs, "a").map((job) => job.dispatch);
    expect(delays(inPool.jobs)).toEqual(delays(inClassic.jobs));
  });
});
