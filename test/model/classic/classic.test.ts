import { describe, expect, it } from "vitest";
import { HOUR, MINUTE } from "../../../src/engine/time.ts";
import type { FleetSpec } from "../../../src/model/worldSpec.ts";
import { cap, classic, run, spans, workers, workload } from "../worldFixture.ts";

/** `[held, queued, dispatch]` of a job that finished. */
type Waits = readonly [number | null, number | null, number | null];

function waits(ran: ReturnType<typeof run>): readonly Waits[] {
  return ran.jobs.map(({ held, queued, dispatch }) => [held, queued, dispatch]);
}

describe("The classic service", () => {
  it("serves first in, first out on one worker", () => {
    const ran = run({ classic: classic(), workloads: [workload("a", { at: [0, 1, 2], service: [10, 5, 1] })] });
    expect(spans(ran)).toEqual([
      [0, 10],
      [10, 15],
      [15, 16],
    ]);
    expect(waits(ran)).toEqual([
      [0, 0, 0],
      [0, 9, 0],
      [0, 13, 0],
    ]);
  });

  it("serves first in, first out on two workers", () => {
    const workloads = [workload("a", { at: [0, 0, 1, 2], service: [10, 4, 3, 1] })];
    expect(spans(run({ classic: classic({ fleet: workers(2) }), workloads }))).toEqual([
      [0, 10],
      [0, 4],
      [4, 7],
      [7, 8],
    ]);
  });

  it("serves the jobs of several workloads by submission, those of the same instant in the workloads' order", () => {
    const workloads = [workload("a", { at: [0, 3], service: 10 }), workload("b", { at: [0, 2], service: 10 })];
    const ran = run({ classic: classic(), workloads });
    expect(ran.jobs.map((job) => [job.workload, job.submitted, job.started])).toEqual([
      ["a", 0, 0],
      ["b", 0, 10],
      ["b", 2, 20],
      ["a", 3, 30],
    ]);
  });

  it("holds the slot during the dispatch delay", () => {
    const workloads = [workload("a", { at: [0, 1], service: 5 })];
    const ran = run({ classic: classic({ dispatch: 3 }), workloads });
    expect(spans(ran)).toEqual([
      [3, 8],
      [11, 16],
    ]);
    expect(waits(ran)).toEqual([
      [0, 0, 3],
      [0, 7, 3],
    ]);
  });

  it("divides service times by its speed", () => {
    const workloads = [workload("a", { at: [0, 0, 0], service: 12 })];
    const ran = run({ classic: classic({ fleet: workers(3), speed: [2, 0.5, 1] }), workloads });
    expect(ran.jobs.map((job) => [job.ended, job.service])).toEqual([
      [6, 6],
      [24, 24],
      [12, 12],
    ]);
  });

  it("lets a gang that does not fit block those behind it", () => {
    const workloads = [
      workload("a", { at: [0, 1, 2], service: [10, 5, 1], gang: [2, 2, 1] }),
      workload("b", { at: [3], gang: 4 }),
    ];
    const ran = run({ classic: classic({ fleet: workers(3) }), workloads });
    expect(spans(ran).slice(0, 3)).toEqual([
      [0, 10],
      [10, 15],
      [10, 11],
    ]);
    // Wider than the fleet ever is.
    expect(ran.jobs[3]!.state).toBe("Rejected");
  });

  it("makes nobody wait where neither a fleet nor waits are told", () => {
    const workloads = [workload("a", { at: [0, 0, 0, 1], service: 10 })];
    const ran = run({ classic: classic({ fleet: { kind: "unlimited" }, dispatch: 2 }), workloads });
    expect(ran.jobs.map((job) => job.started)).toEqual([2, 2, 2, 3]);
  });
});

