import { beforeAll, describe, expect, it } from "vitest";
import { breakEven } from "../../src/experiment/breakEven/breakEven.ts";
import type { RunResult } from "../../src/experiment/results.ts";
import { withTrace } from "../shared/traceFolder.ts";
import { expectExact } from "../theory/exactFigures.ts";
import { firstComment } from "./scenarioComment.ts";
import { meanOf, outcomes, runBundled, scenarioFile, scenarioText, TRACE, withTraceFile } from "./scenarioRuns.ts";

const HOUR = 3600;
/** Milliseconds for a run that takes 10 s at the most where nothing else runs. */
const PATIENCE = 60_000;

/** What a scenario's comment says must be seen in its results. */
function teaches(name: string, lessons: (result: () => RunResult) => void, run = () => runBundled(name)): void {
  describe(name, () => {
    let result: RunResult | null = null;
    beforeAll(async () => {
      result = await run();
    }, PATIENCE);
    lessons(() => result!);
  });
}

teaches("hybrid-overflow", (result) => {
  it.each([
    // 880 jobs of 6 minutes.
    ["classic", 88, 320 / 400],
    // At 09:00 36 VMs do 9 jobs and 12 do 8; in the other hours 20 do one; all are idle for 2 minutes then.
    ["pool", (36 * 56 + 12 * 50 + 23 * 20 * 8) / 60, 0],
    // 23 VMs do 8 jobs and 25 do 7.
    ["hybrid", (521 * 6 + 23 * 50 + 25 * 44) / 60, 0],
  ])("has %s billed %d hours, with a share of %d late", (alternative, hours, late) => {
    expect(meanOf(result(), alternative, "computeHours.billed")).toBeCloseTo(hours, 9);
    expect(meanOf(result(), alternative, "cost.total")).toBe(Math.round(2e6 * hours) / 1e6);
    expect(meanOf(result(), alternative, "deadlines.missed")).toBe(late);
  });

  it("has 359 of the 400 jobs overflow, the last of them done at 09:52, and recommends that", () => {
    expect(meanOf(result(), "hybrid", "byPool.peak.jobs.submitted")).toBe(359);
    expect(meanOf(result(), "hybrid", "byWorkload.morning.makespan")).toBe(52 * 60);
    const { alternatives, recommendation } = result().summary;
    expect(alternatives.hybrid!.divisions).toEqual([
      {
        workload: "morning",
        systems: [
          { system: "classic", jobs: 41 },
          { system: "peak", jobs: 359 },
        ],
      },
    ]);
    expect(recommendation?.alternative).toBe("hybrid");
  });
});

teaches("hourly-scoring", (result) => {
  it("has the classic service and the smaller pool miss the objectives, and the larger pool meet them", () => {
    expect(outcomes(result(), "classic")[0]).toBe("latency.p95 <= 40 min: missed");
    expect(outcomes(result(), "pool-of-16")[0]).toBe("latency.p95 <= 40 min: missed");
    expect(outcomes(result(), "pool-of-20")).toEqual(["latency.p95 <= 40 min: met", "deadlines.missed <= 1%: met"]);
    expect(result().summary.recommendation?.alternative).toBe("pool-of-20");
  });

  it.each([
    ["pool-of-16", 16],
    ["pool-of-20", 20],
  ])("has %s done with 95 jobs in 100 when so much of the hour's work is done", (alternative, vms) => {
    // 45 s of service and 3.5 s of dispatch. The line is worked off evenly; its end is ragged by a job's length.
    const job = 48.5;
    const done = (0.95 * 1000 * job) / vms;
    expect(Math.abs(meanOf(result(), alternative, "latency.p95") - done)).toBeLessThan(job);
    expect(meanOf(result(), alternative, "rounds.duration.mean")).toBeGreaterThan((1000 * job) / vms - job);
    expect(meanOf(result(), alternative, "computeHours.billed")).toBe(vms * 168);
    expect(meanOf(result(), alternative, "jobs.submitted")).toBe(168_000);
  });

  it("has the last jobs of a round wait for hours in the classic service", () => {
    expect(meanOf(result(), "classic", "rounds.duration.max")).toBeGreaterThan(2 * HOUR);
    expect(meanOf(result(), "classic", "latency.p95")).toBeGreaterThan(
      2 * meanOf(result(), "pool-of-16", "latency.p95"),
    );
  });
});

