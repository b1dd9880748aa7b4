import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { exponential } from "../../../src/engine/distributions/exponential.ts";
import { DAY, HOUR, MINUTE, SECOND } from "../../../src/engine/time.ts";
import { cancelledVmAt } from "../../../src/model/cancelledVms.ts";
import { compileFormula } from "../../../src/model/scaling/formula/formula.ts";
import { runWorld } from "../../../src/model/world.ts";
import type { JobRow, WorldResult } from "../../../src/model/worldResult.ts";
import { pool, variate, workload, world } from "../worldFixture.ts";

const FOLDER = join(import.meta.dirname, "../../../scenarios/formulas");
const WEEK = 7 * DAY;
const INTERVAL = 5 * MINUTE;
const SLOTS = 2;
/** Monday, 2 March 2026. */
const MONDAY = Date.UTC(2026, 2, 2);

interface Week {
  readonly result: WorldResult;
  readonly jobs: readonly JobRow[];
}

/** A low-priority VM's mean life, ready to eviction. */
const LIFETIME = 3 * HOUR;

/** A week of a pool with a ready formula, audited: some 18 tasks at a time in the busy half of each day, 2 in the other. */
function weekOf(name: string): Week {
  const formula = compileFormula(readFileSync(join(FOLDER, `${name}.txt`), "utf8"));
  const profile = Array.from({ length: 24 }, (_, hour) => (hour >= 8 && hour < 20 ? 1.8 : 0.2));
  const batch = variate(1);
  const limit = Number.POSITIVE_INFINITY;
  const spec = world({
    startEpochMs: MONDAY,
    horizon: WEEK,
    workloads: [
      workload("w", {
        arrivals: { kind: "poisson", rate: 60 / HOUR, profile, batch, limit },
        service: exponential({ mean: 10 * MINUTE }),
        pool: "p",
      }),
    ],
    pools: [
      pool("p", {
        slotsPerVm: SLOTS,
        provisioning: exponential({ mean: 4 * MINUTE }),
        deprovisioning: 30 * SECOND,
        vms: 0,
        lowPriority: { vms: 0, lifetime: exponential({ mean: LIFETIME }), discount: 0.8, longestRun: null },
        scaling: {
          kind: "autoscale",
          formula,
          interval: INTERVAL,
          firstEvaluation: 0,
          samplePeriod: 30 * SECOND,
          sampleDelay: 60 * SECOND,
          missingSamples: 0,
          whileResizing: "replace",
        },
      }),
    ],
  });
  const result = runWorld(spec, { replication: 0, jobs: true, audit: true, evaluations: true });
  return { result, jobs: [...result.jobs!] };
}

/** How many of some stretches [from, until) hold each instant of a sample, from their ends alone. */
function countsAtSamples(stretches: readonly (readonly [from: number | null, until: number | null])[]): Int32Array {
  const counts = new Int32Array(WEEK / (30 * SECOND) + 1);
  for (const [from, until] of stretches) {
    if (from === null) continue;
    const last = Math.min(counts.length, Math.ceil((until ?? Number.POSITIVE_INFINITY) / (30 * SECOND)));
    for (let place = Math.ceil(from / (30 * SECOND)); place < last; place++) counts[place]!++;
  }
  return counts;
}

const pendingOf = ({ jobs }: Week): Int32Array =>
  countsAtSamples(jobs.map(({ submitted, ended }) => [submitted, ended] as const));