describe("The caps of the classic service", () => {
  it("hold an endpoint's further jobs, which are skipped", () => {
    const workloads = [workload("a", { at: [0, 1], service: 10 }), workload("b", { at: [2], service: 3 })];
    const ran = run({ classic: classic({ fleet: workers(2), endpointConcurrency: cap({ a: 1 }) }), workloads });
    expect(spans(ran)).toEqual([
      [0, 10],
      [10, 20],
      [2, 5],
    ]);
    expect(waits(ran)).toEqual([
      [0, 0, 0],
      [9, 0, 0],
      [0, 0, 0],
    ]);
  });

  it("leave a held job its place by submission", () => {
    const workloads = [workload("a", { at: [0, 1], service: 10 }), workload("b", { at: [0, 2], service: [20, 10] })];
    const ran = run({ classic: classic({ fleet: workers(2), endpointConcurrency: cap({ a: 1 }) }), workloads });
    // At 10 one worker is free: the job held since 1 precedes the one queued since 2.
    expect(ran.jobs.map((job) => [job.submitted, job.started])).toEqual([
      [0, 0],
      [0, 0],
      [1, 10],
      [2, 20],
    ]);
  });

  it("split the wait: held until the caps admit the job, queued from then on", () => {
    const workloads = [workload("a", { at: [0, 1], service: 10 }), workload("b", { at: [0], service: 7 })];
    const ran = run({ classic: classic({ endpointConcurrency: cap({ a: 1 }) }), workloads });
    expect(ran.jobs.map((job) => job.started)).toEqual([0, 10, 17]);
    expect(waits(ran)[2]).toEqual([9, 7, 0]);
  });

  it("count the jobs ahead that wait, not only those that run", () => {
    // Both of a's jobs are admitted at once under a cap of 2, though neither runs yet: its third is held until 12.
    const workloads = [workload("z", { at: [0], service: 10 }), workload("a", { at: [1, 1, 1], service: [2, 5, 1] })];
    const ran = run({ classic: classic({ endpointConcurrency: cap({ a: 2 }) }), workloads });
    expect(ran.jobs.map((job) => [job.started, job.held])).toEqual([
      [0, 0],
      [10, 0],
      [12, 0],
      [17, 11],
    ]);
  });

  it("of a tenant count its jobs over all endpoints, and no one else's", () => {
    const workloads = [
      workload("x", { at: [0, 0], service: [10, 6], tenant: "us" }),
      workload("y", { at: [1], service: 5, tenant: "us" }),
      workload("z", { at: [1], service: 5, tenant: "them" }),
    ];
    const ran = run({ classic: classic({ fleet: workers(4), tenantConcurrency: cap({ us: 2 }) }), workloads });
    expect(ran.jobs.map((job) => job.started)).toEqual([0, 0, 6, 1]);
  });

  it("of an endpoint and of its tenant hold together: what the endpoint holds takes nothing of the tenant's", () => {
    const workloads = [
      workload("x", { at: [0, 1], service: 10, tenant: "us" }),
      workload("y", { at: [2, 3], service: [20, 1], tenant: "us" }),
    ];
    const caps = { endpointConcurrency: cap({ x: 1 }), tenantConcurrency: cap({ us: 2 }) };
    const ran = run({ classic: classic({ fleet: workers(9), ...caps }), workloads });
    // x's second is held; y's first passes it; at 10 the place of x's first goes to x's second, the earlier one.
    expect(spans(ran)).toEqual([
      [0, 10],
      [10, 20],
      [2, 22],
      [20, 21],
    ]);
  });

  it("are free again when a job that is held gives up, or one that runs is cancelled", () => {
    const workloads = [
      workload("a", { at: [0], service: 100, timeout: 30, endpoint: "e" }),
      workload("b", { at: [1], service: 10, timeout: 5, endpoint: "e" }),
      workload("c", { at: [2], service: 10, endpoint: "e" }),
    ];
    const ran = run({ classic: classic({ fleet: workers(5), endpointConcurrency: cap({ e: 1 }) }), workloads });
    expect(ran.jobs.map(({ started, ended, state }) => [started, ended, state])).toEqual([
      [0, 30, "Cancelled"],
      [null, 6, "Cancelled"],
      [30, 40, "Finished"],
    ]);
  });
});

describe("A limit of the classic service's queue", () => {
  it("of 0 rejects whoever would wait, and takes who comes at the instant a worker is free", () => {
    const workloads = [workload("a", { at: [0, 1, 10, 10], service: 10 })];
    const ran = run({ classic: classic({ maxQueued: 0 }), workloads });
    expect(ran.jobs.map(({ started, ended, state }) => [started, ended, state])).toEqual([
      [0, 10, "Finished"],
      [null, 1, "Rejected"],
      [10, 20, "Finished"],
      [null, 10, "Rejected"],
    ]);
  });

  it("of 2 lets two wait, after the instant's dispatch", () => {
    const workloads = [workload("a", { at: [0, 0, 0, 0, 5, 11], service: 10 })];
    const ran = run({ classic: classic({ maxQueued: 2 }), workloads });
    expect(ran.jobs.map(({ started, state }) => [started, state])).toEqual([
      [0, "Finished"],
      [10, "Finished"],
      [20, "Finished"],
      [null, "Rejected"],
      [null, "Rejected"],
      [30, "Finished"],
    ]);
    expect(ran.value("jobs.rejected")).toBe(2);
  });

  it("counts held jobs among those that wait, but never rejects who gets a slot", () => {
    const workloads = [workload("a", { at: [0, 1, 2], service: 50 }), workload("b", { at: [2], service: 10 })];
    const caps = { endpointConcurrency: cap({ a: 1 }), maxQueued: 1 };
    const ran = run({ classic: classic({ fleet: workers(2), ...caps }), workloads });
    expect(ran.jobs.map(({ workload: name, started, state }) => [name, started, state])).toEqual([
      ["a", 0, "Finished"],
      ["a", 50, "Finished"],
      ["a", null, "Rejected"],
      ["b", 2, "Finished"],
    ]);
  });
});

