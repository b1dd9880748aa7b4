import { describe, expect, it } from "vitest";
import { cap, classic, run, spans, waits, workers, workload } from "../worldFixture.ts";

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
