import { describe, expect, it } from "vitest";
import { SECOND } from "../../src/engine/time.ts";
import { runWorld } from "../../src/model/world.ts";
import type { WorldResult } from "../../src/model/worldResult.ts";
import type { WorldSpec } from "../../src/model/worldSpec.ts";
import { type StreamWords, stream } from "./workload/madeStream.ts";
import { pool, scripted, type Value, variate, workload, world } from "./worldFixture.ts";

interface Words extends StreamWords {
  /** Start-up of a job. */
  readonly startUp?: Value;
  readonly vms?: number;
  readonly speed?: number;
}

/** Streams that a pool of ready VMs scores. */
function scoring(words: Words, over: Partial<WorldSpec> = {}): WorldSpec {
  return world({
    workloads: [workload("s", { arrivals: stream(words), service: words.startUp ?? 0, pool: "p" })],
    pools: [pool("p", { vms: words.vms ?? 4, speed: words.speed ?? 1 })],
    ...over,
  });
}

function play(spec: WorldSpec, engine: "auto" | "events" = "events"): WorldResult {
  return runWorld(spec, { replication: 0, jobs: engine === "events", audit: engine === "events", engine });
}

function metric({ metrics }: WorldResult, name: string): number | null {
  return metrics[name]!.value;
}

/** `[submitted, started, ended]` of each job. */
function times({ jobs }: WorldResult): readonly (readonly (number | null)[])[] {
  return [...jobs!].map(({ submitted, started, ended }) => [submitted, started, ended]);
}