teaches("autoscale-traps", (result) => {
  // Of each pool by hand: hours billed, mean latency in seconds, jobs done, tasks that began anew.
  it.each([
    // From 01:09 on every 10 minutes 3 VMs are ready for one, and at midnight the last ones are cut off: no restart is seen.
    ["traps", "loop", (138 * 3) / 60, null, 0, 137 * 3],
    // Asked for at 01:05, ready at 01:09, done at 01:39; seen to be done at 01:40.
    ["mended", "loop", (3 * 31) / 60, 39 * 60, 3, 0],
    ["traps", "half", 0, null, 0, 0],
    ["mended", "half", 11 / 60, 19 * 60, 1, 0],
    // One VM or four from 00:04 on; 8 jobs of 15 s, one after the other or 4 at a time.
    ["traps", "blind", 24 - 4 / 60, (15 * 9) / 2, 184, 0],
    ["mended", "blind", 4 * (24 - 4 / 60), (15 * 3) / 2, 184, 0],
  ])(
    "has in %s for %s %d hours, %d s, %d jobs and %d restarts",
    (alternative, pool, hours, latency, jobs, restarts) => {
      const { metrics } = result().summary.alternatives[alternative]!;
      const mean = (name: string): number | null => metrics[`byPool.${pool}.${name}`]!.mean;
      expect(mean("computeHours.billed")).toBeCloseTo(hours, 9);
      if (latency === null) expect(mean("latency.mean")).toBeNull();
      else expect(mean("latency.mean")).toBeCloseTo(latency, 9);
      expect(mean("jobs.finished")).toBe(jobs);
      expect(mean("restarts")).toBe(restarts);
    },
  );

  it("misses each objective in the traps, and meets each where they are mended", () => {
    expect(outcomes(result(), "traps").map((outcome) => outcome.split(": ")[1])).toEqual(Array(3).fill("missed"));
    expect(outcomes(result(), "mended").map((outcome) => outcome.split(": ")[1])).toEqual(Array(3).fill("met"));
    expect(meanOf(result(), "traps", "byWorkload.bursts.deadlines.missed")).toBe(0.5);
  });

  it("counts 288 evaluations a pool and day, none of which fails", () => {
    const counts = { evaluations: 3 * 288, failed: 0, short: 0, firstFailures: [] };
    expect(result().summary.alternatives.traps!.evaluations).toEqual(counts);
  });
});

teaches("billing-48-hours", (result) => {
  it.each([
    ["two-vms", 1000],
    ["two-vms-idle", 0],
    ["four-vms", 1000],
    ["four-vms-idle", 0],
  ])("bills exactly 48 hours for %s, with %d jobs", (alternative, jobs) => {
    expect(meanOf(result(), alternative, "computeHours.billed")).toBe(48);
    // At 0.14 an hour.
    expect(meanOf(result(), alternative, "cost.total")).toBe(6.72);
    expect(meanOf(result(), alternative, "jobs.finished")).toBe(jobs);
    // A minute each; no double is a sixtieth.
    expect(meanOf(result(), alternative, "computeHours.busy")).toBeCloseTo(jobs / 60, 12);
    expect(meanOf(result(), alternative, "computeHours.idle")).toBeCloseTo(48 - jobs / 60, 12);
  });

  it.each([
    ["two-vms", 500],
    ["four-vms", 250],
  ])("has %s work %d rows of jobs, a minute each", (alternative, rows) => {
    expect(meanOf(result(), alternative, "makespan")).toBe(60 * rows);
    expect(meanOf(result(), alternative, "wait.mean")).toBe((60 * (rows - 1)) / 2);
  });
});

