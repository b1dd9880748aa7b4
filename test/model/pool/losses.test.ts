import { describe, expect, it } from "vitest";
import { HOUR } from "../../../src/engine/time.ts";
import type { LowPrioritySpec } from "../../../src/model/pool/poolSpec.ts";
import type { OnDemandSpec } from "../../../src/model/scaling/scalingSpec.ts";
import { type AuditedRun, classic, pool, run, spans, variate, workload } from "../worldFixture.ts";

const NONE = Number.POSITIVE_INFINITY;

function low(over: Partial<LowPrioritySpec>): LowPrioritySpec {
  return { vms: 1, lifetime: null, discount: 0.8, longestRun: null, ...over };
}

/** `[ready, deleted, endReason]` of each VM, in order of the requests. */
function lives(ran: AuditedRun) {
  return ran.result.vms.map(({ ready, deleted, endReason }) => [ready, deleted, endReason]);
}

describe("A VM that is evicted", () => {
  const one = (checkpointEvery?: number) =>
    run({
      workloads: [
        workload("w", {
          at: [0],
          service: 100,
          pool: "p",
          ...(checkpointEvery === undefined ? {} : { checkpointEvery }),
        }),
      ],
      pools: [pool("p", { vms: 0, provisioning: 10, lowPriority: low({ lifetime: variate([70, 500]) }) })],
    });

  it("is gone at once, and replaced with a new delay; its task begins anew", () => {
    const ran = one();
    expect(lives(ran)).toEqual([
      [10, 80, "evicted"],
      [90, 590, "evicted"],
      [600, 670, "evicted"],
      [680, null, ""],
    ]);
    expect(spans(ran)).toEqual([[10, 190]]);
    expect(ran.jobs[0]).toMatchObject({ provisioning: 10, service: 100, restarts: 80, lastTask: 0 });
    expect(["evictions", "restarts", "byWorkload.w.evictions"].map(ran.value)).toEqual([3, 1, 1]);
    expect(ran.value("workLost")! * HOUR).toBeCloseTo(70, 6);
  });

  it.each([
    [0, 120, 0],
    [30, 130, 10],
    [40, 150, 30],
    [71, 190, 70],
  ])("costs a task what it did since its last checkpoint: every %i ticks it ends at %i", (every, ended, lost) => {
    const ran = one(every);
    expect(spans(ran)).toEqual([[10, ended]]);
    expect(ran.value("workLost")! * HOUR).toBeCloseTo(lost, 6);
  });

  it("takes a whole gang with it", () => {
    const ran = run({
      workloads: [workload("w", { at: [0], service: 50, gang: 2, pool: "p" })],
      pools: [pool("p", { vms: 1, provisioning: 0, lowPriority: low({ lifetime: variate([0, 30, 900]) }) })],
    });
    // Of the three lifetimes the first is the dedicated VM's, which has no use for it.
    expect(spans(ran)).toEqual([[0, 80]]);
    expect(ran.value("restarts")).toBe(1);
  });

  it("ends nothing in the instant in which its task ends", () => {
    const ran = run({
      workloads: [workload("w", { at: [0], service: 70, pool: "p" })],
      pools: [pool("p", { vms: 0, lowPriority: low({ lifetime: variate(70) }) })],
    });
    expect(spans(ran)).toEqual([[0, 70]]);
    expect(ran.value("restarts")).toBe(0);
  });

  it("shows as preempted until another one is allocated", () => {
    const spec = {
      horizon: 600_000_000,
      workloads: [workload("w", { at: [0], service: 1, pool: "p" })],
      pools: [
        pool("p", {
          vms: 0,
          provisioning: 20_000_000,
          startTask: 10_000_000,
          lowPriority: low({ lifetime: variate(100_000_000) }),
        }),
      ],
    };
    const { timeline } = run(spec).result;
    const at = (second: number) => timeline.find(({ time }) => time === second * 1e6)!;
    expect(at(10)).toMatchObject({ provisioning: 1, starting: 0, idle: 0, preempted: 0 });
    expect(at(24)).toMatchObject({ provisioning: 0, starting: 1, idle: 0, preempted: 0 });
    expect(at(60)).toMatchObject({ provisioning: 0, starting: 0, idle: 1, preempted: 0 });
    expect(at(140)).toMatchObject({ provisioning: 0, starting: 0, idle: 0, preempted: 1 });
    expect(at(154)).toMatchObject({ provisioning: 0, starting: 1, idle: 0, preempted: 0 });
  });

  it("has its own price and its own quota", () => {
    const none = { maxPools: NONE, maxVmsPerPool: NONE, maxCores: 2, maxLowPriorityCores: 4 };
    const ran = run({
      horizon: 10 * HOUR,
      account: { quotas: none, increases: [] },
      pools: [pool("p", { vms: 3, cores: 1, pricePerHour: 1_000_000, lowPriority: low({ vms: 9 }) })],
    });
    expect(ran.result.bill.map(({ item, quantity, amount }) => [item, quantity, amount])).toEqual([
      ["VM hours of p", 20, 20_000_000n],
      ["low-priority VM hours of p", 40, 8_000_000n],
    ]);
    expect(ran.value("cost.total")).toBe(28);
    expect(ran.result.operations[0]!.reason).toMatch(
      /maxLowPriorityCores is 4: asked for 9 cores more, 4 are left for 4 of 9 VMs/,
    );
  });

  it("is not replaced by a pool on demand that needs none", () => {
    const onDemand: OnDemandSpec = {
      kind: "onDemand",
      min: [{ from: 0, vms: 0 }],
      max: [{ from: 0, vms: 2 }],
      idleTimeout: variate(500),
      cancelSurplus: true,
      timers: "surplus",
      maxProvisioning: NONE,
      evaluateEvery: 0,
    };
    const ran = run({
      workloads: [workload("w", { at: [0], service: 10, pool: "p" })],
      pools: [pool("p", { scaling: onDemand, lowPriority: low({ vms: 2, lifetime: variate(40) }) })],
    });
    expect(lives(ran)).toEqual([[0, 40, "evicted"]]);
  });
});

