import { describe, expect, it } from "vitest";
import type { AccountSpec, Quotas } from "../../../src/model/pool/accountSpec.ts";
import type { OperationSpec } from "../../../src/model/pool/operationSpec.ts";
import type { OnDemandSpec, ScalingSpec } from "../../../src/model/scaling/scalingSpec.ts";
import { type AuditedRun, pool, run, variate, workload } from "../worldFixture.ts";

const NONE = Number.POSITIVE_INFINITY;

function account(quotas: Partial<Quotas>, increases: AccountSpec["increases"] = []): AccountSpec {
  const none = { maxPools: NONE, maxVmsPerPool: NONE, maxCores: NONE, maxLowPriorityCores: NONE };
  return { quotas: { ...none, ...quotas }, increases };
}

function onDemand(max: number, over: Partial<OnDemandSpec> = {}): ScalingSpec {
  return {
    kind: "onDemand",
    min: [{ from: 0, vms: 0 }],
    max: [{ from: 0, vms: max }],
    idleTimeout: variate(0),
    cancelSurplus: true,
    timers: "surplus",
    maxProvisioning: NONE,
    evaluateEvery: 0,
    ...over,
  };
}

function operations(...list: readonly OperationSpec[]): ScalingSpec {
  return { kind: "operations", operations: list };
}

const createAt = (time: number, vms: number): OperationSpec => ({
  when: { kind: "at", time },
  action: { kind: "create", vms, billingPlan: null },
});
const resizeAt = (time: number, vms: number): OperationSpec => ({
  when: { kind: "at", time },
  action: { kind: "resize", vms },
});

function refusals(ran: AuditedRun): readonly unknown[] {
  return ran.result.operations.map(({ time, pool: name, outcome, reason }) => [time, name, outcome, reason]);
}