teaches("forgot-to-resize", (result) => {
  it.each([
    // From 00:50, when the VMs are ready, to 03:00, every night; and from the first 00:50 on.
    ["resized", (7 * 16 * 130) / 60],
    ["forgot", 16 * (168 - 50 / 60)],
  ])("bills %s for %d hours", (alternative, hours) => {
    expect(meanOf(result(), alternative, "computeHours.billed")).toBeCloseTo(hours, 9);
    expect(meanOf(result(), alternative, "latency.max")).toBe(2 * HOUR);
    expect(meanOf(result(), alternative, "deadlines.missed")).toBe(0);
  });
});

teaches("cpu-or-gpu", (result) => {
  it.each([
    // Hours of training and of scoring, at 0.20 USD without a GPU and at 1.50 USD with one.
    ["cpu", 0.2 * (4 * 12 + 8 * 1)],
    ["gpu", 1.5 * (4 * 1 + 8 * 1)],
    ["both", 1.5 * 4 * 1 + 0.2 * 8 * 1],
  ])("bills %s %d USD", (alternative, usd) => {
    expect(meanOf(result(), alternative, "cost.total")).toBeCloseTo(usd, 6);
  });
});

teaches("spot-with-checkpoints", (result) => {
  // Whole pieces of work between losses at a rate r take (e^(r s) - 1) / r of VM time each.
  const pieces = (hours: number, count: number) => count * 8 * Math.expm1(hours / 8);
  it.each([
    ["spot", pieces(8, 1), 0.04],
    ["spot-checkpoints", pieces(0.5, 16), 0.04],
  ])("has a job of %s take %d hours of VM time", (alternative, hours, price) => {
    const values = (metric: string) =>
      result()
        .worlds.filter((world) => world.alternative === alternative)
        .map(({ world }) => world.metrics[metric]!.value!);
    expectExact([
      { figure: "hours a job", exact: hours, values: values("computeHours.billed").map((all) => all / 100) },
      { figure: "cost a job", exact: hours * price, values: values("cost.total").map((all) => all / 100) },
    ]);
  });

  it("loses nothing on dedicated VMs", () => {
    expect(meanOf(result(), "dedicated", "cost.total")).toBe(160);
    expect(meanOf(result(), "dedicated", "restarts")).toBe(0);
  });
});

teaches("training-shapes", (result) => {
  it.each([
    ["side-by-side", 8, 8, 64],
    ["distributed", 1.7 * 4.5, 13.6, 108.8],
    ["sweep", 9.6, 9.6, 64],
  ])("has %s done after %d h on average and %d h at the latest, for %d node-hours", (alternative, mean, last, busy) => {
    expect(meanOf(result(), alternative, "latency.mean") / HOUR).toBeCloseTo(mean, 9);
    expect(meanOf(result(), alternative, "latency.max") / HOUR).toBeCloseTo(last, 9);
    expect(meanOf(result(), alternative, "computeHours.busy")).toBeCloseTo(busy, 9);
  });
});

teaches("vms-or-cores", (result) => {
  it.each([
    ["small", 0.9],
    ["large", 1.6],
  ])("bills %s %d USD for nine core-hours, all done in an hour", (alternative, usd) => {
    expect(meanOf(result(), alternative, "cost.total")).toBeCloseTo(usd, 6);
    expect(meanOf(result(), alternative, "latency.max")).toBe(HOUR);
  });
});

teaches("priorities-and-low-priority", (result) => {
  it.each([
    ["fifo", 3, 32],
    ["by-priority", 1, 32],
    ["low-priority", 1, 6.4],
  ])("has urgent jobs of %s wait %d h, for %d USD", (alternative, hours, usd) => {
    expect(meanOf(result(), alternative, "byWorkload.urgent.wait.max")).toBe(hours * HOUR);
    expect(meanOf(result(), alternative, "cost.total")).toBeCloseTo(usd, 6);
  });
});

