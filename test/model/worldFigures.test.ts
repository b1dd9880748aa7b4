import { describe, expect, it } from "vitest";
import { HOUR, SECOND } from "../../src/engine/time.ts";
import { classic, pool, run, seconds, workers, workload } from "./worldFixture.ts";

describe("The figures of the measured window", () => {
  // One worker, measured from 100 s to 200 s:
  // 0-150; at 90: 150-160; at 120: 160-170; at 150: 170-180; at 195: 195-205; at 199: never.
  const ran = run({
    warmUp: 100 * SECOND,
    horizon: 100 * SECOND,
    classic: classic(),
    workloads: [workload("a", { at: seconds(0, 90, 120, 150, 195, 199), service: seconds(150, 10, 10, 10, 10, 10) })],
  });

  it.each([
    ["jobs.submitted", 4],
    ["jobs.finished", 2],
    ["jobs.unfinished", 2],
    ["wait.mean", (40 + 20 + 0) / 3],
    ["wait.p50", 20],
    ["wait.p95", 40],
    ["wait.max", 40],
    ["wait.probability", 2 / 3],
    ["latency.mean", (50 + 30) / 2],
    ["latency.p50", 30],
    ["slowdown.mean", (50 / 10 + 30 / 10) / 2],
    ["throughput.jobsPerHour", 4 * 36],
    // 50 s of the second, 40 of the third, 20 of the fourth, 1 of the last.
    ["queue.mean", 1.11],
    ["queue.peak", 2],
    ["parts.queued.mean", 30],
    ["parts.service.mean", 10],
    ["computeHours.busy", 85 / 3600],
    ["classic.fleet.utilisation", 0.85],
    ["makespan", null],
  ])("%s is %d", (metric, expected) => {
    if (expected === null) expect(ran.value(metric)).toBeNull();
    else expect(ran.value(metric)).toBeCloseTo(expected, 12);
  });

  it("are the same for the only workload, its tenant and the classic service", () => {
    for (const metric of ["jobs.submitted", "wait.mean", "latency.p95", "queue.mean", "throughput.jobsPerHour"]) {
      const whole = ran.value(metric);
      expect(["byWorkload.a.", "byTenant.a.", "classic."].map((prefix) => ran.value(prefix + metric))).toEqual([
        whole,
        whole,
        whole,
      ]);
    }
  });

  it("take no wait for a short job as slow: a slowdown counts 10 s at least as service, and is 1 at least", () => {
    const short = run({
      classic: classic(),
      horizon: HOUR,
      workloads: [workload("a", { at: [0, 0], service: seconds(1, 1) })],
    });
    expect(short.value("slowdown.mean")).toBe(1);
  });

  it("count a queue at the end of an instant: who is served at once never queued", () => {
    const quick = run({ classic: classic({ fleet: workers(2) }), workloads: [workload("a", { at: [5, 5] })] });
    expect([quick.value("queue.peak"), quick.value("wait.probability")]).toEqual([0, 0]);
  });

  // One worker: a 0-10, 10-20, 20-30, b 30-40, 40-50. One VM: c 0-10, 10-20. Who waits: at 0 two a and a c, at 5 two a, b and c,
  // at 10 an a and b, at 20 b, at 25 two b.
  it.each([
    [0, { "": 4, "classic.": 3, "byPool.p.": 1, "byWorkload.a.": 2, "byWorkload.b.": 2, "byTenant.c.": 1 }],
    [10, { "": 2, "classic.": 2, "byPool.p.": 0, "byWorkload.a.": 1, "byWorkload.b.": 2, "byTenant.c.": 0 }],
  ])("measured from %d s count the most that wait at once of each part", (warmUp, peaks) => {
    const parts = run({
      warmUp: warmUp * SECOND,
      horizon: 100 * SECOND,
      classic: classic(),
      pools: [pool("p", { vms: 1 })],
      workloads: [
        workload("a", { at: [0, 0, 0], service: seconds(10, 10, 10) }),
        workload("b", { at: seconds(5, 25), service: seconds(10, 10) }),
        workload("c", { at: [0, 0], service: seconds(10, 10), tenant: "c", pool: "p" }),
      ],
    });
    for (const [part, peak] of Object.entries(peaks)) expect(parts.value(`${part}queue.peak`), part).toBe(peak);
  });

  it("leave the background out, except in its own and the fleet's", () => {
    const shared = run({
      horizon: 100 * SECOND,
      classic: classic(),
      workloads: [
        workload("a", { at: seconds(10), service: 20 * SECOND }),
        workload("others", { at: seconds(0), service: 50 * SECOND, background: true }),
      ],
    });
    expect(shared.value("jobs.submitted")).toBe(1);
    expect(shared.value("wait.mean")).toBe(40);
    expect(shared.value("computeHours.billed")).toBeCloseTo(20 / 3600, 12);
    expect(shared.value("byWorkload.others.jobs.submitted")).toBe(1);
    expect(shared.value("classic.fleet.utilisation")).toBeCloseTo(0.7, 12);
  });
});

describe("The makespan", () => {
  it("is from the first submission to the last end", () => {
    const workloads = [workload("a", { at: seconds(5, 10), service: seconds(10, 1) })];
    expect(run({ horizon: HOUR, classic: classic(), workloads }).value("makespan")).toBe(11);
  });

  it("is that of all workloads, to the job that ends last, wherever", () => {
    const workloads = [
      workload("a", { at: seconds(5), service: 100 * SECOND }),
      workload("b", { at: seconds(7), service: 3 * SECOND, pool: "p" }),
    ];
    expect(run({ horizon: HOUR, classic: classic(), workloads, pools: [pool("p")] }).value("makespan")).toBe(100);
  });
});