describe("An account's quotas", () => {
  it("let so many pools be, and so many VMs in each", () => {
    const ran = run({
      account: account({ maxPools: 2, maxVmsPerPool: 3 }),
      pools: ["a", "b", "c"].map((name, i) =>
        pool(name, { scaling: operations(createAt(10 * i, 2 + i), resizeAt(50, 5)) }),
      ),
      workloads: [workload("w", { at: [60], pool: "c" })],
    });
    expect(refusals(ran)).toEqual([
      [0, "a", "done", ""],
      [10, "b", "done", ""],
      [20, "c", "refused", "maxPools is 2: asked for 1 more, none left"],
      [50, "a", "refused", "maxVmsPerPool is 3: asked for 5, 1 more are left"],
      [50, "b", "refused", "maxVmsPerPool is 3: asked for 5, 0 more are left"],
      [50, "c", "refused", "404: the pool does not exist"],
    ]);
    expect(ran.value("quota.refused")).toBe(3);
    expect(ran.value("byPool.a.quota.refused")).toBe(1);
    expect(ran.jobs[0]!.state).toBe("Rejected");
  });

  it("give a pool the VMs whose cores are left, as the service does", () => {
    const ran = run({
      account: account({ maxCores: 10 }),
      pools: [
        pool("a", { cores: 2, scaling: operations(createAt(0, 3)) }),
        pool("b", { cores: 2, scaling: operations(createAt(5, 4)) }),
      ],
      workloads: [workload("w", { at: [20], tasks: 3, service: 10, pool: "b" })],
    });
    expect(refusals(ran)[1]).toEqual([
      5,
      "b",
      "partial",
      "maxCores is 10: asked for 8 cores more, 4 are left for 2 of 4 VMs",
    ]);
    expect([...ran.result.vms].filter(({ pool: name }) => name === "b")).toHaveLength(2);
    // Two tasks run from 20 to 30, the third one waits for as long, and the cores are what is missing.
    expect(ran.value("byPool.b.atLimit")).toBe(0.01);
    expect(ran.value("byPool.b.atLimit.coreQuota")).toBe(0.01);
    expect(ran.value("byPool.b.atLimit.max")).toBe(0);
  });

  it("leave a resize short of its target, though a busy VM of the other kind is gone at once", () => {
    const lowPriority = { vms: 1, lifetime: null, discount: 0.8, longestRun: null };
    const resize: OperationSpec = {
      when: { kind: "at", time: 50 },
      action: { kind: "resize", vms: 3, lowPriority: 0 },
    };
    const ran = run({
      account: account({ maxCores: 1 }),
      pools: [pool("p", { cores: 1, lowPriority, scaling: operations(createAt(0, 1), resize) })],
      workloads: [workload("w", { at: [0], batch: 2, service: 100, pool: "p" })],
    });
    expect(refusals(ran)).toEqual([
      [0, "p", "done", ""],
      [50, "p", "partial", "maxCores is 1: asked for 2 cores more, 0 are left for 0 of 2 VMs"],
    ]);
  });

  it("are shared out in the order of the pools, whichever of an instant's jobs came first", () => {
    const ran = run({
      account: account({ maxCores: 1 }),
      pools: ["a", "b"].map((name) => pool(name, { cores: 1, scaling: onDemand(1) })),
      workloads: ["b", "a"].map((name) => workload(name, { at: [10], service: 20, pool: name })),
    });
    // The other one's VM comes when the first one's has left, as soon as it is idle.
    expect(ran.result.vms.map(({ pool: name, requested }) => [name, requested])).toEqual([
      ["a", 10],
      ["b", 30],
    ]);
  });

  it("refuse a pool that is to be there from the start", () => {
    const ran = run({ account: account({ maxVmsPerPool: 3 }), pools: [pool("p", { vms: 4 })] });
    expect(refusals(ran)).toEqual([[0, "p", "refused", "maxVmsPerPool is 3: asked for 4, 3 more are left"]]);
    expect([...ran.result.vms]).toEqual([]);
  });

  it("keep a pool on demand small, and let it grow once they are raised", () => {
    const increases = [{ at: 30, quotas: { maxVmsPerPool: 3 }, takes: variate(20) }];
    const ran = run({
      account: account({ maxVmsPerPool: 1 }, increases),
      pools: [pool("p", { scaling: onDemand(10) })],
      workloads: [workload("w", { at: [0], batch: 3, service: 100, pool: "p" })],
    });
    expect(ran.jobs.map(({ started }) => started)).toEqual([0, 50, 50]);
    expect(ran.result.operations).toEqual([
      { time: 30, pool: "", operation: "raise quota", argument: "maxVmsPerPool 3", outcome: "done", reason: "" },
    ]);
    expect(ran.value("byPool.p.atLimit.quota")).toBe(0.05);
    expect(ran.value("quota.refused")).toBe(1);
  });

  it("give a pool on demand the cores that another one leaves, once its VMs are gone", () => {
    const ran = run({
      account: account({ maxCores: 2 }),
      pools: [
        pool("a", { cores: 1, deprovisioning: 5, scaling: onDemand(10) }),
        pool("b", { cores: 1, scaling: onDemand(10) }),
      ],
      workloads: [
        workload("wa", { at: [0], batch: 2, service: [10, 30], pool: "a" }),
        workload("wb", { at: [1], service: 10, pool: "b" }),
      ],
    });
    // The first VM of a is idle at 10, leaves at once and is gone at 15.
    expect(ran.jobs.map(({ started }) => started)).toEqual([0, 0, 15]);
    expect(ran.value("byPool.b.atLimit.coreQuota")).toBe(0.014);
  });
});