teaches("scale-to-zero-or-keep", (result) => {
  it.each([
    ["hourly-keep", 96],
    // Each VM of a batch starts for 10 minutes, computes for 30 and leaves for 5.
    ["hourly-zero", (24 * 4 * 45) / 60],
    ["tight-keep", 96],
    // 33 whole batches, 33 minutes of the one before the window and 24 of the one at its end.
    ["tight-zero", (33 * 4 * 45 + 4 * (33 + 24)) / 60],
  ])("bills %s for %d VM-hours", (alternative, hours) => {
    expect(meanOf(result(), alternative, "computeHours.billed")).toBeCloseTo(hours, 9);
  });

  it("is even where the gap is a start and a leave: a batch every 45 minutes", { timeout: PATIENCE }, async () => {
    const { crossing } = await breakEven(
      scenarioFile("scale-to-zero-or-keep"),
      {},
      {
        over: "workloads.batch.arrivals.renewal.interval",
        between: ["hourly-keep", "hourly-zero"],
        metric: "cost.total",
        command: "breakeven",
        from: "41 min",
        to: "60 min",
      },
    );
    expect(crossing).toMatchObject({ lessBelow: "hourly-keep", lessAbove: "hourly-zero" });
    // To a ten-thousandth of the range.
    expect(Math.abs(Number.parseFloat(String(crossing?.value)) - (30 + 10 + 5))).toBeLessThan(0.01);
  });
});

teaches("one-job-or-chunks", (result) => {
  it.each([
    ["one", 102],
    ["ten", 12],
    ["hundred", 30],
  ])("has %s done in %d min", (alternative, minutes) => {
    expect(meanOf(result(), alternative, "latency.max")).toBe(60 * minutes);
  });
});

teaches("nightly-window", (result) => {
  it.each([
    ["ahead", 124, 0],
    ["on-time", 114, 0.04],
    ["slow-poll", 130, 0],
  ])("bills %s for %d minutes a night, with %d of the jobs late", (alternative, minutes, late) => {
    expect(meanOf(result(), alternative, "computeHours.billed")).toBeCloseTo((7 * 16 * minutes) / 60, 9);
    expect(meanOf(result(), alternative, "deadlines.missed")).toBe(late);
  });
});

teaches("quota-wall", (result) => {
  it.each([
    ["too-many", 1, 7],
    ["within", 0, 0],
    ["raised", 2 / 7, 2],
  ])("has %s late in %d of the rounds, and refuses it %d resizes", (alternative, late, refused) => {
    expect(meanOf(result(), alternative, "rounds.late")).toBeCloseTo(late, 12);
    expect(meanOf(result(), alternative, "quota.refused")).toBe(refused);
    expect(result().summary.alternatives[alternative]!.operations?.refused).toBe(refused);
  });

  it("is done after 16, 4 and 2 hours", () => {
    expect(meanOf(result(), "too-many", "rounds.duration.max")).toBe(16 * HOUR);
    expect(meanOf(result(), "within", "rounds.duration.max")).toBe(4 * HOUR);
    expect(meanOf(result(), "raised", "rounds.duration.mean")).toBeCloseTo(((2 * 16 + 5 * 2) / 7) * HOUR, 9);
  });
});

teaches("noisy-neighbours", (result) => {
  it("has jobs wait half an hour now and then in the shared queue, though it is a third busy", () => {
    expect(outcomes(result(), "shared")).toEqual(["deadlines.missed <= 1%: missed", "wait.p95 <= 5 min: missed"]);
    expect(meanOf(result(), "shared", "wait.p95")).toBeGreaterThan(HOUR / 2);
  });

  it.each(["capped", "own-pool"])("has %s meet both objectives", (alternative) => {
    expect(outcomes(result(), alternative)).toEqual(["deadlines.missed <= 1%: met", "wait.p95 <= 5 min: met"]);
  });

  it("has nearly all jobs wait for nothing but their dispatch, of 2 to 5 s, under caps", () => {
    expect(meanOf(result(), "capped", "wait.p95")).toBeLessThan(5);
  });

  it("bills three VMs for 28 days, which are ours to pay for", () => {
    expect(meanOf(result(), "own-pool", "computeHours.billed")).toBe(3 * 24 * 28);
    expect(meanOf(result(), "own-pool", "cost.total")).toBe(282.24);
    expect(result().summary.alternatives.capped!.metrics["cost.total"]?.mean ?? null).toBeNull();
  });
});

