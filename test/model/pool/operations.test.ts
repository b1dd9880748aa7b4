import { describe, expect, it } from "vitest";
import { HOUR, SECOND } from "../../../src/engine/time.ts";
import { cancelledVmAt } from "../../../src/model/cancelledVms.ts";
import type { ActionSpec, OccasionSpec, OperationSpec } from "../../../src/model/pool/operationSpec.ts";
import { type AuditedRun, type PoolWords, pool, run, type WorkloadWords, workload } from "../worldFixture.ts";

const at = (time: number): OccasionSpec => ({ kind: "at", time });
const poll = (ticks: number): OccasionSpec => ({ kind: "whenAllDone", poll: ticks });
const create = (vms: number): ActionSpec => ({ kind: "create", vms, billingPlan: null });
const resize = (vms: number): ActionSpec => ({ kind: "resize", vms });
const remove: ActionSpec = { kind: "delete" };

/** Runs jobs in one pool that operations create and resize. */
function operated(
  operations: readonly (readonly [OccasionSpec, ActionSpec])[],
  words: PoolWords = {},
  ...workloads: readonly WorkloadWords[]
): AuditedRun {
  const list: OperationSpec[] = operations.map(([when, action]) => ({ when, action }));
  return run({
    pools: [pool("p", { scaling: { kind: "operations", operations: list }, ...words })],
    workloads: workloads.map((each, index) => workload(`w${index}`, { ...each, pool: "p" })),
  });
}

function outcomes(ran: AuditedRun): readonly string[] {
  return ran.result.operations.map(({ time, operation, argument, outcome, reason }) =>
    [time, operation, argument, outcome, reason].filter((word) => word !== "").join(" "),
  );
}

/** `[requested, ready, left, deleted, end]` of each VM, in order of the requests. */
function lives(ran: AuditedRun): readonly unknown[] {
  const [vms] = ran.result.cancelledVms;
  const cancelled = Array.from({ length: vms!.count }, (_, place) => {
    const { vm, requested, cancelled: time } = cancelledVmAt(vms!, place);
    return { vm, requested, ready: null, left: null, deleted: time, endReason: "cancelled" };
  });
  const all = [...ran.result.vms, ...cancelled].sort((a, b) => a.vm - b.vm);
  return all.map(({ requested, ready, left, deleted, endReason }) => [requested, ready, left, deleted, endReason]);
}

