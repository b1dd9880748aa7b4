import { describe, expect, it } from "vitest";
import { exponential } from "../../src/engine/distributions/exponential.ts";
import { HOUR, SECOND } from "../../src/engine/time.ts";
import { classic, pool, run, variate, workers, workload } from "./worldFixture.ts";

function seconds(...values: readonly number[]): number[] {
  return values.map((value) => value * SECOND);
}

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
    const short = run({ classic: classic(), horizon: HOUR, workloads: [workload("a", { at: [0, 0], service: seconds(1, 1) })] });
    expect(short.value("slowdown.mean")).toBe(1);
  });

  it("count a queue at the end of an instant: who is served at once never queued", () => {
    const quick = run({ classic: classic({ fleet: workers(2) }), workloads: [workload("a", { at: [5, 5] })] });
    expect([quick.value("queue.peak"), quick.value("wait.probability")]).toEqual([0, 0]);
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

describe("Deadlines", () => {
  const within = { within: 10 * SECOND };

  it("are missed among jobs finished, rejected or overdue at the end; who ends in time, at the last tick too, meets them", () => {
    const common = { pool: "p", deadline: within };
    const ran = run({
      horizon: 100 * SECOND,
      pools: [pool("p", { vms: 20 })],
      workloads: [
        workload("finished", { ...common, at: seconds(0, 0, 0), service: seconds(5, 10, 11) }),
        workload("open", { ...common, at: seconds(50, 95), service: 500 * SECOND }),
        workload("rejected", { ...common, at: seconds(20), gang: 99 }),
        workload("cancelled", { ...common, at: seconds(20, 30), service: 500 * SECOND, timeout: 15 * SECOND }),
      ],
    });
    expect(ran.value("byWorkload.finished.deadlines.missed")).toBeCloseTo(1 / 3, 12);
    expect(ran.value("byWorkload.open.deadlines.missed")).toBe(1);
    expect(ran.value("byWorkload.rejected.deadlines.missed")).toBe(1);
    expect(ran.value("byWorkload.cancelled.deadlines.missed")).toBeNull();
    expect(ran.value("deadlines.missed")).toBeCloseTo(3 / 5, 12);
  });

  it("by time of day are those of the calendar", () => {
    const ran = run({
      // Tick 0 is 05:00.
      startEpochMs: 5 * 3_600_000,
      horizon: 24 * HOUR,
      pools: [pool("p", { vms: 3 })],
      workloads: [
        workload("a", {
          at: [0, 0, 2 * HOUR],
          service: [HOUR, HOUR + 1, 20 * HOUR],
          pool: "p",
          deadline: { byTimeOfDay: 6 * HOUR },
        }),
      ],
    });
    // Ends: 06:00, a tick after it, and 03:00 of the next day, due at 06:00 of that day.
    expect(ran.value("deadlines.missed")).toBeCloseTo(1 / 3, 12);
  });

  it("do not exist where none is told", () => {
    const ran = run({ classic: classic(), workloads: [workload("a", { at: [0] })] });
    expect([ran.value("deadlines.missed"), ran.value("rounds.late")]).toEqual([null, null]);
  });
});

describe("Rounds", () => {
  it("last from the firing to the end of their last job, and are late with one job past its deadline", () => {
    const ran = run({
      horizon: HOUR,
      pools: [pool("p")],
      workloads: [
        workload("a", {
          at: seconds(0, 100),
          batch: 2,
          service: seconds(10, 20, 5, 5),
          deadline: { within: 25 * SECOND },
          pool: "p",
        }),
      ],
    });
    const durations = ["rounds.duration.mean", "rounds.duration.p95", "rounds.duration.max"].map(ran.value);
    expect(durations).toEqual([20, 30, 30]);
    expect([ran.value("rounds.late"), ran.value("byWorkload.a.rounds.late")]).toEqual([0.5, 0.5]);
  });

  it("that are not through at the end are late if a job of theirs is overdue", () => {
    const late = { within: 25 * SECOND };
    const ran = run({
      horizon: 100 * SECOND,
      pools: [pool("p")],
      workloads: [workload("a", { at: seconds(0, 10, 90), service: seconds(5, 70, 50), deadline: late, pool: "p" })],
    });
    // 0-5 in time; 10-80 late; 90 to beyond the end, due at 115.
    expect([ran.value("rounds.late"), ran.value("rounds.duration.max")]).toEqual([0.5, 70]);
  });
});
