import { describe, expect, it } from "vitest";
import { exponential } from "../../../src/engine/distributions/exponential.ts";
import { openStream } from "../../../src/engine/random.ts";
import type { ClassicSpec } from "../../../src/model/classic/classicSpec.ts";
import { JobTable } from "../../../src/model/jobTable.ts";
import { type DelayDraw, delayDraw } from "../../../src/model/system.ts";
import { JobDraws } from "../../../src/model/workload/jobDraws.ts";
import type { WorkloadSpec } from "../../../src/model/workload/workloadSpec.ts";
import { NOTHING, systemStub } from "../systemStub.ts";
import { classic, workload } from "../worldFixture.ts";

const NO_DELAY: DelayDraw = () => 0;
const CLASSIC_INDEX = 0;
const POOL_INDEX = 1;

interface Drawn {
  readonly tasks: number;
  readonly width: number;
  readonly services: readonly number[];
  readonly delays: readonly number[];
  readonly wait: number;
}

/** Draws so many jobs of a workload for a system. */
function draw(
  spec: WorkloadSpec,
  jobs: number,
  where: { classic?: ClassicSpec | null; index?: number; delay?: DelayDraw } = {},
): Drawn[] {
  const draws = new JobDraws(spec, where.classic ?? null, true, (purpose) =>
    openStream({ seed: 5, replication: 0, owner: spec.name, purpose }),
  );
  const system = systemStub(where.index ?? POOL_INDEX, where.delay ?? NO_DELAY, () => NOTHING);
  const table = new JobTable();
  return Array.from({ length: jobs }, (_, number) => {
    const row = table.open();
    table.number[row] = number;
    draws.fill(table, row, system, undefined);
    const tasks = table.tasks[row]!;
    return {
      tasks,
      width: table.width[row]!,
      services: tasks === 1 ? [table.service[row]!] : [...table.sizes[row]!],
      delays: tasks === 1 ? [table.dispatchDelay[row]!] : [...table.dispatchDelays[row]!],
      wait: table.drawnWait[row]!,
    };
  });
}

function servicesOf(jobs: readonly Drawn[]): readonly (readonly number[])[] {
  return jobs.map(({ services }) => services);
}

describe("The draws of a workload's jobs", () => {
  const random = workload("w", { service: exponential({ mean: 1e6 }), tasks: [1, 3, 2] });

  it("give each task a service time of its own, taken in turn", () => {
    const spec = workload("w", { service: [10, 20, 30], tasks: [2, 1] });
    expect(servicesOf(draw(spec, 3))).toEqual([[10, 20], [30], [10, 20]]);
  });

  it("give a gang one service time", () => {
    const [job] = draw(workload("w", { service: [10, 20], gang: 5 }), 1);
    expect([job!.width, job!.tasks, job!.services]).toEqual([5, 1, [10]]);
  });

  it("are the same jobs in a pool, in the classic service, and beside a classic service of any kind", () => {
    const inPool = servicesOf(draw(random, 50));
    const fleets: readonly ClassicSpec[] = [
      classic(),
      classic({ fleet: { kind: "observedWait", wait: exponential({ mean: 5 }) }, dispatch: exponential({ mean: 9 }) }),
    ];
    for (const beside of fleets) {
      expect(servicesOf(draw(random, 50, { classic: beside, index: CLASSIC_INDEX }))).toEqual(inPool);
      expect(servicesOf(draw(random, 50, { classic: beside, delay: (uniform) => uniform }))).toEqual(inPool);
    }
  });

  it("have the same luck at dispatch in every system: the same uniform for the same task", () => {
    const uniforms = (index: number): unknown =>
      draw(random, 20, { index, classic: classic(), delay: (uniform) => uniform }).map(({ delays }) => delays);
    expect(uniforms(CLASSIC_INDEX)).toEqual(uniforms(POOL_INDEX));
  });

  it("divide the service time by the classic service's speed there, and only there", () => {
    const spec = workload("w", { service: 60 });
    const fast = classic({ speed: [2, 3] });
    expect(servicesOf(draw(spec, 3, { classic: fast, index: CLASSIC_INDEX }))).toEqual([[30], [20], [30]]);
    expect(servicesOf(draw(spec, 3, { classic: fast, index: POOL_INDEX }))).toEqual([[60], [60], [60]]);
  });

  it("round service times to ticks, and take none below 0", () => {
    expect(servicesOf(draw(workload("w", { service: [1.4, 1.6, -3, 0] }), 4))).toEqual([[1], [2], [0], [0]]);
  });

  it("take a job of no task as one task", () => {
    expect(draw(workload("w", { tasks: [0, 2] }), 2).map(({ tasks }) => tasks)).toEqual([1, 2]);
  });

  it("draw the wait of a fleet that is not modelled with the job", () => {
    const observed = classic({ fleet: { kind: "observedWait", wait: { sequence: [7, 8] } } });
    const waits = draw(workload("w"), 3, { classic: observed, index: CLASSIC_INDEX }).map(({ wait }) => wait);
    expect(waits).toEqual([7, 8, 7]);
  });
});

describe("A dispatch delay", () => {
  it("is the quantile of the job's uniform in ticks, and never below 0", () => {
    const delay = delayDraw(exponential({ mean: 100 }));
    expect(delay(0.5, 3)).toBe(69); // 100 ln 2
    expect(delayDraw({ mean: -4, variance: 0, cdf: () => 1, quantile: () => -4 })(0.5, 0)).toBe(0);
  });

  it("taken in turn goes by the job's number", () => {
    const delay = delayDraw({ sequence: [5, 6, 7] });
    expect([0, 1, 2, 3].map((job) => delay(0.5, job))).toEqual([5, 6, 7, 5]);
  });
});
