import { describe, expect, it } from "vitest";
import type { JobScalingSpec } from "../../../src/model/scaling/scalingSpec.ts";
import { type AuditedRun, pool, run, spans, workload } from "../worldFixture.ts";

function byJobs(over: Partial<JobScalingSpec>): JobScalingSpec {
  return { kind: "byJobs", min: 0, max: 4, initial: 0, evaluateEvery: 100, ...over };
}

function lives(ran: AuditedRun) {
  return ran.result.vms.map(({ requested, ready, deleted, endReason }) => [requested, ready, deleted, endReason]);
}

describe("A cluster scaled by its jobs", () => {
  it("looks at what queued and running jobs need, and lets go of the rest, only when it is time", () => {
    const ran = run({
      workloads: [workload("w", { at: [10, 20], gang: [2, 1], service: [150, 20], pool: "p" })],
      pools: [pool("p", { provisioning: 30, scaling: byJobs({}) })],
    });
    // At 100 three nodes are needed; at 200 the two of the first job, until 280.
    expect(lives(ran)).toEqual([
      [100, 130, 300, "idle"],
      [100, 130, 300, "idle"],
      [100, 130, 200, "idle"],
    ]);
    expect(spans(ran)).toEqual([
      [130, 280],
      [130, 150],
    ]);
  });

  it("begins with as many as told, and keeps the minimum", () => {
    const ran = run({ horizon: 250, pools: [pool("p", { scaling: byJobs({ min: 1, initial: 3 }) })] });
    expect(lives(ran).filter(([, , deleted]) => deleted === 100).length).toBe(2);
    expect(lives(ran).filter(([, , deleted]) => deleted === null).length).toBe(1);
  });

  it("never has more than its maximum, and says that it is at its limit", () => {
    const ran = run({
      horizon: 400,
      workloads: [workload("w", { at: [0], batch: 9, service: 300, pool: "p" })],
      pools: [pool("p", { scaling: byJobs({ max: 2 }) })],
    });
    expect(ran.value("vms.peak")).toBe(2);
    expect(ran.value("byPool.p.atLimit.max")).toBe(300 / 400);
  });

  it("cancels what is not ready and no longer needed", () => {
    const ran = run({
      workloads: [workload("w", { at: [0], service: 10, timeout: 150, pool: "p" })],
      pools: [pool("p", { provisioning: 500, scaling: byJobs({}) })],
    });
    expect(lives(ran)).toEqual([]);
    expect(ran.result.cancelledVms[0]).toMatchObject({ count: 1 });
  });

  it("keeps nodes that are unusable until it shrinks, and pays for them", () => {
    const ran = run({
      horizon: 500,
      workloads: [workload("w", { at: [0], service: 10, timeout: 250, pool: "p" })],
      pools: [
        pool("p", {
          scaling: byJobs({ max: 1 }),
          provisioning: 20,
          billing: "fromAllocation",
          startTaskFailure: { probability: 1 },
        }),
      ],
    });
    expect(lives(ran)).toEqual([[100, null, 300, "start task failed"]]);
    expect(ran.result.vms[0]!.billed).toBe(200);
  });
});
