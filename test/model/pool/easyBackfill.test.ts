import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { TraceJobs } from "../../../src/model/workload/traceJobs.ts";
import { type AuditedRun, type PoolWords, pool, run, spans, type WorkloadWords, workload } from "../worldFixture.ts";
import { type EasyJob, easyStarts } from "./easyQueue.ts";

/** Runs jobs in one pool that is backfilled by estimates. */
function easily(words: PoolWords, ...workloads: readonly WorkloadWords[]): AuditedRun {
  return run({
    pools: [pool("p", { backfill: "easy", ...words })],
    workloads: workloads.map((each, index) => workload(`w${index}`, { ...each, pool: "p" })),
  });
}

function started(ran: AuditedRun): readonly (number | null)[] {
  return ran.jobs.map((job) => job.started);
}

/** Three of four slots are taken until 10, and the first in line needs all four from 1 on. */
const busy: WorkloadWords = { at: [0], gang: 3, service: 10 };
const first: WorkloadWords = { at: [1], gang: 4, service: 5 };

describe("EASY backfilling", () => {
  it("lets a job pass that is through when the first in line can start", () => {
    expect(started(easily({ vms: 4 }, busy, first, { at: [2], service: 8 }))).toEqual([0, 10, 2]);
  });

  it("does not let a job pass that would take a tick more", () => {
    expect(started(easily({ vms: 4 }, busy, first, { at: [2], service: 9 }))).toEqual([0, 10, 15]);
  });

  it("lets jobs of any length take what the first in line leaves over", () => {
    // At 10 all four slots are free and three are needed: one job may be there then, a second one may not.
    const three: WorkloadWords = { at: [1], gang: 3, service: 5 };
    const ran = easily({ vms: 5 }, busy, { ...three, gang: 4 }, { at: [2, 3], service: [100, 7] });
    expect(started(ran)).toEqual([0, 10, 2, 3]);
    const long = easily({ vms: 5 }, busy, { ...three, gang: 4 }, { at: [2, 3], service: [100, 8] });
    expect(started(long)).toEqual([0, 10, 2, 15]);
  });

  it("goes through those behind in order, and counts what each of them takes", () => {
    // Two slots are free; by their order the job of two goes before those of one.
    const ran = easily({ vms: 5 }, busy, { ...first, gang: 5 }, { at: [2, 2, 2], gang: [2, 1, 1], service: [4, 4, 5] });
    expect(started(ran)).toEqual([0, 10, 2, 6, 15]);
  });

  it("goes by the estimates: a job that is over its own is expected to end at any moment", () => {
    const late: WorkloadWords = { ...busy, service: 20, estimate: 10 };
    // By the estimates all is free from 10 on: nobody may start then, though the first in line waits until 20.
    const ran = easily({ vms: 4 }, late, first, { at: [2, 11], service: [8, 1], estimate: [8, 1] });
    expect(started(ran)).toEqual([0, 20, 2, 25]);
  });

  it("delays the first in line if the job that passed it outlasts its estimate", () => {
    const ran = easily({ vms: 4 }, busy, first, { at: [2], service: 30, estimate: 8 });
    expect(started(ran)).toEqual([0, 32, 2]);
  });

  it("delays the first in line if the job before it ends sooner than expected", () => {
    const ran = easily({ vms: 4 }, { ...busy, service: 4, estimate: 40 }, first, { at: [2], service: 9 });
    expect(started(ran)).toEqual([0, 11, 2]);
  });

  it("divides an estimate by the speed of the VMs, as a service time", () => {
    // 10 and 16 ticks of work are 5 and 8: from 2 on that is 1 + 4 too long.
    const ran = (estimate: number) =>
      easily({ vms: 4, speed: 2 }, { ...busy, service: 20, estimate: 20 }, first, { at: [2], service: 2, estimate });
    expect(started(ran(16))).toEqual([0, 10, 2]);
    expect(started(ran(18))).toEqual([0, 10, 13]);
  });

  it("counts the dispatch delay where no estimate is told, and starts an estimate with the slot", () => {
    const exactly = easily({ vms: 4, dispatch: 2 }, busy, first, { at: [2, 2], service: [8, 9] });
    // Both are expected to be there 10 and 11 ticks; the slots of the first are expected back at 12.
    expect(started(exactly)).toEqual([2, 14, 4, 21]);
    const told = easily({ vms: 4, dispatch: 2 }, { ...busy, estimate: 10 }, first, {
      at: [2],
      service: 1,
      estimate: 9,
    });
    expect(started(told)).toEqual([2, 14, 21]);
  });

  it("promises slots to the first by priority", () => {
    const high: WorkloadWords = { ...first, priority: 5 };
    const ran = easily({ vms: 4, queue: "priority" }, busy, { at: [1], gang: 2, service: 9 }, high, {
      at: [2],
      service: 8,
      priority: 1,
    });
    expect(started(ran)).toEqual([0, 15, 10, 2]);
  });

  it("keeps the slots of one VM for a task that needs them there", () => {
    const words: PoolWords = { vms: 2, slotsPerVm: 2, fill: "spread" };
    const onEach: WorkloadWords = { at: [0, 0], service: [10, 20] };
    const wide: WorkloadWords = { at: [1], cores: 2, service: 5 };
    // The VM that is free at 10 is the one that a single task would take next; once that is taken, the other one has room.
    expect(started(easily(words, onEach, wide, { at: [2], service: 8 }))).toEqual([0, 0, 10, 2]);
    expect(started(easily(words, onEach, wide, { at: [2], service: 9 }))).toEqual([0, 0, 10, 10]);
  });

  it("lets a gang pass a task that needs one VM if another VM is left to it", () => {
    const gang: WorkloadWords = { at: [2], gang: 2, service: 100 };
    const wide: WorkloadWords = { at: [1], cores: 4, service: 5 };
    // Five of eight slots are taken until 10: the gang's are both on the second VM, and the first one is all free then.
    expect(started(easily({ vms: 2, slotsPerVm: 4 }, { ...busy, gang: 5 }, wide, gang))).toEqual([0, 10, 2]);
    // One of each VM is taken until 10, and the gang would take another one of each.
    const apart: PoolWords = { vms: 2, slotsPerVm: 4, fill: "spread" };
    expect(started(easily(apart, { ...busy, gang: 2 }, wide, gang))).toEqual([0, 10, 10]);
    expect(started(easily(apart, { ...busy, gang: 2 }, wide, { ...gang, service: 8 }))).toEqual([0, 10, 2]);
  });

  it("lets all that fits start while the VMs that are ready are too few for the first in line", () => {
    const ran = easily(
      { vms: 4, provisioning: [0, 0, 50, 50] },
      { at: [0, 0, 1], gang: [4, 1, 1], service: [5, 60, 9] },
    );
    // From 50 on it has a reservation at 60.
    expect(started(ran)).toEqual([60, 0, 1]);
  });

  it("treats tasks of one job as jobs of their own", () => {
    const ran = easily({ vms: 4 }, busy, first, { at: [2], tasks: 3, service: [4, 4, 4] });
    expect(spans(ran)).toEqual([
      [0, 10],
      [10, 15],
      [2, 19],
    ]);
  });

  it("takes a trace's estimates, but for those that the workload tells itself", () => {
    const jobs: TraceJobs = {
      count: 3,
      submit: Float64Array.of(0, 1, 2),
      service: Float64Array.of(10, 5, 8),
      slots: Int32Array.of(3, 4, 1),
      estimate: Float64Array.of(10, 0, 8),
      tenant: Int32Array.of(-1, -1, -1),
      tenants: [],
      dropped: {},
    };
    const arrivals = { kind: "trace" as const, jobs, limit: Number.POSITIVE_INFINITY };
    expect(started(easily({ vms: 4 }, { arrivals }))).toEqual([0, 10, 2]);
    expect(started(easily({ vms: 4 }, { arrivals, estimate: 8 }))).toEqual([0, 10, 15]);
  });

  it("starts the jobs of small worlds when a simulator straight from the definition does", () => {
    const job = fc.record({
      at: fc.integer({ min: 0, max: 40 }),
      width: fc.integer({ min: 1, max: 5 }),
      service: fc.integer({ min: 1, max: 20 }),
      estimate: fc.integer({ min: 1, max: 25 }),
      priority: fc.integer({ min: 0, max: 1 }),
    });
    const worlds = fc.record({
      jobs: fc.array(job, { minLength: 1, maxLength: 20 }),
      slots: fc.integer({ min: 5, max: 8 }),
      byPriority: fc.boolean(),
      exact: fc.boolean(),
    });
    fc.assert(
      fc.property(worlds, ({ jobs, slots, byPriority, exact }) => {
        const line = jobs.toSorted((a, b) => a.at - b.at);
        const ran = run({
          drain: true,
          pools: [pool("p", { vms: slots, backfill: "easy", queue: byPriority ? "priority" : "fifo" })],
          workloads: line.map(({ at, width, service, estimate, priority }, n) => {
            const told = exact ? {} : { estimate };
            return workload(`w${n}`, { at: [at], gang: width, service, priority, pool: "p", ...told });
          }),
        });
        const tiny = line.map((each): EasyJob => {
          const told = exact ? each.service : each.estimate;
          return { ...each, estimate: told, priority: byPriority ? each.priority : 0 };
        });
        expect(started(ran)).toEqual(easyStarts(slots, tiny));
      }),
      { numRuns: 150, seed: 9 },
    );
  });
});
