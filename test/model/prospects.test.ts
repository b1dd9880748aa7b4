import { describe, expect, it } from "vitest";
import type { ActionSpec, OccasionSpec } from "../../src/model/pool/operationSpec.ts";
import type { OnDemandSpec, ScalingSpec } from "../../src/model/scaling/scalingSpec.ts";
import { type AuditedRun, type PoolWords, pool, run, variate, type WorkloadWords, workload } from "./worldFixture.ts";

const NONE = Number.POSITIVE_INFINITY;

const at = (time: number): OccasionSpec => ({ kind: "at", time });
const poll = (ticks: number): OccasionSpec => ({ kind: "whenAllDone", poll: ticks });
const every = (ticks: number): OccasionSpec => ({
  kind: "cron",
  nextAt: (from) => Math.max(1, Math.ceil(from / ticks)) * ticks,
});
const create = (vms: number): ActionSpec => ({ kind: "create", vms, billingPlan: null });
const resize = (vms: number): ActionSpec => ({ kind: "resize", vms });

function operations(...list: readonly (readonly [OccasionSpec, ActionSpec])[]): ScalingSpec {
  return { kind: "operations", operations: list.map(([when, action]) => ({ when, action })) };
}

/** Drains a world of 1,000 ticks in which a job comes to the pool p at 20; the other pools have none. */
function drained(words: PoolWords, job: WorkloadWords = {}, ...others: readonly PoolWords[]): AuditedRun {
  return run({
    drain: true,
    pools: [pool("p", words), ...others.map((each, index) => pool(`q${index}`, each))],
    workloads: [workload("w", { at: [20], service: 10, pool: "p", ...job })],
  });
}

/** A pool that had a VM once, and has none when the job comes. */
const gone = operations([at(0), create(1)], [at(10), resize(0)]);

describe("A drain with a job that never will have a VM stops at its end, and so does the bill", () => {
  it.each<[string, PoolWords, readonly PoolWords[]]>([
    ["a resize would have been given up later, if it had not been done", { scaling: gone, resizeTimeout: 5000 }, [{}]],
    [
      "a poll looks whether all is done",
      { scaling: operations([at(0), create(0)], [poll(50), resize(0)]) },
      [{ provisioning: 3 }],
    ],
    [
      "the pool is asked again and again to be what it is",
      { scaling: operations([at(0), create(0)], [every(300), resize(0)]) },
      [],
    ],
    ["VMs of another pool break down and are replaced", {}, [{ breakdown: { mtbf: variate(70), while: "ready" } }]],
    [
      "another pool comes and goes",
      {},
      [{ scaling: operations([at(0), create(1)], [every(700), resize(0)], [every(500), resize(1)]) }],
    ],
  ])("though %s", (_, words, others) => {
    const ran = drained({ scaling: gone, ...words }, {}, ...others);
    expect(ran.result.stop).toBe("drained");
    expect([ran.result.clock, ran.jobs[0]!.state]).toEqual([1000, "NotStarted"]);
  });

  it.each<[string, OnDemandSpec["timers"]]>([
    ["a rule decides again and again, and may do nothing", "surplus"],
    ["the timer of the only VM starts anew and anew", "all"],
  ])("though %s", (_, timers) => {
    const onDemand: OnDemandSpec = {
      ...{ kind: "onDemand", min: [{ from: 0, vms: 1 }], max: [{ from: 0, vms: 2 }] },
      ...{ idleTimeout: variate(5), cancelSurplus: true, timers, maxProvisioning: NONE, evaluateEvery: 300 },
    };
    const quotas = { maxPools: NONE, maxVmsPerPool: 1, maxCores: NONE, maxLowPriorityCores: NONE };
    const ran = run({
      drain: true,
      account: { quotas, increases: [] },
      pools: [pool("p", { scaling: onDemand })],
      workloads: [workload("w", { at: [20], gang: 2, pool: "p" })],
    });
    expect([ran.result.clock, ran.value("computeHours.billed")]).toEqual([1000, 1000 / 3.6e9]);
  });
});

describe("A drain waits for whatever may help", () => {
  it.each<[string, ScalingSpec, WorkloadWords, number, string]>([
    ["an operation", operations([at(0), create(0)], [at(5000), resize(1)]), {}, 5010, "Finished"],
    ["one that comes every so often", operations([at(0), create(0)], [every(1700), resize(1)]), {}, 1710, "Finished"],
    ["the deletion of the pool", operations([at(0), create(0)], [at(4000), { kind: "delete" }]), {}, 4000, "Cancelled"],
    ["the job's timeout", gone, { timeout: 3000 }, 3020, "Cancelled"],
  ])("%s", (_, scaling, job, clock, state) => {
    const ran = drained({ scaling }, job);
    expect([ran.result.clock, ran.jobs[0]!.state]).toEqual([clock, state]);
  });

  it("a VM, and stops when the last one that was to come was not enough", () => {
    const scaling = operations([at(0), create(2)], [at(10), resize(0)], [at(5000), resize(1)]);
    const ran = drained({ scaling, provisioning: [0, 0, 7], resizeTimeout: 9000 }, { gang: 2 });
    expect([ran.result.clock, ran.jobs[0]!.state]).toEqual([5007, "NotStarted"]);
    expect(ran.value("byPool.p.computeHours.billed")).toBe(20 / 3.6e9);
  });
});