describe("A world that scores a stream", () => {
  it("takes a start-up and so long a row for each job", () => {
    const result = play(scoring({ startUp: 3, rowTime: 2, sensorsPerJob: 2 }, { horizon: 250 }));
    // 2 sensors of 10 rows.
    expect(times(result)).toEqual([
      [100, 100, 143],
      [100, 100, 143],
      [200, 200, 243],
      [200, 200, 243],
    ]);
  });

  it("takes less on a faster VM", () => {
    const result = play(scoring({ startUp: 3, rowTime: 2, sensorsPerJob: 4, speed: 2 }, { horizon: 200 }));
    expect(times(result)).toEqual([[100, 100, 142]]);
  });

  it("tells how old the newest window was when it was scored", () => {
    // Submitted at 105 and 155 on one VM, 30 each: the windows that end at 90 are scored at 135 and 185, and so on.
    const words = { startUp: 10, rowTime: 1, sensorsPerJob: 2, delay: 5, gap: 50, lag: 8, vms: 1 };
    const result = play(scoring(words, { horizon: 1000 }));
    // The first run has 9 rows a sensor, 28 to score: done at 133 and 183. The eight others 30.
    const ages = [43, 93, ...Array.from({ length: 8 }, () => [45, 95]).flat()];
    const mean = ages.reduce((sum, age) => sum + age, 0) / ages.length;
    expect(metric(result, "freshness.mean")).toBe(mean / SECOND);
    expect(metric(result, "freshness.p95")).toBe(95 / SECOND);
    expect(metric(result, "byWorkload.s.freshness.max")).toBe(95 / SECOND);
    expect(metric(result, "byPool.p.freshness.p50")).toBe(45 / SECOND);
    expect(metric(result, "runs.fired")).toBe(9);
  });

  it("tells the ages in each system where its jobs may go", () => {
    // Two jobs a run, of one VM each: the first goes to p and the second to q. Windows end as the run fires.
    const route = { kind: "anyOf", targets: ["p", "q"] } as const;
    const arrivals = stream({ sensorsPerJob: 2 });
    const workloads = [workload("s", { arrivals, service: scripted([7, 30, 7, 30]), route })];
    const pools = [pool("p", { vms: 1 }), pool("q", { vms: 1 })];
    const result = play(world({ workloads, pools, horizon: 300 }));
    expect(metric(result, "byPool.p.freshness.max")).toBe(7 / SECOND);
    expect(metric(result, "byPool.q.freshness.max")).toBe(30 / SECOND);
    expect(metric(result, "freshness.mean")).toBe(18.5 / SECOND);
  });

  it("counts no age of a job that had no new window", () => {
    const result = play(scoring({ fromZero: true }, { horizon: 100 }));
    expect(metric(result, "jobs.finished")).toBe(4);
    expect(metric(result, "freshness.mean")).toBeNull();
  });

  it("has no such figures where nothing is a stream", () => {
    const { metrics } = play(world({ workloads: [workload("w", { at: [1], pool: "p" })], pools: [pool("p")] }));
    expect(Object.keys(metrics).filter((name) => /freshness|events\.|runs\./.test(name))).toEqual([]);
  });

  it("stacks runs that take longer than they are apart, or skips them and has the next one score their rows", () => {
    // A job of all sensors: 40 rows in 100 ticks.
    const words = { sensorsPerJob: 4, startUp: 110, rowTime: 1, vms: 9 };
    const stacked = play(scoring(words, { horizon: 500, drain: true }));
    expect(times(stacked)).toEqual([
      [100, 100, 250],
      [200, 200, 350],
      [300, 300, 450],
      [400, 400, 550],
    ]);
    expect(["fired", "overlapping", "skipped"].map((name) => metric(stacked, `runs.${name}`))).toEqual([4, 3, 0]);
    const skipped = play(scoring({ ...words, overlap: "skip" }, { horizon: 500, drain: true }));
    expect(times(skipped)).toEqual([
      [100, 100, 250],
      [300, 300, 490],
    ]);
    expect(["fired", "overlapping", "skipped"].map((name) => metric(skipped, `runs.${name}`))).toEqual([4, 2, 2]);
  });

  it("takes a run whose jobs are not all submitted for one that is not through", () => {
    const result = play(scoring({ sensors: 3, gap: 45, overlap: "skip" }, { horizon: 400 }));
    // 100, 145, 190: through before 200. With a gap of 50 it is not.
    expect(metric(result, "runs.skipped")).toBe(0);
    const slower = play(scoring({ sensors: 3, gap: 50, overlap: "skip" }, { horizon: 400 }));
    expect(metric(slower, "runs.skipped")).toBe(1);
  });

  it("draws for the jobs of skipped runs too, so that later ones have the same draws in every alternative", () => {
    const startUps = [150, 11, 12, 13, 14, 15, 16, 17, 18];
    const startUp = (): Value => scripted(startUps);
    const services = (overlap: "stack" | "skip"): readonly number[] => {
      const result = play(scoring({ sensorsPerJob: 2, startUp: startUp(), vms: 9, overlap }, { horizon: 500 }));
      return [...result.jobs!].filter(({ submitted }) => submitted >= 300).map(({ service }) => service!);
    };
    expect(services("stack")).toEqual([14, 15, 16, 17]);
    expect(services("skip")).toEqual([14, 15, 16, 17]);
  });

  it("draws for the jobs of skipped runs after those of the run that goes on, submitted or not", () => {
    // A run fires every 100 and its job comes 150 later: with skips every other firing finds one that is still to come.
    const services = (overlap: "stack" | "skip"): readonly (readonly number[])[] => {
      const words = { sensorsPerJob: 4, startUp: scripted([11, 12, 13, 14, 15]), delay: 150, vms: 9, overlap };
      const result = play(scoring(words, { horizon: 700 }));
      return [...result.jobs!].map(({ submitted, service }) => [submitted, service!]);
    };
    expect(services("stack")).toEqual([
      [250, 11],
      [350, 12],
      [450, 13],
      [550, 14],
      [650, 15],
    ]);
    expect(services("skip")).toEqual([
      [250, 11],
      [450, 13],
      [650, 15],
    ]);
  });

  it("tells what was sent, what was lost and what waited, inside the window", () => {
    // 4 sensors every 10 ticks: 0.4 a tick, of which a tick in 4 is taken.
    const warm = { warmUp: 100, horizon: 900 };
    const dropped = play(scoring({ each: 4, excess: "drop" }, warm));
    expect(metric(dropped, "events.sent")).toBe(360);
    expect(metric(dropped, "events.lost")).toBe(360 - 225);
    expect(metric(dropped, "events.backlog.peak")).toBe(0);
    const retried = play(scoring({ each: 4, excess: "retry" }, warm));
    expect(metric(retried, "events.lost")).toBe(0);
    expect(metric(retried, "events.backlog.peak")).toBeCloseTo(1000 * 0.15, 9);
    expect(metric(retried, "events.backlog.mean")).toBeCloseTo(((100 + 1000) / 2) * 0.15, 9);
    expect(metric(retried, "byWorkload.s.events.backlog.mean")).toBe(metric(retried, "events.backlog.mean"));
    expect(retried.warnings).toEqual([
      "s: 400,000 events/s come on average and 250,000 are taken, so the backlog grows without end; throughputUnits: 400 would take them",
    ]);
    expect(dropped.warnings[0]).toContain("so the rest is lost");
    expect(play(scoring({ each: 2 }, warm)).warnings).toEqual([]);
  });

  it("scores every reading once, whatever is in its way", () => {
    // A tick a row and nothing else: the time that the VMs were busy is the readings that were scored.
    const result = play(scoring({ every: 37, each: 10, window: 7, rowTime: 1 }, { horizon: 1000, drain: true }));
    // 4 in 37 ticks are more than 1 in 10, so readings are taken every 10 ticks. The last run, at 900, scores windows that end by
    // 896; and no window of 7 ticks hears two of them.
    expect(metric(result, "computeHours.busy")! * 3600 * SECOND).toBeCloseTo(89, 6);
  });

  it("has the same figures whichever engine is asked for, for no short cut knows streams", () => {
    const classic = {
      fleet: { kind: "workers" as const, timetable: [{ from: 0, workers: 2 }] },
      endpointConcurrency: { byName: new Map<string, number>(), otherwise: Number.POSITIVE_INFINITY },
      tenantConcurrency: { byName: new Map<string, number>(), otherwise: Number.POSITIVE_INFINITY },
      maxQueued: Number.POSITIVE_INFINITY,
      dispatch: variate(0),
      speed: variate(1),
      billingPlan: null,
    };
    const spec = world({ workloads: [workload("s", { arrivals: stream({ rowTime: 3 }), service: 5 })], classic });
    expect(play(spec, "auto").metrics).toEqual(play(spec, "events").metrics);
    expect(metric(play(spec, "auto"), "jobs.finished")).toBe(36);
  });
});