teaches("two-plans", (result) => {
  // 3.23 a day, 25 h included, then 2 an hour; or 2 an hour.
  it.each([
    ["shift-s1", 1.076667],
    ["shift-by-the-hour", 2 * 2 * 8],
    ["month-s1", 30 * 3.23 + 2 * (2 * 720 - 25)],
    ["month-by-the-hour", 2 * 2 * 720],
    ["month-on-both", 30 * 3.23 + 2 * (720 - 25) + 2 * 720],
    ["month-moved", 30 * 3.23 + 2 * 2 * (720 - 12.5)],
  ])("charges %s %d", (alternative, cost) => {
    expect(meanOf(result(), alternative, "cost.total")).toBeCloseTo(cost, 9);
  });

  it("charges each pool to its own plan", () => {
    expect(meanOf(result(), "month-on-both", "cost.byPlan.studio-s1")).toBe(1486.9);
    expect(meanOf(result(), "month-on-both", "cost.byPlan.by-the-hour")).toBe(1440);
    expect(meanOf(result(), "month-on-both", "byPool.second.cost.total")).toBe(1440);
  });

  it("charges the pool that is deleted and created anew to its new plan from then on, and nobody waits for it", () => {
    expect(meanOf(result(), "month-moved", "byPlan.studio-s1.computeHours.billed")).toBe(25);
    expect(meanOf(result(), "month-moved", "cost.byPlan.studio-s1")).toBe(96.9);
    expect(meanOf(result(), "month-moved", "byPlan.by-the-hour.computeHours.billed")).toBe(1415);
    expect(meanOf(result(), "month-moved", "cost.byPlan.by-the-hour")).toBe(2830);
    expect(meanOf(result(), "month-moved", "jobs.rejected")).toBe(0);
    expect(meanOf(result(), "month-moved", "wait.max")).toBe(meanOf(result(), "month-s1", "wait.max"));
  });
});

teaches("low-utilisation", (result) => {
  it("costs in the classic service what its 180 hours cost under S1", () => {
    expect(meanOf(result(), "classic", "computeHours.billed")).toBe(180);
    expect(meanOf(result(), "classic", "cost.total")).toBe(96.9 + 2 * (180 - 25));
  });

  it("costs in a pool on the same plan what 2,880 hours cost, fifteen sixteenths of them idle", () => {
    expect(meanOf(result(), "pool", "cost.total")).toBe(96.9 + 2 * (4 * 720 - 25));
    expect(meanOf(result(), "pool", "utilisation")).toBe(1 / 16);
    expect(meanOf(result(), "pool", "byPool.ours.cost.total") - meanOf(result(), "pool", "cost.idle")).toBeCloseTo(
      meanOf(result(), "pool", "byTenant.ours.cost.total"),
      6,
    );
  });

  it("buys minutes of waiting for that, and the classic service is chosen", () => {
    const saved = meanOf(result(), "classic", "wait.mean") - meanOf(result(), "pool", "wait.mean");
    expect(saved).toBeGreaterThan(60);
    expect(saved).toBeLessThan(HOUR);
    // Ten jobs at a time on 4 VMs: 0, 6 and 12 minutes.
    expect(meanOf(result(), "pool", "wait.mean")).toBeCloseTo((4 * 0 + 4 * 360 + 2 * 720) / 10, 9);
    expect(outcomes(result(), "classic")).toEqual(["deadlines.missed <= 1%: met"]);
    expect(result().summary.recommendation?.alternative).toBe("classic");
  });
});

teaches("mm8", (result) => {
  it("simulates two million jobs, an arrival and an end each", () => {
    expect(meanOf(result(), "base", "jobs.finished")).toBe(2_000_000);
    expect(result().events).toBe(4_000_000);
  });

  it("waits as Erlang's C formula says, and says so in its comment", async () => {
    const wait = erlangWait(7.2, 1, 8);
    const { worlds } = await runBundled("mm8", { replications: 12 });
    const values = worlds.map(({ world }) => world.metrics["wait.mean"]!.value!);
    expectExact([{ figure: "mean wait of M/M/8", exact: 60 * wait, values }]);
    expect(firstComment(scenarioText("mm8")).get("Expected")).toContain(
      `${wait.toFixed(4)} minutes (${(60 * wait).toFixed(1)} s)`,
    );
  });
});

