import { describe, expect, it } from "vitest";
import type { BillingPlanSpec } from "../../../src/model/billing/billingPlanSpec.ts";
import type { OperationSpec } from "../../../src/model/pool/operationSpec.ts";
import type { ScalingSpec } from "../../../src/model/scaling/scalingSpec.ts";
import {
  type AuditedRun,
  cap,
  classic,
  type PoolWords,
  pool,
  run,
  spans,
  variate,
  workers,
  workload,
} from "../worldFixture.ts";

/** A pool of so many VMs that is there from time 0 to 50, and then sends its jobs on. */
function until50(vms = 1): { readonly scaling: ScalingSpec; readonly whenDeleted: "classic" } {
  const operations: OperationSpec[] = [
    { when: { kind: "at", time: 0 }, action: { kind: "create", vms, billingPlan: null } },
    { when: { kind: "at", time: 50 }, action: { kind: "delete" } },
  ];
  return { scaling: { kind: "operations", operations }, whenDeleted: "classic" };
}

function parts(ran: AuditedRun): readonly unknown[] {
  return ran.jobs.map((job) => [job.held, job.queued, job.dispatch, job.service, job.restarts, job.lastTask]);
}

describe("Jobs of a pool that is deleted, where they go on in the classic service", () => {
  it("keep their place by submission there, and begin anew what they computed", () => {
    const ran = run({
      classic: classic(),
      pools: [pool("p", until50())],
      workloads: [
        workload("w", { at: [0, 10, 30], service: [100, 20, 20], pool: "p" }),
        workload("own", { at: [20, 40], service: 100 }),
      ],
    });
    // By submission: 0, 10, (20 runs from 20 to 120), 30, 40.
    expect(spans(ran)).toEqual([
      [0, 220],
      [220, 240],
      [20, 120],
      [240, 260],
      [260, 360],
    ]);
    expect(ran.jobs.map(({ system, vm }) => [system, vm])).toEqual(Array(5).fill(["classic", null]));
    expect(parts(ran)).toEqual([
      // Computed 50 in vain, waited 70 for a worker.
      [0, 0, 0, 100, 120, 0],
      [0, 210, 0, 20, 0, 0],
      [0, 0, 0, 100, 0, 0],
      [0, 210, 0, 20, 0, 0],
      [0, 220, 0, 100, 0, 0],
    ]);
    expect(["restarts", "classic.jobs.submitted", "byPool.p.jobs.submitted", "jobs.finished"].map(ran.value)).toEqual([
      ...[1, 5, 0, 5],
    ]);
    expect(ran.value("workLost")).toBe(50 / 3.6e9);
    // In the queue: 10 to 50 and 30 to 50 in the pool; there 50 to 120, 220 and 240, and the fifth from 40 to 260.
    expect(ran.value("queue.mean")).toBe((40 + 20 + 70 + 170 + 190 + 220) / 1000);
    expect(ran.value("byPool.p.queue.mean")).toBe((40 + 20) / 1000);
  });

  it("are charged to the classic service's plan: a transaction each, and the time that they ran there", () => {
    const plan: BillingPlanSpec = {
      name: "a",
      fixed: null,
      period: 10_000,
      from: 0,
      includedHours: 0,
      includedTransactions: 0,
      overageHour: { micro: 1000n, per: 1n },
      overageTransaction: { micro: 7n, per: 1n },
      granularity: 0,
      minimumCharge: 0,
      stops: false,
      reserved: null,
    };
    const ran = run({
      classic: classic({ billingPlan: "a" }),
      pools: [pool("p", { ...until50(), billingPlan: "a" })],
      billingPlans: [plan],
      workloads: [workload("w", { at: [0, 10], service: [100, 20], pool: "p" })],
    });
    // The VM from 0 to 50, then 100 and 20 ticks of jobs; two transactions.
    expect(ran.value("cost.total")).toBe(((50 + 120) * 1000 + 2 * 7) / 1e6);
    expect(ran.value("classic.cost.total")).toBe((120 * 1000 + 14) / 1e6);
  });

  it("are held by its caps, which is told as queued: a pool's caps had let them in", () => {
    const ran = run({
      classic: classic({ fleet: workers(5), endpointConcurrency: cap({ w: 1 }) }),
      pools: [pool("p", until50())],
      workloads: [workload("w", { at: [0, 10], service: [100, 20], pool: "p" })],
    });
    expect(spans(ran)).toEqual([
      [0, 150],
      [150, 170],
    ]);
    expect(parts(ran)[1]).toEqual([0, 140, 0, 20, 0, 0]);
  });

  it("take along only what is left of them", () => {
    // Task 0 runs to 10 and task 2 to 20 on one VM; task 1 on the other would have ended at 100.
    const ran = run({
      classic: classic({ fleet: workers(3) }),
      pools: [pool("p", until50(2))],
      workloads: [workload("w", { at: [0], tasks: 3, service: [10, 100, 10], pool: "p" })],
    });
    expect([spans(ran), parts(ran)]).toEqual([[[0, 150]], [[0, 0, 0, 10, 0, 140]]]);
    expect(ran.value("restarts")).toBe(1);
  });

  it("leave as a whole, even where VMs would let running tasks finish", () => {
    const ran = run({
      classic: classic({ fleet: workers(3) }),
      pools: [pool("p", { ...until50(2), deallocation: "taskCompletion" })],
      workloads: [
        workload("waits", { at: [0], tasks: 2, service: 80, pool: "p" }),
        workload("w", { at: [0], tasks: 3, service: 100, pool: "p" }),
      ],
    });
    // All tasks of the first are on slots and go on; the second has none yet.
    expect(ran.jobs.map(({ system, started, ended }) => [system, started, ended])).toEqual([
      ["p", 0, 80],
      ["classic", 50, 150],
    ]);
    const split = run({
      classic: classic({ fleet: workers(3) }),
      pools: [pool("p", { ...until50(2), deallocation: "taskCompletion" })],
      workloads: [workload("w", { at: [0], tasks: 3, service: 100, pool: "p" })],
    });
    expect([spans(split), split.value("restarts"), split.value("workLost")]).toEqual([[[0, 150]], 2, 100 / 3.6e9]);
  });

  it("lose the progress that a preempted task had kept", () => {
    const ran = run({
      classic: classic({ fleet: workers(2) }),
      pools: [pool("p", { ...until50(), queue: "priority", preempt: "resume" })],
      workloads: [
        workload("low", { at: [0], service: 100, pool: "p" }),
        workload("high", { at: [30], service: 100, pool: "p", priority: 1 }),
      ],
    });
    expect(spans(ran)).toEqual([
      [0, 150],
      [30, 150],
    ]);
    expect([ran.value("restarts"), ran.value("workLost")]).toEqual([2, 50 / 3.6e9]);
  });

  it("run at its speed", () => {
    const ran = run({
      classic: classic({ fleet: workers(2), speed: [4, 2], dispatch: 3 }),
      pools: [pool("p", { ...until50(), speed: 0.5, dispatch: 1 })],
      workloads: [workload("w", { at: [0, 10], service: 100, pool: "p" })],
    });
    // On the first slot at 0, computing from 1 to 50; then there from 53 on.
    expect(spans(ran)).toEqual([
      [1, 78],
      [53, 103],
    ]);
    expect(parts(ran)).toEqual([
      [0, 0, 1, 25, 52, 0],
      [0, 40, 3, 50, 0, 0],
    ]);
  });

  it("still time out, and are cancelled where the service can never hold them", () => {
    const ran = run({
      classic: classic({ fleet: workers(2) }),
      pools: [pool("p", until50(3))],
      workloads: [workload("w", { at: [0, 10], gang: [3, 2], service: 100, pool: "p", timeout: 120 })],
    });
    expect(ran.jobs.map(({ state, system, started, ended }) => [state, system, started, ended])).toEqual([
      ["Cancelled", "p", 0, 50],
      ["Cancelled", "classic", 50, 130],
    ]);
  });

  it("are cancelled where there is no such service, or the pool says so", () => {
    const workloads = [workload("w", { at: [0, 10], service: 100, pool: "p" })];
    for (const ran of [
      run({ pools: [pool("p", until50())], workloads }),
      run({ classic: classic(), pools: [pool("p", { ...until50(), whenDeleted: "cancel" })], workloads }),
    ])
      expect(ran.jobs.map(({ state, ended }) => [state, ended])).toEqual([
        ["Cancelled", 50],
        ["Cancelled", 50],
      ]);
  });
});

