import { beforeAll, describe, expect, it } from "vitest";
import type { RunResult } from "../../src/experiment/results.ts";
import { meanOf, outcomes, runBundled } from "./scenarioRuns.ts";

/** Milliseconds for a run that takes 10 s at the most where nothing else runs. */
const PATIENCE = 60_000;
const HOUR = 3600;
/** Runs in the measured day. */
const RUNS = 24;

describe("scoring-reference", () => {
  // 3 devices of 5 tags, 2 readings a minute each: a reading of all every 2 s, so no window of 5 s hears a sensor twice.
  const sensors = 3 * 5;
  const rows = 2 * 60;
  /** A job of one sensor. */
  const job = 30 + rows * 0.005;
  // In seconds after the firing. The cluster looks at its jobs every 5 minutes; the first look after the submissions, whose image
  // is pulled by 120 s, is at 300 s, and the nodes that it asks for are ready 4 + 1 minutes later.
  const look = 300;
  const submitted = 120;
  const asked = look;
  const ready = asked + 4 * 60 + 60;
  /** Windows are scored up to 5 s before the firing. */
  const lag = 5;
  const price = 0.14;

  /** When each job of a run is submitted and done, and how long nodes are billed for and busy. */
  interface Day {
    readonly submitted: readonly number[];
    readonly done: readonly number[];
    readonly billedSeconds: number;
    readonly busySeconds: number;
  }

  const order = Array.from({ length: sensors }, (_, sensor) => sensor);
  const inTurn = order.map((place) => submitted + place);

  /** So many nodes are billed from when they are asked for to the first look at which nothing runs or waits. */
  const billed = (nodes: number, last: number): number => nodes * (Math.ceil(last / look) * look - asked);

  /** Two nodes a job, so one job at a time, and the third node takes none. */
  const oneByOne = order.map((place) => ready + (place + 1) * job);
  const asConfigured: Day = {
    submitted: inTurn,
    done: oneByOne,
    billedSeconds: billed(3, Math.max(...oneByOne)),
    busySeconds: 2 * sensors * job,
  };

  /** One node a job: three at a time, five after one another on each node. */
  const byThree = order.map((place) => ready + (Math.floor(place / 3) + 1) * job);
  const asDescribed: Day = {
    submitted: inTurn,
    done: byThree,
    billedSeconds: billed(3, Math.max(...byThree)),
    busySeconds: sensors * job,
  };

  /** One job for all sensors: one start-up, all rows, one node. */
  const whole = 30 + sensors * rows * 0.005;
  const oneJob: Day = {
    submitted: [submitted],
    done: [ready + whole],
    billedSeconds: billed(1, ready + whole),
    busySeconds: whole,
  };

  let result: RunResult;
  beforeAll(async () => {
    result = await runBundled("scoring-reference");
  }, PATIENCE);

  it("is what its comment says by hand: 30.6 s a job, done at 1,059, 753 and 639 s", () => {
    expect(job).toBeCloseTo(30.6, 12);
    const days = [asConfigured, asDescribed, oneJob];
    const ends = days.map(({ done }) => Math.max(...done));
    expect(ends.map((end) => Number(end.toFixed(9)))).toEqual([1059, 753, 639]);
    expect(days.map(({ billedSeconds }) => (RUNS * billedSeconds) / HOUR)).toEqual([18, 12, 4]);
  });

  it.each([
    ["as-configured", asConfigured],
    ["as-described", asDescribed],
    ["one-job", oneJob],
  ])("has %s done as told by hand, hour by hour", (alternative, day) => {
    const metric = (name: string): number => meanOf(result, alternative, name);
    const jobs = day.done.length;
    const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / jobs;
    const latencies = day.done.map((done, place) => done - day.submitted[place]!);
    const last = Math.max(...day.done);
    expect(metric("jobs.finished")).toBe(RUNS * jobs);
    expect(metric("latency.mean")).toBeCloseTo(mean(latencies), 9);
    expect(metric("latency.max")).toBeCloseTo(Math.max(...latencies), 9);
    expect(metric("freshness.mean")).toBeCloseTo(mean(day.done) + lag, 9);
    // Of 15 jobs, or of one, the last is beyond 95%.
    expect(metric("freshness.p95")).toBeCloseTo(last + lag, 9);
    expect(metric("rounds.duration.mean")).toBeCloseTo(last, 9);
    expect(metric("computeHours.billed")).toBeCloseTo((RUNS * day.billedSeconds) / HOUR, 9);
    expect(metric("computeHours.busy")).toBeCloseTo((RUNS * day.busySeconds) / HOUR, 9);
    expect(metric("cost.total")).toBeCloseTo(((RUNS * day.billedSeconds) / HOUR) * price, 6);
    expect(metric("events.sent")).toBe(RUNS * sensors * rows);
    expect(metric("events.lost")).toBe(0);
    expect([metric("runs.fired"), metric("runs.overlapping")]).toEqual([RUNS, 0]);
  });

  it("loses two thirds of the capacity to the second node of each job", () => {
    // From when nodes are ready, a job every 30.6 s against three.
    const working = (alternative: string): number => meanOf(result, alternative, "rounds.duration.mean") - ready;
    expect(working("as-described") / working("as-configured")).toBeCloseTo(1 / 3, 9);
  });
});

describe("million-sensors", () => {
  let result: RunResult;
  beforeAll(async () => {
    result = await runBundled("million-sensors");
  }, PATIENCE);

  it.each([
    ["enough", 0, 60],
    // 16,000 readings a second of 16,666.7.
    ["unit-short", 1_440_000_000 - 16_000 * 86_400, 57.6],
  ])("has %s lose %d readings, and score the others", (alternative, lost, rowsOfSensor) => {
    expect(meanOf(result, alternative, "events.sent")).toBe(1_000_000 * 60 * 24);
    expect(meanOf(result, alternative, "events.lost")).toBe(lost);
    expect(meanOf(result, alternative, "jobs.finished")).toBe(RUNS * 1000);
    const job = 30 + 1000 * rowsOfSensor * 0.001;
    expect(meanOf(result, alternative, "computeHours.busy")).toBeCloseTo((RUNS * 1000 * job) / HOUR, 9);
    expect(meanOf(result, alternative, "runs.overlapping")).toBe(0);
  });

  it("has 24 nodes fall behind, and all runs overlap", () => {
    expect(outcomes(result, "nodes-short")[0]).toContain("missed");
    expect(meanOf(result, "nodes-short", "runs.overlapping")).toBe(RUNS);
    expect(meanOf(result, "nodes-short", "jobs.unfinished")).toBeGreaterThan(0);
  });

  it("is scored within 45 minutes with enough of both, which is chosen", () => {
    expect(outcomes(result, "enough")).toEqual(["freshness.p95 <= 45 min: met", "events.lost <= 0: met"]);
    expect(outcomes(result, "unit-short")[1]).toBe("events.lost <= 0: missed");
    expect(result.summary.recommendation?.alternative).toBe("enough");
  });
});
