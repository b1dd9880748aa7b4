import { describe, expect, it } from "vitest";
import {
  type AuditedRun,
  type PoolWords,
  pool,
  run,
  scripted,
  spans,
  type WorkloadWords,
  workload,
} from "../worldFixture.ts";

/** Runs jobs in one pool. */
function inPool(words: PoolWords, ...workloads: readonly WorkloadWords[]): AuditedRun {
  return run({
    pools: [pool("p", words)],
    workloads: workloads.map((each, index) => workload(`w${index}`, { ...each, pool: "p" })),
  });
}

function vmsOf(ran: AuditedRun): readonly (number | null)[] {
  return ran.jobs.map((job) => job.vm);
}

describe("The VMs of a pool", () => {
  it("are usable each as soon as it is ready", () => {
    const ran = inPool({ vms: 3, provisioning: [10, 30, 20] }, { at: [0, 0, 0], service: 100 });
    expect(ran.jobs.map(({ started, vm, provisioning, queued }) => [started, vm, provisioning, queued])).toEqual([
      [10, 0, 10, 0],
      [20, 2, 20, 0],
      [30, 1, 30, 0],
    ]);
  });

  it("are ready after their start task, which is part of provisioning", () => {
    const ran = inPool({ vms: 2, provisioning: [10, 20], startTask: [5, 1] }, { at: [0, 0], service: 100 });
    expect(ran.jobs.map(({ started, provisioning }) => [started, provisioning])).toEqual([
      [15, 15],
      [21, 21],
    ]);
    expect(ran.result.vms.map(({ requested, ready, deleted }) => [requested, ready, deleted])).toEqual([
      [0, 15, null],
      [0, 21, null],
    ]);
  });

  it("divide service times by their speed", () => {
    const ran = inPool({ vms: 2, speed: 4 }, { at: [0, 0], service: [40, 10] });
    // 10 / 4 is 2.5: a tick is the nearest there is.
    expect(ran.jobs.map((job) => job.service)).toEqual([10, 3]);
  });

  it("hold the slot during the dispatch delay, and are idle meanwhile", () => {
    const ran = inPool({ dispatch: 3 }, { at: [0, 1], service: 5 });
    expect(spans(ran)).toEqual([
      [3, 8],
      [11, 16],
    ]);
    expect([ran.result.vms[0]!.busy, ran.result.vms[0]!.idle]).toEqual([10, 990]);
  });
});

describe("The parts of a wait in a pool", () => {
  it("are provisioning up to when the VM then taken was ready, and queued from then on", () => {
    const ran = inPool({ provisioning: 10 }, { at: [0, 5, 15], service: [20, 1, 1] });
    expect(ran.jobs.map(({ started, provisioning, queued }) => [started, provisioning, queued])).toEqual([
      [10, 10, 0],
      [30, 5, 20],
      [31, 0, 16],
    ]);
  });

  it("go by the VM that was taken, not by the first that was ready", () => {
    const ran = inPool({ vms: 2, provisioning: [10, 40] }, { at: [0, 0], service: [100, 10] });
    expect(ran.jobs.map(({ provisioning, queued }) => [provisioning, queued])).toEqual([
      [10, 0],
      [40, 0],
    ]);
  });

  it("of a gang go by the last of its VMs", () => {
    const ran = inPool({ vms: 2, provisioning: [5, 30] }, { at: [2], service: 7, gang: 2 });
    const [job] = ran.jobs;
    expect([job!.started, job!.ended, job!.provisioning, job!.queued]).toEqual([30, 37, 28, 0]);
  });
});

describe("A job of several tasks", () => {
  it("starts with its first task and ends with its last", () => {
    const ran = inPool({ vms: 2 }, { at: [0], tasks: 5, service: [4, 6, 3, 5, 2] });
    // VM 0: 0-4, 4-7, 7-9; VM 1: 0-6, 6-11.
    const [job] = ran.jobs;
    expect([job!.started, job!.ended, job!.service, job!.lastTask, job!.vm]).toEqual([0, 11, 4, 7, 0]);
    expect(ran.result.vms.map(({ tasks, busy }) => [tasks, busy])).toEqual([
      [3, 9],
      [2, 11],
    ]);
  });

  it("has the record of the task that started first, which need not be the one that got its slot first", () => {
    const ran = inPool({ vms: 3, dispatch: scripted([9, 3, 5]) }, { at: [0], tasks: 3, service: [10, 12, 11] });
    // 9-19, 3-15, 5-16.
    const [job] = ran.jobs;
    expect(job).toMatchObject({ started: 3, ended: 19, vm: 1, queued: 0, dispatch: 3, service: 12, lastTask: 4 });
  });

  it("has the record of the lowest of its tasks that started together", () => {
    const ran = inPool({ vms: 2 }, { at: [0], tasks: 2, service: [3, 9] });
    expect(ran.jobs[0]).toMatchObject({ service: 3, lastTask: 6, vm: 0 });
  });

  it("lets no later job pass while one of its tasks waits", () => {
    const ran = inPool({ vms: 2 }, { at: [0], tasks: 3, service: 10 }, { at: [1], service: 1 });
    expect(spans(ran)).toEqual([
      [0, 20],
      [10, 11],
    ]);
  });

  it("is cancelled with all of its tasks, running or not", () => {
    const ran = inPool(
      { vms: 2 },
      { at: [0], tasks: 4, service: [5, 50, 50, 50], timeout: 20 },
      { at: [1], service: 1 },
    );
    // The first task's slot goes to the third at 5; both that run at 20 are ended, the fourth never started.
    expect(ran.jobs.map(({ started, ended, state }) => [started, ended, state])).toEqual([
      [0, 20, "Cancelled"],
      [20, 21, "Finished"],
    ]);
    expect(ran.result.vms.map(({ busy }) => busy)).toEqual([21, 20]);
  });
});