describe("A pool that is operated", () => {
  it("does not exist before it is created: jobs that come then are rejected, counted, and told of", () => {
    const ran = operated([[at(50), create(1)]], {}, { at: [10, 60], service: 5 });
    expect(ran.jobs.map(({ state, started }) => [state, started])).toEqual([
      ["Rejected", null],
      ["Finished", 60],
    ]);
    expect(ran.value("jobs.rejected")).toBe(1);
    expect(ran.result.warnings).toEqual([
      "p: jobs were rejected, for the pool did not exist then, or was being deleted; create it earlier, or delete it later.",
    ]);
    expect(lives(ran)).toEqual([[50, 50, null, null, ""]]);
  });

  it("is under way until its last VM is ready, and refuses a resize meanwhile", () => {
    const ran = operated(
      [
        [at(0), create(2)],
        [at(30), resize(4)],
        [at(40), resize(4)],
        [at(45), resize(1)],
      ],
      { provisioning: [10, 40, 20, 100] },
    );
    expect(outcomes(ran)).toEqual([
      "0 create 2 done",
      "30 resize 4 refused 409: a resize is under way",
      "40 resize 4 done",
      "45 resize 1 refused 409: a resize is under way",
    ]);
  });

  it("takes the operations of an instant one by one: VMs that come and go in no time hold up none of them", () => {
    const ran = operated([
      [at(0), create(1)],
      [at(30), resize(4)],
      [at(30), resize(3)],
      [at(60), remove],
      [at(60), create(2)],
    ]);
    expect(outcomes(ran)).toEqual([
      "0 create 1 done",
      "30 resize 4 done",
      "30 resize 3 done",
      "60 delete done",
      "60 create 2 done",
    ]);
    expect(lives(ran).map((life) => (life as unknown[]).slice(1, 4))).toEqual([
      [0, 30, 30],
      [30, 60, 60],
      [30, 60, 60],
      [30, 60, 60],
      [60, null, null],
      [60, null, null],
    ]);
  });

  it("takes the place of a resize under way where that is let", () => {
    const ran = operated(
      [
        [at(0), create(3)],
        [at(5), resize(1)],
      ],
      { provisioning: [10, 40, 20], resizeWhileResizing: true },
    );
    expect(outcomes(ran)).toEqual(["0 create 3 stopped another resize took its place", "5 resize 1 done"]);
    // The youngest requests go first, unbilled.
    expect(lives(ran)).toEqual([
      [0, 10, null, null, ""],
      [0, null, null, 5, "cancelled"],
      [0, null, null, 5, "cancelled"],
    ]);
    expect([...ran.result.vms].map(({ billed }) => billed)).toEqual([990]);
  });

  it("ends short of its target when that takes too long", () => {
    const ran = operated([[at(0), create(3)]], { provisioning: [10, 60, 50], resizeTimeout: 50 });
    // What is ready at the very instant of the timeout is in time.
    expect(outcomes(ran)).toEqual(["0 create 3 partial resizeTimeout: 1 VM was not ready in time"]);
    expect(lives(ran).map((life) => (life as unknown[])[4])).toEqual(["", "cancelled", ""]);
  });

  it("lets the VMs of time 0 take as long as they take", () => {
    const ran = run({ pools: [pool("p", { provisioning: 500, resizeTimeout: 50 })] });
    expect(lives(ran)).toEqual([[0, 500, null, null, ""]]);
  });

  it("shrinks by VMs that are not ready, then idle ones, then busy ones", () => {
    const words = { provisioning: [0, 0, 300], deprovisioning: 7 };
    const ran = operated(
      [
        [at(0), create(3)],
        [at(100), resize(1)],
      ],
      { ...words, resizeWhileResizing: true },
      { at: [50], service: 500 },
    );
    expect(lives(ran)).toEqual([
      [0, 0, null, null, ""],
      [0, 0, 100, 107, "resize"],
      [0, null, null, 100, "cancelled"],
    ]);
    expect([...ran.result.vms].map(({ billed, busy, idle, leaving }) => [billed, busy, idle, leaving])).toEqual([
      [1000, 500, 500, 0],
      [107, 0, 100, 7],
    ]);
  });

  it.each([
    // At 30 the youngest VM leaves. Its task, of 40 ticks, begins anew when the other VM is free at 50.
    [
      "requeue",
      ["Finished", "Finished"],
      [
        [10, 50],
        [10, 90],
      ],
      1,
      20,
    ],
    [
      "terminate",
      ["Finished", "Failed"],
      [
        [10, 50],
        [10, 30],
      ],
      0,
      0,
    ],
    [
      "taskCompletion",
      ["Finished", "Finished"],
      [
        [10, 50],
        [10, 50],
      ],
      0,
      0,
    ],
  ] as const)("deals with busy VMs by %s", (deallocation, states, spans, restarts, lost) => {
    const ran = operated(
      [
        [at(0), create(2)],
        [at(30), resize(1)],
      ],
      { deallocation },
      { at: [10, 10], service: 40 },
    );
    expect(ran.jobs.map(({ state }) => state)).toEqual(states);
    expect(ran.jobs.map(({ started, ended }) => [started, ended])).toEqual(spans);
    expect(ran.value("restarts")).toBe(restarts);
    expect(ran.value("workLost")).toBeCloseTo(lost / 3.6e9, 20);
    const leavingBusy = deallocation === "taskCompletion" ? 50 : 30;
    expect(lives(ran)).toEqual([
      [0, 0, null, null, ""],
      [0, 0, 30, leavingBusy, "resize"],
    ]);
    if (deallocation === "requeue") {
      expect(ran.jobs[1]).toMatchObject({ queued: 0, service: 40, restarts: 40, lastTask: 0 });
    }
  });

  it("serves what lost its slot before what never had one, with the same size", () => {
    const ran = operated(
      [
        [at(0), create(2)],
        [at(30), resize(1)],
      ],
      {},
      { at: [0, 10, 20], service: [40, 35, 8] },
    );
    expect(ran.jobs.map(({ started, ended }) => [started, ended])).toEqual([
      [0, 40],
      [10, 75],
      [75, 83],
    ]);
  });

  it("cancels the jobs that wait when it is deleted, and rejects those that come while it is", () => {
    const ran = operated(
      [
        [at(0), create(1)],
        [at(20), remove],
        [at(25), create(1)],
        [at(40), create(2)],
      ],
      { deprovisioning: 10 },
      { at: [5, 6, 22, 45], service: 100 },
    );
    expect(outcomes(ran)).toEqual([
      "0 create 1 done",
      "20 delete done",
      "25 create 1 refused 409: the pool is being deleted",
      "40 create 2 done",
    ]);
    expect(ran.jobs.map(({ state, ended }) => [state, ended])).toEqual([
      ["Cancelled", 20],
      ["Cancelled", 20],
      ["Rejected", 22],
      ["Finished", 145],
    ]);
    expect(lives(ran)[0]).toEqual([0, 0, 20, 30, "pool deleted"]);
  });

  it("is not there to be resized or deleted before it is created, nor to be created twice", () => {
    const ran = operated([
      [at(1), resize(3)],
      [at(2), remove],
      [at(3), create(1)],
      [at(4), create(2)],
    ]);
    expect(outcomes(ran)).toEqual([
      "1 resize 3 refused 404: the pool does not exist",
      "2 delete refused 404: the pool does not exist",
      "3 create 1 done",
      "4 create 2 refused 409: the pool exists",
    ]);
  });
});