describe("A VM that breaks down while it runs", () => {
  it("has a clock that stands still while it is idle", () => {
    const ran = run({
      workloads: [workload("w", { at: [0, 100, 200], service: 30, pool: "p" })],
      pools: [pool("p", { provisioning: 5, breakdown: { mtbf: variate(75), while: "running" } })],
    });
    // 30 of the first, 30 of the second, 15 of the third at 215; the next VM is there at 220.
    expect(lives(ran)).toEqual([
      [5, 215, "breakdown"],
      [220, null, ""],
    ]);
    expect(spans(ran)).toEqual([
      [5, 35],
      [100, 130],
      [200, 250],
    ]);
  });
});

describe("A task that fails", () => {
  it("runs its full service each time, and lasts as long as all attempts together", () => {
    // Whatever the draw, it is one of these: so many attempts, of which the last one does not fail, or all do.
    const outcomes = new Set<string>();
    for (let seed = 1; seed <= 60; seed++) {
      const failure = { probability: 0.5, maxRetries: 2 };
      const ran = run({
        seed,
        workloads: [workload("w", { at: [0], service: 10, pool: "p", failure })],
        pools: [pool("p")],
      });
      const [job] = ran.jobs;
      outcomes.add(`${job!.state} ${job!.ended} ${ran.value("restarts")}`);
    }
    expect([...outcomes].sort()).toEqual(["Failed 30 2", "Finished 10 0", "Finished 20 1", "Finished 30 2"]);
  });

  it("fails as often as it is told to, by one uniform a task", () => {
    const tasks = 2_000;
    const ran = run({
      horizon: 1e9,
      workloads: [
        workload("w", { at: [0], batch: tasks, service: 1, pool: "p", failure: { probability: 0.3, maxRetries: 1 } }),
      ],
      pools: [pool("p", { vms: 100 })],
    });
    // Both attempts fail with 0.09, a first attempt with 0.3. Six standard deviations: 2e-9 by chance.
    const near = (count: number, share: number) =>
      expect(Math.abs(count / tasks - share)).toBeLessThan(6 * Math.sqrt((share * (1 - share)) / tasks));
    near(ran.value("jobs.failed")!, 0.09);
    near(ran.value("restarts")!, 0.3);
  });

  it("goes before tasks that never had a slot, in the classic service too", () => {
    const always = { probability: 1, maxRetries: 1 };
    for (const system of ["p", undefined]) {
      const to = system === undefined ? {} : { pool: system };
      const ran = run({
        workloads: [
          workload("a", { at: [0], service: 10, failure: always, ...to }),
          workload("b", { at: [1], service: 5, ...to }),
        ],
        pools: [pool("p")],
        classic: classic(),
      });
      expect(ran.jobs.map(({ state, started, ended }) => [state, started, ended])).toEqual([
        ["Failed", 0, 20],
        ["Finished", 20, 25],
      ]);
    }
  });

  it("may be cancelled in a later attempt, shorter than those before, with nothing amiss for the audit", () => {
    for (const system of ["p", undefined]) {
      const to = system === undefined ? {} : { pool: system };
      const ran = run({
        workloads: [
          workload("w", { at: [0], service: 10, timeout: 17, failure: { probability: 1, maxRetries: 3 }, ...to }),
        ],
        pools: [pool("p")],
        classic: classic(),
      });
      expect(ran.jobs.map(({ state, started, ended }) => [state, started, ended])).toEqual([["Cancelled", 0, 17]]);
    }
  });

  it("fails its job, whose other tasks go on", () => {
    const ran = run({
      workloads: [
        workload("w", {
          at: [0],
          tasks: 3,
          service: [10, 20, 30],
          pool: "p",
          failure: { probability: 1, maxRetries: 0 },
        }),
      ],
      pools: [pool("p")],
    });
    expect(ran.jobs.map(({ state, ended }) => [state, ended])).toEqual([["Failed", 60]]);
  });
});

