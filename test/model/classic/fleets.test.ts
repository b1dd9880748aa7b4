import { describe, expect, it } from "vitest";
import { HOUR, MINUTE } from "../../../src/engine/time.ts";
import type { FleetSpec } from "../../../src/model/classic/classicSpec.ts";
import { cap, classic, run, spans, waits, workload } from "../worldFixture.ts";

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

  it("that falls at the instant of a submission has fallen before a slot is given", () => {
    // From the first hour on there are two workers, and one of them is busy until the second.
    const workloads = [workload("a", { at: minutes(0, 60, 60, 60), service: minutes(120, 10, 10, 10) })];
    const falling = classic({ fleet: fleet([0, 4], [HOUR, 2]) });
    const ran = run({ horizon: 3 * HOUR, classic: falling, workloads });
    expect(spans(ran)).toEqual([minutes(0, 120), minutes(60, 70), minutes(70, 80), minutes(80, 90)]);
  });

  it("that rises at the instant of a submission has risen before a job is turned away", () => {
    const workloads = [workload("a", { at: minutes(0, 60, 60), service: minutes(90, 10, 10) })];
    const rising = classic({ fleet: fleet([0, 1], [HOUR, 2]), maxQueued: 0 });
    const ran = run({ horizon: 3 * HOUR, classic: rising, workloads });
    expect(ran.jobs.map((job) => job.state)).toEqual(["Finished", "Finished", "Rejected"]);
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

  it("a wait that is over at the end of time is one of a job that never started, as where a slot comes free then", () => {
    const workloads = [workload("a", { at: [0, 0], service: 10 })];
    const ran = run({ horizon: 20, classic: classic({ fleet: observed(19, 20) }), workloads });
    expect(ran.jobs.map(({ state, started }) => [state, started])).toEqual([
      ["Running", 19],
      ["NotStarted", null],
    ]);
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