describe("An operation that waits until all is done", () => {
  it("polls from the first job on, is called once, and arms again when the pool grows", () => {
    const ran = operated(
      [
        [at(0), create(2)],
        [poll(30), resize(0)],
        [at(200), resize(1)],
      ],
      {},
      // Polls at 40, 70 and 100: all is done at 95. At 110 nobody polls any more.
      { at: [10, 60, 110, 210], service: [35, 35, 5, 5] },
    );
    expect(outcomes(ran)).toEqual(["0 create 2 done", "100 resize 0 done", "200 resize 1 done", "240 resize 0 done"]);
    // The job of 110 waits for the VM of 200.
    expect(ran.jobs.map(({ started }) => started)).toEqual([10, 60, 200, 210]);
  });

  it("tries again after a conflict", () => {
    const ran = operated(
      [
        [at(0), create(2)],
        [poll(30), resize(0)],
      ],
      { provisioning: [0, 75] },
      { at: [5], service: 10 },
    );
    expect(outcomes(ran)).toEqual([
      "0 create 2 done",
      "35 resize 0 refused 409: a resize is under way",
      "65 resize 0 refused 409: a resize is under way",
      "95 resize 0 done",
    ]);
  });
});

describe("A resize that changes both kinds of VMs", () => {
  const both = (vms: number, lowPriority: number): ActionSpec => ({ kind: "resize", vms, lowPriority });
  const lowPriority = { vms: 0, lifetime: null, discount: 0.8, longestRun: null };

  it("is under way until all that are to come are ready, though the busy one that goes is gone at once", () => {
    const ran = operated(
      [
        [at(0), create(1)],
        [at(50), both(0, 1)],
        [at(60), both(0, 0)],
      ],
      { lowPriority, provisioning: [0, 20] },
      { at: [0], service: 100 },
    );
    expect(outcomes(ran)).toEqual([
      "0 create 1 done",
      "50 resize 0 + 1 low priority done",
      "60 resize 0 + 0 low priority refused 409: a resize is under way",
    ]);
    expect(ran.jobs.map(({ ended }) => ended)).toEqual([170]);
  });
});

describe("The two examples of the service's bill, by operations", () => {
  it.each([
    [2, 24, 0],
    [2, 24, 1000],
    [4, 12, 0],
    [4, 12, 1000],
  ])("%d VMs for %d hours are 48 compute-hours, with %d jobs", (vms, hours, jobs) => {
    const ran = run({
      horizon: 30 * HOUR,
      pools: [
        pool("p", {
          scaling: {
            kind: "operations",
            operations: [
              { when: at(0), action: create(vms) },
              { when: at(hours * HOUR), action: remove },
            ],
          },
        }),
      ],
      workloads: jobs === 0 ? [] : [workload("w", { at: [0], batch: jobs, service: 60 * SECOND, pool: "p" })],
    });
    expect(ran.value("computeHours.billed")).toBe(48);
    expect([...ran.result.vms].map(({ billed }) => billed)).toEqual(Array.from({ length: vms }, () => hours * HOUR));
    expect(ran.value("jobs.finished")).toBe(jobs);
  });
});