describe("A gang", () => {
  const jobs: readonly WorkloadWords[] = [{ at: [0, 1, 2], gang: [3, 3, 1], service: [10, 10, 1] }];

  it("at the head of the queue blocks those behind it", () => {
    expect(inPool({ vms: 4 }, ...jobs).jobs.map((job) => job.started)).toEqual([0, 10, 10]);
  });

  it("is passed by smaller ones under first fit", () => {
    expect(inPool({ vms: 4, backfill: "firstFit" }, ...jobs).jobs.map((job) => job.started)).toEqual([0, 10, 2]);
  });

  it("takes slots of several VMs, or several of one", () => {
    const ran = inPool({ vms: 2, slotsPerVm: 2 }, { at: [0, 0], gang: [3, 1], service: [10, 4] });
    expect(spans(ran)).toEqual([
      [0, 10],
      [0, 4],
    ]);
    expect(ran.jobs.map((job) => job.slots)).toEqual([3, 1]);
    expect(ran.result.vms.map(({ busy }) => busy)).toEqual([10, 10]);
  });

  it("wider than its pool is rejected on submission, and counted", () => {
    const ran = inPool({ vms: 2, slotsPerVm: 2 }, { at: [0, 0], gang: [5, 4] });
    expect(ran.jobs.map(({ state, ended }) => [state, ended])).toEqual([
      ["Rejected", 0],
      ["Finished", 1],
    ]);
    expect([ran.value("jobs.rejected"), ran.value("byPool.p.jobs.rejected")]).toEqual([1, 1]);
  });
});

describe("A free task takes", () => {
  it.each([
    ["pack", [0, 0, 1, 1]],
    ["spread", [0, 1, 0, 1]],
  ] as const)("under %s its VM by the slots that are busy", (fill, vms) => {
    const ran = inPool({ vms: 2, slotsPerVm: 2, fill }, { at: [0, 1, 2, 3], service: 100 });
    expect(vmsOf(ran)).toEqual(vms);
  });

  it.each([
    ["mostRecentlyIdle", 1],
    ["longestIdle", 0],
  ] as const)("under %s an idle VM by when its last task ended", (reuse, vm) => {
    const ran = inPool({ vms: 2, reuse }, { at: [0, 0, 30], service: [10, 20, 5] });
    expect(vmsOf(ran)[2]).toBe(vm);
    expect(ran.result.vms.map(({ tasks }) => tasks)).toEqual(vm === 0 ? [2, 1] : [1, 2]);
  });

  it.each([
    ["mostRecentlyIdle", 1],
    ["longestIdle", 0],
  ] as const)("under %s a VM that never worked by its ready instant", (reuse, vm) => {
    expect(vmsOf(inPool({ vms: 2, reuse, provisioning: [0, 15] }, { at: [20] }))).toEqual([vm]);
  });

  it.each(["mostRecentlyIdle", "longestIdle"] as const)("under %s the lowest ordinal among equals", (reuse) => {
    expect(vmsOf(inPool({ vms: 3, reuse }, { at: [5, 5, 5], service: 9 }))).toEqual([0, 1, 2]);
  });
});

describe("The queue of a pool", () => {
  const jobs: readonly WorkloadWords[] = [
    { at: [0, 1, 3], service: 10, priority: 0 },
    { at: [2, 4], service: 10, priority: 5 },
  ];

  it("serves the higher priority first where told, and lets running tasks go on", () => {
    // Submitted at 0, 1, 2 (high), 3, 4 (high).
    expect(inPool({ queue: "priority" }, ...jobs).jobs.map((job) => job.started)).toEqual([0, 30, 10, 40, 20]);
  });

  it("serves first in, first out otherwise, whatever the priorities", () => {
    expect(inPool({ queue: "fifo" }, ...jobs).jobs.map((job) => job.started)).toEqual([0, 10, 20, 30, 40]);
  });
});

describe("The timeout of a job", () => {
  it("cancels it in the queue and while it runs, and frees its slot", () => {
    const ran = inPool({}, { at: [0, 10], service: [100, 5], timeout: 30 }, { at: [1], timeout: 5 });
    expect(ran.jobs.map(({ started, ended, state }) => [started, ended, state])).toEqual([
      [0, 30, "Cancelled"],
      [null, 6, "Cancelled"],
      [30, 35, "Finished"],
    ]);
    expect(ran.result.vms[0]!.busy).toBe(35);
  });

  it("cancels it during its dispatch delay", () => {
    const ran = inPool({ dispatch: 40 }, { at: [0], service: 1, timeout: 30 }, { at: [0], service: 1 });
    expect(ran.jobs.map(({ started, ended, state }) => [started, ended, state])).toEqual([
      [null, 30, "Cancelled"],
      [70, 71, "Finished"],
    ]);
  });

  it("does not cancel what completes at the same instant", () => {
    expect(inPool({}, { at: [0], service: 30, timeout: 30 }).jobs[0]!.state).toBe("Finished");
  });

  it("cancels a gang at the head of the queue, and those behind it go on", () => {
    const ran = inPool({ vms: 2 }, { at: [0], service: 50 }, { at: [1], gang: 2, timeout: 9 }, { at: [2], service: 3 });
    expect(ran.jobs.map((job) => job.started)).toEqual([0, null, 10]);
  });
});
