import { describe, expect, it } from "vitest";
import { exponential } from "../../src/engine/distributions/exponential.ts";
import { DAY, HOUR } from "../../src/engine/time.ts";
import { isEndless, loadCycle } from "../../src/model/loadCycle.ts";
import { isRandomWorld } from "../../src/model/randomness.ts";
import type { ArrivalSpec, WorkloadSpec } from "../../src/model/workload/workloadSpec.ts";
import { cronSchedule } from "../../src/scenario/cronSchedule.ts";
import { stream } from "./workload/madeStream.ts";
import { classic, pool, variate, workload, world } from "./worldFixture.ts";

const limit = Number.POSITIVE_INFINITY;
const batch = variate(1);
const MONDAY = Date.UTC(2026, 2, 2);
const cron = (text: string): ArrivalSpec => ({ kind: "cron", nextAt: cronSchedule(text, MONDAY), batch, limit });
const poisson = (profile: readonly number[] | null): ArrivalSpec => ({
  kind: "poisson",
  rate: 1,
  profile,
  batch,
  limit,
});
const by = (arrivals: ArrivalSpec, more: Partial<WorkloadSpec> = {}): WorkloadSpec => ({
  ...workload("a", { arrivals, pool: "p" }),
  ...more,
});
const worldOf = (...workloads: readonly WorkloadSpec[]) => world({ workloads, classic: classic(), pools: [pool("p")] });

describe("loadCycle", () => {
  it.each([
    ["0 1 * * *", DAY],
    ["0 * * * *", HOUR],
    ["*/5 * * * *", HOUR],
    ["*/7 * * * *", HOUR],
    ["0 */2 * * *", DAY],
    ["0 * * * 1-5", DAY],
    ["30 12-23 * * *", DAY],
    ["0 0 1 1 *", DAY],
  ])("of the cron %s is that in which it fires", (text, cycle) => {
    expect(loadCycle(worldOf(by(cron(text))))).toBe(cycle);
  });

  it("is a day with a profile, and none with a constant rate", () => {
    expect(loadCycle(worldOf(by(poisson(new Array<number>(24).fill(1)))))).toBe(DAY);
    expect(loadCycle(worldOf(by(poisson(null))))).toBe(0);
  });

  it("of a stream is that of its cron, or a day if its readings have a profile", () => {
    const hourly = { ...stream(), nextAt: cronSchedule("0 * * * *", MONDAY) };
    expect(loadCycle(worldOf(by(hourly)))).toBe(HOUR);
    const flow = { ...hourly.flow, microWeights: new Array<bigint>(24).fill(1n) };
    expect(loadCycle(worldOf(by({ ...hourly, flow })))).toBe(DAY);
    expect(isEndless(worldOf(by(hourly)))).toBe(true);
    expect(isRandomWorld(worldOf(by(hourly)))).toBe(false);
    expect(isRandomWorld(worldOf(by({ ...hourly, rowTime: exponential({ mean: 1 }) })))).toBe(true);
  });

  it("is a day where the fleet goes by a timetable, or other tenants by the day, if the customer's jobs go there", () => {
    const fleet = {
      kind: "workers",
      timetable: [
        { from: 0, workers: 1 },
        { from: DAY / 2, workers: 2 },
      ],
    } as const;
    const own = by(poisson(null));
    const toClassic = by(poisson(null), { route: { kind: "fixed", target: null } });
    const others = by(cron("0 1 * * *"), { name: "b", background: true, route: { kind: "fixed", target: null } });
    expect(loadCycle({ ...worldOf(own), classic: classic({ fleet }) })).toBe(0);
    expect(loadCycle({ ...worldOf(toClassic), classic: classic({ fleet }) })).toBe(DAY);
    expect(loadCycle(worldOf(own, others))).toBe(0);
    expect(loadCycle(worldOf(toClassic, others))).toBe(DAY);
  });
});

describe("isEndless", () => {
  it("is a world in which any of the customer's jobs go on coming", () => {
    const at = workload("a", { at: [0, 5] });
    const few = by({ ...poisson(null), limit: 10 } as ArrivalSpec);
    expect(isEndless(worldOf(at, few, by(poisson(null), { background: true })))).toBe(false);
    expect(isEndless(worldOf(at, by(poisson(null), { name: "b" })))).toBe(true);
  });
});

describe("isRandomWorld", () => {
  const plain = by(cron("0 1 * * *"));
  const random = exponential({ mean: 1 });

  it("is not one in which everything is told", () => {
    expect(isRandomWorld(worldOf(plain, workload("b", { at: [0], service: [1, 2, 3], pool: "p" })))).toBe(false);
  });

  it.each([
    ["arrivals", worldOf(by(poisson(null)))],
    ["a job's size", worldOf(workload("a", { at: [0], service: random, pool: "p" }))],
    ["a pool's delays", { ...worldOf(plain), pools: [pool("p", { provisioning: random })] }],
    ["a shared service's delays", { ...worldOf(workload("a", { at: [0] })), classic: classic({ dispatch: random }) }],
  ])("is one in which %s are drawn", (_what, spec) => {
    expect(isRandomWorld(spec)).toBe(true);
  });

  it("is not one whose chance nobody of the customer's meets", () => {
    const others = by(poisson(null), { name: "b", background: true, route: { kind: "fixed", target: null } });
    expect(isRandomWorld({ ...worldOf(plain, others), classic: classic({ dispatch: random }) })).toBe(false);
  });
});