/** Erlang's C formula as it stands in the books, term by term: the mean wait of M/M/c. */
function erlangWait(rate: number, service: number, servers: number): number {
  const load = rate * service;
  let term = 1;
  let states = 0;
  for (let k = 0; k < servers; k++) {
    states += term;
    term *= load / (k + 1);
  }
  const all = (term * servers) / (servers - load);
  return ((all / (states + all)) * service) / (servers - load);
}

withTrace(TRACE, (file) => {
  teaches(
    "philly",
    (result) => {
      it("works all jobs off either way", () => {
        expect(meanOf(result(), "shared", "jobs.finished")).toBe(24_137);
        expect(meanOf(result(), "dedicated", "jobs.finished")).toBe(24_137);
      });

      it("has jobs wait for days in pools apart, less than half as long in one queue, and all done sooner", () => {
        const apart = meanOf(result(), "dedicated", "wait.mean");
        expect(apart).toBeGreaterThan(24 * HOUR);
        expect(meanOf(result(), "shared", "wait.mean")).toBeLessThan(apart / 2);
        expect(meanOf(result(), "shared", "makespan")).toBeLessThan(meanOf(result(), "dedicated", "makespan"));
      });

      it("has a team with room to spare wait longer in one queue", () => {
        const metric = "byTenant.e13805.wait.mean";
        expect(meanOf(result(), "shared", metric)).toBeGreaterThan(meanOf(result(), "dedicated", metric));
      });
    },
    () => runBundled("philly", withTraceFile(file)),
  );
});

teaches("nfs-or-blob", (result) => {
  /** Four minutes until the VMs are there, a minute for the last jobs to compute; ten rows compute while others read, or do not. */
  const [least, most] = [240 + 60, 240 + 600];
  it.each([
    ["one-blob", 60],
    ["nfs-standard", 60],
    ["nfs-4xP30", 800],
    ["nfs-8xP30", 1000],
  ])("has %s move 400 times 1.2 GB at %d MB/s", (alternative, rate) => {
    const duration = meanOf(result(), alternative, "rounds.duration.max");
    const moving = (400 * 1200) / rate;
    expect(duration).toBeGreaterThan(moving + least);
    // And the requests of a row, and latencies.
    expect(duration).toBeLessThan(moving + most + 10);
  });

  it("has ten rows of copies done in 80.02 s each, but for the last request of 40, 50 us after each other", () => {
    expect(meanOf(result(), "copies", "rounds.duration.max")).toBeCloseTo(240 + 10 * 80.02 + 39 * 50e-6, 9);
    expect(meanOf(result(), "copies", "parts.transfer.mean")).toBeLessThan(20.03);
  });

  it("pays the VMs for their time, and the server for the day", () => {
    for (const [alternative, price] of [
      ["one-blob", 0],
      ["copies", 0],
      ["nfs-4xP30", 24],
      ["nfs-8xP30", 42],
    ] as const) {
      const hours = meanOf(result(), alternative, "computeHours.billed");
      expect(meanOf(result(), alternative, "cost.total")).toBeCloseTo(0.14 * hours + price, 5);
    }
    // 40 VMs, from ready to two idle minutes after their last job.
    expect(meanOf(result(), "copies", "computeHours.billed")).toBeCloseTo((40 * (800.2 + 120)) / 3600, 3);
  });

  it("chooses the copies: fast enough, and the cheapest", () => {
    expect(
      ["one-blob", "copies", "nfs-standard", "nfs-4xP30", "nfs-8xP30"].map((name) => outcomes(result(), name)[0]),
    ).toEqual(["missed", "met", "missed", "met", "met"].map((outcome) => `rounds.duration.max <= 30 min: ${outcome}`));
    expect(result().summary.recommendation?.alternative).toBe("copies");
  });
});