describe("A pool on demand", () => {
  it("decides at its own times where it is told to, and starts with its minimum", () => {
    const ran = run({
      pools: [pool("p", { provisioning: 10, scaling: onDemand(5, { min: [{ from: 0, vms: 1 }], evaluateEvery: 50 }) })],
      workloads: [workload("w", { at: [20], batch: 2, service: 100, pool: "p" })],
    });
    expect([...ran.result.vms].map(({ requested }) => requested)).toEqual([0, 50]);
    expect(ran.jobs.map(({ started, queued, provisioning }) => [started, queued, provisioning])).toEqual([
      [20, 0, 0],
      [60, 0, 40],
    ]);
  });

  it("has at most so many VMs in provisioning at a time", () => {
    const ran = run({
      pools: [pool("p", { provisioning: 10, scaling: onDemand(5, { maxProvisioning: 2 }) })],
      workloads: [workload("w", { at: [0], batch: 5, service: 100, pool: "p" })],
    });
    expect([...ran.result.vms].map(({ requested }) => requested)).toEqual([0, 0, 10, 10, 20]);
    // It may grow, only not at once.
    expect(ran.value("atLimit")).toBe(0);
  });

  it("asks for as many VMs as the slots and the gangs need", () => {
    const ran = run({
      pools: [pool("p", { slotsPerVm: 4, provisioning: 10, scaling: onDemand(5) })],
      workloads: [
        workload("gangs", { at: [0], gang: 6, service: 50, pool: "p" }),
        workload("tasks", { at: [0], tasks: 3, service: 50, pool: "p" }),
      ],
    });
    // Nine slots on VMs of four.
    expect([...ran.result.vms]).toHaveLength(3);
    expect(ran.jobs.map(({ started, ended }) => [started, ended])).toEqual([
      [10, 60],
      [10, 60],
    ]);
  });

  it("lets the longest idle VM beyond its minimum leave, and keeps the others", () => {
    const scaling = onDemand(3, { min: [{ from: 0, vms: 1 }], idleTimeout: variate(100) });
    const ran = run({
      pools: [pool("p", { scaling })],
      workloads: [workload("w", { at: [0], batch: 3, service: [30, 10, 20], pool: "p" })],
    });
    // Idle since 10, 20 and 30: two of the three carry a timer, and each leaves 100 ticks after it came to.
    expect([...ran.result.vms].map(({ vm, left, endReason }) => [vm, left, endReason])).toEqual([
      [0, null, ""],
      [1, 110, "idle"],
      [2, 120, "idle"],
    ]);
  });

  it("follows a timetable of its limits", () => {
    // The world starts at 00:00.
    const max = [
      { from: 0, vms: 1 },
      { from: 40, vms: 2 },
    ];
    const ran = run({
      pools: [pool("p", { scaling: onDemand(0, { max }) })],
      workloads: [workload("w", { at: [0], batch: 2, service: 100, pool: "p" })],
    });
    expect(ran.jobs.map(({ started }) => started)).toEqual([0, 40]);
    expect(ran.value("byPool.p.atLimit.max")).toBe(0.04);
  });

  it("asks for another VM as an idle one leaves, whatever else comes at that instant", () => {
    // The gang waits for the second VM, until 20; the first one is idle from 5 to 10, and the one in its place takes 10.
    const gang = workload("gang", { at: [0], gang: 2, service: 50, pool: "p" });
    const behind = workload("behind", { at: [10], service: 1, pool: "p" });
    const p = pool("p", { provisioning: [5, 20, 10, 5], scaling: onDemand(2, { idleTimeout: variate(5) }) });
    for (const workloads of [[gang], [gang, behind]])
      expect(run({ pools: [p], workloads }).jobs[0]!.started).toEqual(20);
  });

  it("does not decide for ever where VMs come and go in no time and a gang waits for more than there may be", () => {
    const max = [
      { from: 0, vms: 2 },
      { from: 500, vms: 3 },
    ];
    const ran = run({
      pools: [pool("p", { scaling: onDemand(0, { max }) })],
      workloads: [workload("w", { at: [0], gang: 3, service: 10, pool: "p" })],
    });
    expect(ran.jobs.map(({ started }) => started)).toEqual([500]);
  });
});
