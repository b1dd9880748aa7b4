import { describe, expect, it } from "vitest";
import { HOUR, SECOND } from "../../src/engine/time.ts";
import { runWorld } from "../../src/model/world.ts";
import { classic, pool, run, seconds, workload, world } from "./worldFixture.ts";

describe("Deadlines", () => {
  const within = { within: 10 * SECOND };

  it("are missed among jobs finished, rejected or overdue at the end; who ends in time, at the last tick too, meets them", () => {
    const common = { pool: "p", deadline: within };
    const ran = run({
      horizon: 100 * SECOND,
      pools: [pool("p", { vms: 20 })],
      workloads: [
        workload("finished", { ...common, at: seconds(0, 0, 0), service: seconds(5, 10, 11) }),
        workload("open", { ...common, at: seconds(50, 95), service: 500 * SECOND }),
        workload("rejected", { ...common, at: seconds(20), gang: 99 }),
        workload("cancelled", { ...common, at: seconds(20, 30), service: 500 * SECOND, timeout: 15 * SECOND }),
      ],
    });
    expect(ran.value("byWorkload.finished.deadlines.missed")).toBeCloseTo(1 / 3, 12);
    expect(ran.value("byWorkload.open.deadlines.missed")).toBe(1);
    expect(ran.value("byWorkload.rejected.deadlines.missed")).toBe(1);
    expect(ran.value("byWorkload.cancelled.deadlines.missed")).toBeNull();
    expect(ran.value("deadlines.missed")).toBeCloseTo(3 / 5, 12);
  });

  it("by time of day are those of the calendar", () => {
    const ran = run({
      // Tick 0 is 05:00.
      startEpochMs: 5 * 3_600_000,
      horizon: 24 * HOUR,
      pools: [pool("p", { vms: 3 })],
      workloads: [
        workload("a", {
          at: [0, 0, 2 * HOUR],
          service: [HOUR, HOUR + 1, 20 * HOUR],
          pool: "p",
          deadline: { byTimeOfDay: 6 * HOUR },
        }),
      ],
    });
    // Ends: 06:00, a tick after it, and 03:00 of the next day, due at 06:00 of that day.
    expect(ran.value("deadlines.missed")).toBeCloseTo(1 / 3, 12);
  });

  it.each(["auto", "events"] as const)(
    "that pass as the clock stops are missed by what is not done then (%s)",
    (engine) => {
      // The first ends as it is due, at the last instant; the second is due then and ends later, the third is due a tick later.
      const spec = world({
        horizon: 100,
        classic: classic(),
        workloads: [
          workload("a", { at: [50], batch: 2, service: [50, 51], deadline: { within: 50 } }),
          workload("b", { at: [51], service: 50, deadline: { within: 50 } }),
        ],
      });
      const { metrics } = runWorld(spec, { replication: 0, jobs: false, audit: false, engine });
      const missed = (of: string) => metrics[`byWorkload.${of}.deadlines.missed`]!.value;
      expect([missed("a"), missed("b"), metrics["rounds.late"]!.value]).toEqual([0.5, null, 1]);
    },
  );

  it("do not exist where none is told", () => {
    const ran = run({ classic: classic(), workloads: [workload("a", { at: [0] })] });
    expect([ran.value("deadlines.missed"), ran.value("rounds.late")]).toEqual([null, null]);
  });
});

describe("Rounds", () => {
  it("last from the firing to the end of their last job, and are late with one job past its deadline", () => {
    const ran = run({
      horizon: HOUR,
      pools: [pool("p")],
      workloads: [
        workload("a", {
          at: seconds(0, 100),
          batch: 2,
          service: seconds(10, 20, 5, 5),
          deadline: { within: 25 * SECOND },
          pool: "p",
        }),
      ],
    });
    const durations = ["rounds.duration.mean", "rounds.duration.p95", "rounds.duration.max"].map(ran.value);
    expect(durations).toEqual([20, 30, 30]);
    expect([ran.value("rounds.late"), ran.value("byWorkload.a.rounds.late")]).toEqual([0.5, 0.5]);
  });

  it("that are not through at the end are late if a job of theirs is overdue", () => {
    const late = { within: 25 * SECOND };
    const ran = run({
      horizon: 100 * SECOND,
      pools: [pool("p")],
      workloads: [workload("a", { at: seconds(0, 10, 90), service: seconds(5, 70, 50), deadline: late, pool: "p" })],
    });
    // 0-5 in time; 10-80 late; 90 to beyond the end, due at 115.
    expect([ran.value("rounds.late"), ran.value("rounds.duration.max")]).toEqual([0.5, 70]);
  });
});
