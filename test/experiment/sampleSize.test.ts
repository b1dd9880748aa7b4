import { describe, expect, it } from "vitest";
import { exponential } from "../../src/engine/distributions/exponential.ts";
import { independentUnits } from "../../src/experiment/independentUnits.ts";
import { sampleSizeWarnings } from "../../src/experiment/sampleSize.ts";
import type { WorkloadSpec } from "../../src/model/workload/workloadSpec.ts";
import { runWorld } from "../../src/model/world.ts";
import { classic, variate, workers, workload, world } from "../model/worldFixture.ts";

/** One job every `ticks`, from then on. */
const oneByOne = (name: string, ticks: number): WorkloadSpec =>
  workload(name, {
    service: exponential({ mean: 2 }),
    arrivals: { kind: "renewal", interval: variate(ticks), batch: variate(1), limit: Number.POSITIVE_INFINITY },
  });
/** So many rounds of ten jobs, from 0 on. */
const rounds = (name: string, count: number, tenant = name): WorkloadSpec =>
  workload(name, { tenant, at: Array.from({ length: count }, (_, i) => 10 * i), batch: 10 });

function simulated(workloads: readonly WorkloadSpec[], replications: number) {
  const spec = world({ workloads, classic: classic({ fleet: workers(100) }), percents: [99] });
  const worlds = Array.from({ length: replications }, (_, replication) =>
    runWorld(spec, { replication, jobs: false, audit: true }),
  );
  return { spec, worlds };
}

describe("independentUnits", () => {
  // 99 jobs one by one before 1,000 ticks; 4 rounds of 10.
  const { spec, worlds } = simulated([oneByOne("a", 10), rounds("b", 4, "b")], 2);

  it.each([
    ["wait.p95", { noun: "jobs", count: 2 * (99 + 4), jobs: 2 * 139, fewestJobs: 139 }],
    ["byWorkload.a.wait.p95", { noun: "jobs", count: 2 * 99, jobs: 2 * 99, fewestJobs: 99 }],
    ["byWorkload.b.wait.p95", { noun: "rounds", count: 2 * 4, jobs: 2 * 40, fewestJobs: 40 }],
    ["byTenant.b.wait.p95", { noun: "rounds", count: 2 * 4, jobs: 2 * 40, fewestJobs: 40 }],
    ["classic.wait.p95", { noun: "jobs", count: 2 * (99 + 4), jobs: 2 * 139, fewestJobs: 139 }],
    ["rounds.duration.p95", { noun: "rounds", count: 2 * 4, jobs: 2 * 139, fewestJobs: 139 }],
  ] as const)("of %s are jobs that come by themselves, and rounds", (metric, units) => {
    expect(independentUnits(metric, spec, worlds)).toEqual(units);
  });

  it.each(["rounds.late", "deadlines.missed"])("of %s are those that have a deadline", (metric) => {
    const due = workload("due", { at: [0, 10, 20], batch: 10, deadline: { within: 100 } });
    const some = simulated([oneByOne("a", 10), rounds("b", 4), due], 2);
    const three = { noun: "rounds", count: 2 * 3, jobs: 2 * 30, fewestJobs: 30 };
    expect(independentUnits(metric, some.spec, some.worlds)).toEqual(three);
    expect(independentUnits(`byWorkload.due.${metric}`, some.spec, some.worlds)).toEqual(three);
  });
});

describe("sampleSizeWarnings", () => {
  const told = (workloads: readonly WorkloadSpec[], replications: number, asked: readonly string[] = []) => {
    const { spec, worlds } = simulated(workloads, replications);
    return sampleSizeWarnings(spec, worlds, asked);
  };

  it("asks for 59 independent units behind a p95, as 0.95^59 is the first power below 5%", () => {
    expect(told([rounds("a", 58)], 1)).toEqual([
      "wait.p95 and latency.p95: 58 independent rounds are too few, 59 bound a p95 with 95% confidence. Try " +
        "--replications 2, or a longer time.horizon.",
    ]);
    expect(told([rounds("a", 59)], 1)).toEqual([]);
  });

  it("asks for 299 behind a p99, over all replications together", () => {
    // 142 jobs, one every 7 ticks: 284 in two replications, 426 in three.
    const many = oneByOne("a", 7);
    expect(told([many], 2, ["latency.p99", "wait.mean"])).toEqual([
      "latency.p99: 284 independent jobs are too few, 299 bound a p99 with 95% confidence. Try --replications 3, " +
        "or a longer time.horizon.",
    ]);
    expect(told([many], 3, ["latency.p99"])).toEqual([]);
  });

  it("tells of all percentiles that rest on the same in one sentence", () => {
    const [sentence = "", ...others] = told([rounds("a", 3)], 1, ["latency.p99"]);
    expect(others).toEqual([]);
    expect(sentence).toMatch(
      /^wait\.p95, latency\.p95 and latency\.p99: 3 .* 59 bound a p95 and 299 bound a p99 with .* --replications 100,/u,
    );
  });

  it("asks for jobs enough in each replication to have one beyond the percentile", () => {
    // 99 jobs a replication: the nearest rank of p99 is the last.
    expect(told([oneByOne("a", 10)], 5, ["wait.p99"])).toEqual([
      "wait.p99: a replication has as few as 99 jobs, so that this is about its largest value; raise time.horizon.",
    ]);
  });

  it("is silent where there are no jobs", () => {
    expect(told([rounds("a", 0)], 1)).toEqual([]);
  });
});