describe("Tasks that a deleted pool lets finish, and that lose their slots before they do", () => {
  // The VM breaks down at 70; nothing else would ever run the task again.
  const breaks: PoolWords = {
    ...until50(),
    deallocation: "taskCompletion",
    breakdown: { mtbf: variate(70), while: "ready" },
  };
  const ends = (ran: AuditedRun) => ran.jobs.map(({ system, state, ended }) => [system, state, ended]);

  it("go on in the classic service", () => {
    const ran = run({
      classic: classic(),
      pools: [pool("p", breaks)],
      workloads: [workload("w", { at: [0], service: 100, pool: "p" })],
    });
    expect(ends(ran)).toEqual([["classic", "Finished", 170]]);
    expect(["restarts", "evictions"].map(ran.value)).toEqual([1, 1]);
  });

  it("are cancelled, unless their pool is told to send them there", () => {
    const ran = run({
      pools: [pool("p", { ...breaks, whenDeleted: "cancel" })],
      workloads: [workload("w", { at: [0], service: 100, pool: "p" })],
    });
    expect(ends(ran)).toEqual([["p", "Cancelled", 70]]);
    expect(ran.value("queue.mean")).toBe(0);
  });

  it("likewise where an attempt fails that would be made again", () => {
    const ran = run({
      pools: [pool("p", { ...until50(), deallocation: "taskCompletion", whenDeleted: "cancel" })],
      workloads: [workload("w", { at: [0], service: 80, pool: "p", failure: { probability: 1, maxRetries: 2 } })],
    });
    expect(ends(ran)).toEqual([["p", "Cancelled", 80]]);
  });
});