describe("A VM whose request fails", () => {
  it("is asked for again after a while, for as long as it takes", () => {
    const readies = new Set<number>();
    for (let seed = 1; seed <= 40; seed++) {
      const ran = run({
        seed,
        pools: [pool("p", { provisioning: 7, allocationFailure: { probability: 0.5, retryDelay: 100 } })],
      });
      readies.add(ran.result.vms[0]!.ready! % 100);
    }
    expect([...readies]).toEqual([7]);
  });

  it("never comes if every request fails", () => {
    const ran = run({ pools: [pool("p", { allocationFailure: { probability: 1, retryDelay: 1 } })] });
    expect(lives(ran)).toEqual([[null, null, ""]]);
  });
});

describe("A VM whose start task fails", () => {
  it("is unusable and billed from its request until a resize takes it before all others", () => {
    const ran = run({
      horizon: 500,
      workloads: [workload("w", { at: [0], service: 5, pool: "p" })],
      pools: [
        pool("p", {
          vms: 2,
          provisioning: 10,
          billing: "fromAllocation",
          startTaskFailure: { probability: 1 },
          scaling: {
            kind: "operations",
            operations: [{ when: { kind: "at", time: 100 }, action: { kind: "resize", vms: 1 } }],
          },
        }),
      ],
    });
    expect(ran.jobs[0]!.state).toBe("NotStarted");
    expect(lives(ran)).toEqual([
      [null, 100, "start task failed"],
      [null, null, "start task failed"],
    ]);
    expect(ran.result.vms.map(({ billed }) => billed)).toEqual([100, 500]);
    expect(ran.result.timeline.at(-1)).toMatchObject({ unusable: 1, idle: 0, target: 1 });
  });
});

describe("A task that computes too long", () => {
  it("is evicted from low-priority VMs, which stay", () => {
    const ran = run({
      horizon: 100,
      workloads: [workload("w", { at: [0], service: 30, pool: "p", checkpointEvery: 8 })],
      pools: [pool("p", { vms: 0, lowPriority: low({ longestRun: 20 }) })],
    });
    // 20 ticks, of which two checkpoints hold 16; the other 14 begin at once.
    expect(spans(ran)).toEqual([[0, 34]]);
    expect(ran.result.vms.length).toBe(1);
  });

  it("fails beyond the longest wall-clock time", () => {
    const ran = run({
      workloads: [workload("w", { at: [0, 0], service: [30, 29], pool: "p" })],
      pools: [pool("p", { maxWallClockTime: 29 })],
    });
    expect(ran.jobs.map(({ state, ended }) => [state, ended])).toEqual([
      ["Failed", 29],
      ["Finished", 58],
    ]);
  });
});
