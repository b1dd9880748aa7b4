import { describe, expect, it } from "vitest";
import { DAY, HOUR, SECOND } from "../../src/engine/time.ts";
import { runWorld } from "../../src/model/world.ts";
import type { WorldSpec } from "../../src/model/worldSpec.ts";
import { classic, pool, run, workers, workload, world } from "./worldFixture.ts";

/** The last instant of the clock, after 285 years. */
const LAST = Number.MAX_SAFE_INTEGER;
const MARCH_2026 = Date.UTC(2026, 2, 2);

interface ByHand {
  readonly submitted: bigint;
  readonly started: bigint;
  readonly ended: bigint;
}

/** Jobs of odd lengths in the last hours of the clock, some at one instant. */
function lastJobs(count: number, span: number): { submit: Float64Array; service: Float64Array } {
  let state = 7;
  const draw = (below: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const gap = Math.floor((2 * span) / count);
  const submit = new Float64Array(count);
  let at = LAST - 2 * span;
  for (let job = 0; job < count; job++) submit[job] = at += draw(4) === 0 ? 0 : draw(gap);
  return { submit, service: Float64Array.from(submit, () => 1 + draw(2 * gap)) };
}

/** First in, first out on so many servers, in whole numbers without limit. */
function served(submit: Float64Array, service: Float64Array, servers: number): ByHand[] {
  const free = new Array<bigint>(servers).fill(0n);
  return [...submit].map((time, job) => {
    const submitted = BigInt(time);
    const earliest = free.reduce((least, at) => (at < least ? at : least));
    const started = submitted > earliest ? submitted : earliest;
    const ended = started + BigInt(service[job]!);
    free[free.indexOf(earliest)] = ended;
    return { submitted, started, ended };
  });
}

const total = (times: readonly bigint[]): bigint => times.reduce((sum, time) => sum + time, 0n);
const sorted = (times: readonly bigint[]): bigint[] => times.toSorted((a, b) => (a < b ? -1 : 1));

function traced(submit: Float64Array, service: Float64Array, target?: string) {
  const slots = new Int32Array(submit.length).fill(1);
  const tenant = new Int32Array(submit.length).fill(-1);
  const jobs = { count: submit.length, submit, service, slots, tenant, tenants: [], dropped: {} };
  return workload("late", {
    arrivals: { kind: "trace", jobs, limit: Number.POSITIVE_INFINITY },
    ...(target === undefined ? {} : { pool: target }),
  });
}

describe("A clock near 2^53 microseconds", () => {
  const count = 500;
  const { submit, service } = lastJobs(count, 3 * HOUR);
  const byHand = served(submit, service, 2);

  it("has every job's times to the tick, the audit of every job included", () => {
    expect(byHand.filter(({ ended }) => ended <= BigInt(LAST)).length).toBe(count);
    const { jobs } = run({
      horizon: LAST,
      workloads: [traced(submit, service)],
      classic: classic({ fleet: workers(2) }),
    });
    const times = jobs.map(({ submitted, started, ended }) => [submitted, started, ended].map((at) => BigInt(at!)));
    expect(times).toEqual(byHand.map(({ submitted, started, ended }) => [submitted, started, ended]));
  });

  it.each(["auto", "events"] as const)("sums, averages over time and ranks to the tick (%s)", (engine) => {
    const warmUp = submit[0]!;
    const spec = world({
      warmUp,
      horizon: LAST - warmUp,
      percents: [50, 95],
      workloads: [traced(submit, service)],
      classic: classic({ fleet: workers(2) }),
    });
    const { metrics } = runWorld(spec, { replication: 0, jobs: false, audit: false, engine });
    const ticks = (metric: string, times = 1): bigint => BigInt(Math.round(metrics[metric]!.value! * SECOND * times));
    const waits = byHand.map(({ submitted, started }) => started - submitted);
    const latencies = byHand.map(({ submitted, ended }) => ended - submitted);
    expect(ticks("wait.mean", count)).toBe(total(waits));
    expect(ticks("latency.mean", count)).toBe(total(latencies));
    for (const [name, times] of [
      ["wait", waits],
      ["latency", latencies],
    ] as const) {
      expect(ticks(`${name}.p50`)).toBe(sorted(times)[Math.ceil(0.5 * count) - 1]);
      expect(ticks(`${name}.p95`)).toBe(sorted(times)[Math.ceil(0.95 * count) - 1]);
      expect(ticks(`${name}.max`)).toBe(sorted(times)[count - 1]);
    }
    // Jobs that wait, integrated over time, are their waits (Little).
    expect(BigInt(Math.round(metrics["queue.mean"]!.value! * (LAST - warmUp)))).toBe(total(waits));
    expect(BigInt(Math.round(metrics["computeHours.busy"]!.value! * HOUR))).toBe(total([...service].map(BigInt)));
  });

  it("bills VMs that idled for 285 years to the micro-dollar, and their hours to the tick", () => {
    const provisioning = 240_000_001;
    const jobs = served(submit, service, 3);
    const { result, value } = run({
      horizon: LAST,
      workloads: [traced(submit, service, "own")],
      pools: [pool("own", { vms: 3, provisioning, pricePerHour: 140_000 })],
    });
    const billed = BigInt(LAST - provisioning);
    expect(result.vms.map((vm) => BigInt(vm.billed))).toEqual([billed, billed, billed]);
    expect(total(result.vms.map((vm) => BigInt(vm.busy)))).toBe(
      total(jobs.map(({ started, ended }) => ended - started)),
    );
    for (const vm of result.vms) expect(BigInt(vm.busy) + BigInt(vm.idle)).toBe(billed);
    // 0.14 USD an hour, half a micro-dollar upwards: over 2^53 VM ticks in all.
    const micro = (2n * 3n * billed * 140_000n + BigInt(HOUR)) / (2n * BigInt(HOUR));
    expect(3n * billed > BigInt(LAST)).toBe(true);
    expect(result.bill.map(({ amount }) => amount)).toEqual([micro]);
    expect(value("cost.total")).toBe(Number(micro) / 1e6);
    expect(value("computeHours.billed")).toBe(Number(3n * billed) / HOUR);
  });

  it("knows a deadline at a time of day to the tick, on a calendar that no double tells", () => {
    const day = BigInt(DAY);
    const submitted = LAST - 5 * HOUR;
    const byTimeOfDay = Number((BigInt(MARCH_2026) * 1000n + BigInt(submitted) + 7_200_000_001n) % day);
    const missed = (service: number) =>
      run({
        startEpochMs: MARCH_2026,
        horizon: LAST,
        workloads: [workload("late", { at: [submitted], service, deadline: { byTimeOfDay } })],
        classic: classic(),
      }).value("deadlines.missed");
    expect([7_200_000_000, 7_200_000_001, 7_200_000_002].map(missed)).toEqual([0, 0, 1]);
  });

  it("changes the workers of a timetable at their tick", () => {
    const submitted = LAST - 5 * HOUR;
    const from = Number((BigInt(MARCH_2026) * 1000n + BigInt(submitted) + 3_600_000_001n) % BigInt(DAY));
    const [other] = run({
      startEpochMs: MARCH_2026,
      horizon: LAST,
      // The first takes the only worker until its end; the second waits for the one that comes.
      workloads: [workload("late", { at: [submitted, submitted], service: 4 * HOUR })],
      classic: classic({
        fleet: {
          kind: "workers",
          timetable: [
            { from, workers: 2 },
            { from: from + 60 * SECOND, workers: 1 },
          ].sort((a, b) => a.from - b.from),
        },
      }),
    }).jobs.slice(1);
    expect(other!.started).toBe(submitted + 3_600_000_001);
  });

  it.each(["auto", "events"] as const)("refuses to drain beyond it (%s)", (engine) => {
    const at = Float64Array.of(LAST - 10);
    const drained = (service: number): Partial<WorldSpec> => ({
      horizon: LAST,
      drain: true,
      workloads: [traced(at, Float64Array.of(service))],
      classic: classic(),
    });
    expect(runWorld(world(drained(10)), { replication: 0, jobs: false, audit: false, engine }).clock).toBe(LAST);
    expect(() => runWorld(world(drained(11)), { replication: 0, jobs: false, audit: false, engine })).toThrow(
      /285 years/,
    );
    expect(() => runWorld(world(drained(LAST)), { replication: 0, jobs: false, audit: false, engine })).toThrow(
      /285 years/,
    );
  });
});