/** What a formula sees at an evaluation: samples of ages in [younger, older), at least 60 s old, the oldest first. */
function seen(counts: ArrayLike<number>, now: number, younger: number, older: number): number[] {
  const found: number[] = [];
  for (let at = Math.max(0, now - older + 30 * SECOND); at <= now - Math.max(younger, MINUTE); at += 30 * SECOND)
    found.push(counts[at / (30 * SECOND)]!);
  return found;
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const lastSeen = (counts: ArrayLike<number>, now: number): number => seen(counts, now, 0, 90 * SECOND).at(-1) ?? 0;

/** Dedicated and low-priority target of each evaluation, as the log has them. */
function logged({ result }: Week): readonly (readonly [time: number, dedicated: number, lowPriority: number])[] {
  return result.evaluations.map(({ time, targets, error }) => {
    expect(error).toBe("");
    const target = (name: string): number => Number(new RegExp(`\\$Target${name}Nodes=(\\d+)`).exec(targets)?.[1] ?? 0);
    return [time, target("Dedicated"), target("LowPriority")];
  });
}

const evaluationTimes = Array.from({ length: WEEK / INTERVAL }, (_, place) => place * INTERVAL);

/** Those of a week's evaluations at which the VMs that were requested, and not told to leave, are not as many as told. */
function wrongVms({ result }: Week, told: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const [cancelled] = result.cancelledVms;
  const gone = Array.from({ length: cancelled!.count }, (_, place) => cancelledVmAt(cancelled!, place));
  const lives = [
    ...result.vms.map(({ requested, left }) => [requested, left] as const),
    ...gone.map(({ requested, cancelled: left }) => [requested, left] as const),
  ];
  const counts = countsAtSamples(lives);
  return told.filter(([time, vms]) => counts[time! / (30 * SECOND)] !== vms);
}

function golden(name: string, lessons: (week: () => Week) => void): void {
  describe(`a week of ${name}`, () => {
    let week: Week | null = null;
    beforeAll(() => {
      week = weekOf(name);
    });
    lessons(() => week!);
  });
}

golden("working-hours", (week) => {
  it("has 16 VMs on weekdays from 7 to 19, and 2 else", () => {
    // Monday is day 0; 7:00 to 19:00 are evaluations 84 to 227 of the day's 288.
    const byHand = evaluationTimes.map((time, place) => {
      const inHours = place % 288 >= 84 && place % 288 < 228;
      return [time, place < 5 * 288 && inHours ? 16 : 2, 0];
    });
    expect(logged(week())).toEqual(byHand);
    expect(wrongVms(week(), byHand)).toEqual([]);
  });

  it("has so many on its timeline too, but for VMs on their way in and out", () => {
    for (const { time, target, provisioning, starting, idle, busy } of week().result.timeline) {
      const [day, ofDay] = [Math.floor(time / DAY), time % DAY];
      expect(target).toBe(day < 5 && ofDay >= 7 * HOUR && ofDay < 19 * HOUR ? 16 : 2);
      expect(provisioning + starting + idle + busy).toBe(target);
    }
  });
});

golden("pending-tasks", (week) => {
  it("asks for the larger of the mean and the last of the pending tasks that are visible, by slots, rounded up", () => {
    const pending = pendingOf(week());
    const independent = evaluationTimes.map((time) => {
      const visible = seen(pending, time, 0, 5 * MINUTE);
      const last = lastSeen(pending, time);
      const tasks = visible.length >= 6 ? Math.max(mean(visible), last) : last;
      return [time, Math.min(20, Math.ceil(tasks / SLOTS)), 0];
    });
    expect(logged(week())).toEqual(independent);
    expect(wrongVms(week(), independent)).toEqual([]);
    expect(new Set(independent.map(([, target]) => target)).size).toBeGreaterThan(10);
  });
});

golden("warm-minimum", (week) => {
  it("asks for 4 VMs and those that the fewest tasks of minutes 1 to 6 need", () => {
    const pending = pendingOf(week());
    const independent = evaluationTimes.map((time) => {
      const visible = seen(pending, time, MINUTE, 6 * MINUTE);
      const lasting = visible.length >= 7 ? Math.min(...visible) : 0;
      return [time, Math.min(20, 4 + Math.ceil(lasting / SLOTS)), 0];
    });
    expect(logged(week())).toEqual(independent);
    expect(wrongVms(week(), independent)).toEqual([]);
  });
});

golden("cpu", (week) => {
  it("asks for a fifth more while all of ten minutes was busy, a fifth fewer while they were idle", () => {
    const { jobs, result } = week();
    const [cancelled] = result.cancelledVms;
    const gone = Array.from({ length: cancelled!.count }, (_, place) => cancelledVmAt(cancelled!, place));
    const computing = countsAtSamples(jobs.map(({ started, ended }) => [started, ended] as const));
    const up = countsAtSamples(result.vms.map(({ ready, deleted }) => [ready, deleted] as const));
    const current = countsAtSamples([
      ...result.vms.map(({ requested, deleted }) => [requested, deleted] as const),
      ...gone.map(({ requested, cancelled: until }) => [requested, until] as const),
    ]);
    const share = Float64Array.from(computing, (tasks, place) => (up[place] === 0 ? 0 : tasks / (up[place]! * SLOTS)));
    const independent = evaluationTimes.map((time) => {
      const vms = Math.max(1, lastSeen(current, time));
      const visible = seen(share, time, 0, 10 * MINUTE);
      const [least, average] = visible.length >= 14 ? [Math.min(...visible), mean(visible)] : [0.2, 0.7];
      const fewer = average < 0.2 ? Math.floor(vms * 0.8) : vms;
      const wanted = least > 0.7 ? Math.ceil(vms * 1.2) : fewer;
      return [time, Math.max(1, Math.min(40, wanted)), 0];
    });
    expect(logged(week())).toEqual(independent);
    expect(new Set(independent.map(([, target]) => target)).size).toBeGreaterThan(5);
  });
});

golden("low-priority", (week) => {
  it("asks for low-priority VMs for the pending tasks, and dedicated ones for those taken away and not back", () => {
    const { result } = week();
    const pending = pendingOf(week());
    const [cancelled] = result.cancelledVms;
    const gone = Array.from({ length: cancelled!.count }, (_, place) => cancelledVmAt(cancelled!, place));
    // Formulas ask at their instants alone; what is requested in between takes the place of a VM that was evicted then.
    const preempted = countsAtSamples(
      [
        ...result.vms.map(({ requested, ready }) => [requested, ready] as const),
        ...gone.map(({ requested, cancelled: until }) => [requested, until] as const),
      ].filter(([requested]) => requested % INTERVAL !== 0),
    );
    const independent = evaluationTimes.map((time) => {
      const visible = seen(pending, time, 0, 5 * MINUTE);
      const tasks = visible.length >= 6 ? mean(visible) : lastSeen(pending, time);
      const vms = Math.min(20, Math.ceil(tasks / SLOTS));
      const fallBack = Math.min(vms, 8, lastSeen(preempted, time));
      return [time, fallBack, vms - fallBack];
    });
    expect(logged(week())).toEqual(independent);
    expect(Math.max(...independent.map(([, dedicated]) => dedicated!))).toBeGreaterThan(1);
    expect(
      wrongVms(
        week(),
        independent.map(([time, dedicated, others]) => [time!, dedicated! + others!]),
      ),
    ).toEqual([]);
  });

  it("has low-priority VMs that last as long as they are to, and dedicated ones that nobody takes away", () => {
    const { vms } = week().result;
    const evicted = vms.filter(({ endReason }) => endReason === "evicted");
    expect(evicted.every(({ lowPriority }) => lowPriority)).toBe(true);
    // Evictions are a Poisson process in the time that low-priority VMs serve: 6 standard deviations either way, some 1e-9.
    const serving = vms
      .filter(({ lowPriority }) => lowPriority)
      .reduce((sum, { ready, left }) => sum + ((left ?? WEEK) - ready!), 0);
    const expected = serving / LIFETIME;
    expect(expected).toBeGreaterThan(100);
    expect(Math.abs(evicted.length - expected)).toBeLessThan(6 * Math.sqrt(expected));
    expect(vms.filter(({ lowPriority }) => !lowPriority).length).toBeGreaterThan(10);
  });
});