describe("A timetable of workers", () => {
  const fleet = (...entries: readonly (readonly [number, number])[]): FleetSpec => ({
    kind: "workers",
    timetable: entries.map(([from, count]) => ({ from, workers: count })),
  });
  const minutes = (...values: readonly number[]): number[] => values.map((value) => value * MINUTE);

  it("that falls takes idle workers first, then busy ones as their tasks end", () => {
    const workloads = [workload("a", { at: minutes(50, 50, 55), service: minutes(20, 40, 5) })];
    const falling = classic({ fleet: fleet([0, 2], [HOUR, 1]) });
    const ran = run({ horizon: 3 * HOUR, classic: falling, workloads });
    // The surplus worker goes at 70 with its task; the third job waits for the other one.
    expect(spans(ran)).toEqual([minutes(50, 70), minutes(50, 90), minutes(90, 95)]);
  });

  it("that rises serves those who wait at once", () => {
    const workloads = [workload("a", { at: minutes(0, 0, 0, 0), service: 100 * MINUTE })];
    const rising = classic({ fleet: fleet([0, 1], [HOUR, 3]) });
    const ran = run({ horizon: 4 * HOUR, classic: rising, workloads });
    expect(ran.jobs.map((job) => job.started)).toEqual(minutes(0, 60, 60, 100));
  });

  it("is read on the calendar, and goes around midnight", () => {
    const workloads = [workload("a", { at: [0, 0], service: 2 * HOUR })];
    const overnight = classic({ fleet: fleet([6 * HOUR, 2], [22 * HOUR, 1]) });
    // Tick 0 is 05:00: one worker, by the entry of 22:00 the day before; two from 06:00.
    const ran = run({ startEpochMs: 5 * 3_600_000, horizon: 9 * HOUR, classic: overnight, workloads });
    expect(ran.jobs.map((job) => job.started)).toEqual([0, HOUR]);
  });
});

describe("Where only waits were observed", () => {
  const observed = (...waiting: readonly number[]): FleetSpec => ({
    kind: "observedWait",
    wait: { sequence: waiting },
  });

  it("each job waits as long as was drawn with it, whoever else is there", () => {
    const workloads = [workload("a", { at: [0, 0, 4], service: 10 })];
    const ran = run({ classic: classic({ fleet: observed(30, 0, 5) }), workloads });
    expect(spans(ran)).toEqual([
      [30, 40],
      [0, 10],
      [9, 19],
    ]);
    expect(waits(ran).map(([held, queued]) => [held, queued])).toEqual([
      [0, 30],
      [0, 0],
      [0, 5],
    ]);
  });

  it("the wait runs from when its caps admit the job", () => {
    const workloads = [workload("a", { at: [0, 0], service: 10 })];
    const capped = classic({ fleet: observed(5, 7), endpointConcurrency: cap({}, 1) });
    const ran = run({ classic: capped, workloads });
    expect(spans(ran)).toEqual([
      [5, 15],
      [22, 32],
    ]);
    expect(waits(ran)[1]).toEqual([15, 7, 0]);
  });

  it("the wait of a job that was cancelled serves nobody else", () => {
    const workloads = [
      workload("a", { at: [0, 20], service: 500, endpoint: "capped" }),
      workload("b", { at: [0], service: 1, timeout: 10, endpoint: "free" }),
    ];
    const capped = classic({ fleet: observed(100, 100), endpointConcurrency: cap({ capped: 1 }) });
    const ran = run({ horizon: 2000, classic: capped, workloads });
    // b gives up at 10; at 100 its wait would be over. a's second is held until a's first ends at 600.
    expect(ran.jobs.map(({ started, ended }) => [started, ended])).toEqual([
      [100, 600],
      [null, 10],
      [700, 1200],
    ]);
  });
});
