import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import type { Variate } from "../../../src/engine/distribution.ts";
import { exponential } from "../../../src/engine/distributions/exponential.ts";
import { lognormal } from "../../../src/engine/distributions/lognormal.ts";
import { uniform } from "../../../src/engine/distributions/uniform.ts";
import { CapsAudit } from "../../../src/model/audit/capsAudit.ts";
import type { WorkerTimetable } from "../../../src/model/classic/classicSpec.ts";
import { FifoRun } from "../../../src/model/fifo/fifoRun.ts";
import { hasConstantWorkers, plainFifoOf } from "../../../src/model/fifo/plainFifo.ts";
import { Parties } from "../../../src/model/parties.ts";
import { runWorld } from "../../../src/model/world.ts";
import type { WorldResult } from "../../../src/model/worldResult.ts";
import type { WorldSpec } from "../../../src/model/worldSpec.ts";
import { expectSame } from "../../shared/expectSame.ts";
import { cap, classic, NO_CAP, pool, variate, workers, workload, world } from "../worldFixture.ts";
import { arrivalsOf } from "./randomArrivals.ts";

const SECOND = 1_000_000;

const OPTIONS = { replication: 0, jobs: false, audit: false } as const;

/**
 * That a result is the whole model's, whose event loop is checked job by job; and that it is the one of constant workers that go event
 * by event, where there are such.
 */
function expectOneResult(result: WorldResult | null, spec: WorldSpec): void {
  expectSame(result, runWorld(spec, { ...OPTIONS, audit: true }));
  const plain = plainFifoOf(spec, new Parties(spec));
  if (plain !== null && hasConstantWorkers(plain)) expectSame(result, runWorld(spec, { ...OPTIONS, engine: "events" }));
}

/** Random services that need no whole model: several workloads, tenants and endpoints, equal instants, any window. */
const plainWorlds: fc.Arbitrary<WorldSpec> = fc
  .record({
    seed: fc.integer({ min: 0, max: 1_000_000 }),
    slots: fc.integer({ min: 1, max: 5 }),
    cap: fc.constantFrom(Number.POSITIVE_INFINITY, 5, 6, 9),
    warmUp: fc.integer({ min: 0, max: 300 }),
    horizon: fc.integer({ min: 1, max: 4000 }),
    drain: fc.boolean(),
    dispatch: fc.boolean(),
    coarse: fc.boolean(),
    workloads: fc.array(
      fc.record({
        load: fc.double({ min: 0.05, max: 0.7, noNaN: true }),
        regular: fc.boolean(),
        fires: fc.constantFrom("one", "one", "several", "some", "at", "cron"),
        limit: fc.constantFrom(Number.POSITIVE_INFINITY, 7, 40),
        deadline: fc.boolean(),
        background: fc.boolean(),
        shared: fc.boolean(),
      }),
      { minLength: 1, maxLength: 4 },
    ),
  })
  .map(({ seed, slots, cap, warmUp, horizon, drain, dispatch, coarse, workloads }) => {
    // Whole seconds make submissions, ends and the window's edges meet at the same instants.
    const service = coarse ? variate(4 * SECOND) : lognormal({ mean: 4 * SECOND, cv: 1.5 });
    return world({
      seed,
      warmUp: warmUp * SECOND,
      horizon: horizon * SECOND,
      drain,
      workloads: workloads.map(({ load, regular, fires, limit, deadline, background, shared }, index) => {
        const gap = (4 * SECOND * workloads.length) / (load * slots);
        const interval = coarse ? variate(Math.ceil(gap / SECOND) * SECOND) : exponential({ mean: gap });
        return workload(`w${index}`, {
          tenant: `t${index}`,
          endpoint: shared ? "shared" : `e${index}`,
          background: background && index > 0,
          arrivals: arrivalsOf(fires, { gap, interval, regular, limit }),
          service,
          ...(deadline ? { deadline: { within: 6 * SECOND } } : {}),
        });
      }),
      classic: classic({
        fleet: workers(slots),
        endpointConcurrency: { byName: new Map(), otherwise: cap },
        tenantConcurrency: NO_CAP,
        dispatch: dispatch ? uniform({ min: 0, max: 2 * SECOND }) : variate(0),
      }),
    });
  });

describe("the job-by-job way through a plain FIFO service", () => {
  it("gives the event loop's results, to the last digit", () => {
    fc.assert(
      fc.property(plainWorlds, (spec) => {
        expect(plainFifoOf(spec, new Parties(spec))).not.toBeNull();
        expectOneResult(runWorld(spec, OPTIONS), spec);
      }),
      { numRuns: 600 },
    );
  }, 120_000);

  /** Jobs of two tenants and of the workload's own, some before the start and after the end. */
  const traces = fc
    .array(
      fc.record({
        gap: fc.integer({ min: 0, max: 4 }),
        service: fc.integer({ min: 0, max: 9 }),
        tenant: fc.integer({ min: -1, max: 1 }),
      }),
      { maxLength: 60 },
    )
    .map((jobs) => {
      let time = -3;
      const submit = Float64Array.from(jobs, ({ gap }) => {
        time += gap;
        return time * SECOND;
      });
      return {
        count: jobs.length,
        submit,
        service: Float64Array.from(jobs, ({ service }) => service * SECOND),
        slots: new Int32Array(jobs.length).fill(1),
        tenant: Int32Array.from(jobs, ({ tenant }) => tenant),
        tenants: ["contoso", "fabrikam"],
        dropped: {},
      };
    });

  /** The same jobs under caps of endpoints and tenants, some of which hold jobs back while workers are free. */
  const capSpecs = fc
    .record({
      otherwise: fc.constantFrom(1, 2, 4, Number.POSITIVE_INFINITY),
      byName: fc.array(
        fc.tuple(fc.constantFrom("e0", "e1", "shared", "t0", "t1", "contoso"), fc.integer({ min: 1, max: 6 })),
      ),
    })
    .map(({ otherwise, byName }) => ({ otherwise, byName: new Map(byName) }));

  const cappedWorlds = (worlds: fc.Arbitrary<WorldSpec>): fc.Arbitrary<WorldSpec> =>
    fc
      .tuple(worlds, capSpecs, capSpecs, fc.boolean())
      .map(([spec, endpointConcurrency, tenantConcurrency, oneTenant]) => ({
        ...spec,
        workloads: spec.workloads.map((each) => (oneTenant ? { ...each, tenant: "t0" } : each)),
        classic: { ...spec.classic!, endpointConcurrency, tenantConcurrency },
      }));

  it("does so under caps that hold jobs back while workers are free", () => {
    let capped = 0;
    fc.assert(
      fc.property(cappedWorlds(plainWorlds), (spec) => {
        const plain = plainFifoOf(spec, new Parties(spec));
        expect(plain).not.toBeNull();
        if (plain!.isCapped) capped++;
        expectOneResult(runWorld(spec, OPTIONS), spec);
      }),
      { numRuns: 600 },
    );
    expect(capped).toBeGreaterThan(400);
  }, 120_000);

  const MINUTE = 60 * SECOND;
  const every = (gap: number) => ({
    ...{ kind: "renewal" as const, interval: variate(gap), batch: variate(1), limit: Number.POSITIVE_INFINITY },
  });
  const burst = (time: number, jobs: number) => ({
    at: Array.from({ length: jobs }, () => time),
    service: 10 * SECOND,
  });

  it.each([
    [
      "more jobs than a block has get their slots at once",
      world({
        horizon: 60 * MINUTE,
        workloads: [workload("a", burst(0, 20_000))],
        classic: classic({ fleet: workers(5000), endpointConcurrency: cap({}, 4500) }),
      }),
    ],
    [
      "jobs from before the window get their slots beside others",
      world({
        ...{ warmUp: 60 * MINUTE, horizon: 300 * MINUTE },
        workloads: [
          workload("a", { ...burst(0, 3000), endpoint: "a" }),
          workload("b", { ...burst(60 * MINUTE, 20), endpoint: "b" }),
          workload("c", { arrivals: every(2 * SECOND), service: SECOND, endpoint: "c" }),
        ],
        classic: classic({ fleet: workers(10), endpointConcurrency: cap({ a: 2 }, 4) }),
      }),
    ],
    [
      "more jobs than a block has never get one",
      world({
        horizon: 20 * MINUTE,
        workloads: [workload("a", { arrivals: every(SECOND / 10), service: 3600 * SECOND })],
        classic: classic({ fleet: workers(10), endpointConcurrency: cap({}, 2) }),
      }),
    ],
  ])("does so under caps where %s", (_, spec) => {
    expect(plainFifoOf(spec, new Parties(spec))!.isCapped).toBe(true);
    expectOneResult(runWorld(spec, OPTIONS), spec);
  });

  it("has its caps audited as they are used", () => {
    const admitted = vi.spyOn(CapsAudit.prototype, "admitted");
    const taken = vi.spyOn(CapsAudit.prototype, "taken");
    const ended = vi.spyOn(CapsAudit.prototype, "ended");
    const instantOver = vi.spyOn(CapsAudit.prototype, "instantOver");
    const spec = world({
      ...{ horizon: 60 * MINUTE, drain: true },
      // 30 jobs by three at a time: ten turns.
      workloads: [workload("a", burst(0, 30))],
      classic: classic({ fleet: workers(5), endpointConcurrency: cap({}, 3) }),
    });
    runWorld(spec, OPTIONS);
    expect([admitted, taken, ended].map(({ mock }) => mock.calls.length)).toEqual([30, 30, 30]);
    expect(instantOver.mock.calls.map(([time]) => time)).toEqual(
      Array.from({ length: 10 }, (_, turn) => 10 * turn * SECOND),
    );
    vi.restoreAllMocks();
  });

  it("needs no caps where none is told, though names are", () => {
    const spec = world({
      horizon: MINUTE,
      workloads: [workload("a", burst(0, 3))],
      classic: classic({
        endpointConcurrency: NO_CAP,
        tenantConcurrency: cap({ other: 1 }),
      }),
    });
    expect(plainFifoOf(spec, new Parties(spec))).toMatchObject({ isCapped: false, anyCap: false });
  });

  it("does so for traces, alone or beside other workloads", () => {
    fc.assert(
      fc.property(
        traces,
        fc.oneof(plainWorlds, tasked(plainWorlds), cappedWorlds(plainWorlds)),
        fc.boolean(),
        (jobs, spec, alone) => {
          const arrivals = { kind: "trace", jobs, limit: Number.POSITIVE_INFINITY } as const;
          const [first, ...others] = spec.workloads;
          const workloads = [{ ...first!, arrivals }, ...(alone ? [] : others)];
          const traced: WorldSpec = { ...spec, workloads };
          expect(plainFifoOf(traced, new Parties(traced))).not.toBeNull();
          expectOneResult(runWorld(traced, OPTIONS), traced);
        },
      ),
      { numRuns: 200 },
    );
  });

  /** The same jobs in a pool whose VMs come at first and stay, beside one that nobody uses. */
  const pools = fc.record({
    comes: fc.constantFrom("together", "one by one", "at once"),
    reuse: fc.constantFrom("mostRecentlyIdle" as const, "longestIdle" as const),
    billing: fc.constantFrom("fromReady" as const, "fromAllocation" as const),
    speed: fc.constantFrom(1, 2, 0.7),
    startTask: fc.boolean(),
    withClassic: fc.boolean(),
    spare: fc.boolean(),
  });

  const pooledWorlds: fc.Arbitrary<WorldSpec> = fc.tuple(plainWorlds, pools).map(([spec, how]) => {
    const { comes, reuse, billing, speed, startTask, withClassic, spare } = how;
    const { fleet, dispatch } = spec.classic!;
    const slow = comes === "together" ? variate(240 * SECOND) : uniform({ min: 0, max: 400 * SECOND });
    const own = pool("p", {
      vms: fleet.kind === "workers" ? fleet.timetable[0]!.workers : 1,
      ...{ reuse, billing, speed, dispatch },
      speedOf: new Map([["w1", 3]]),
      provisioning: comes === "at once" ? variate(0) : slow,
      startTask: variate(startTask ? 7 * SECOND : 0),
      pricePerHour: 1_200_000,
    });
    const others = spare ? [pool("q", { vms: 2, slotsPerVm: 2, provisioning: variate(50 * SECOND) })] : [];
    return {
      ...spec,
      classic: withClassic ? spec.classic : null,
      pools: [...others, own],
      workloads: spec.workloads
        .filter(({ background }) => withClassic || !background)
        .map((each) => (each.background ? each : { ...each, route: { kind: "fixed" as const, target: "p" } })),
    };
  });

  it("does so for a pool whose VMs come and stay", () => {
    let taken = 0;
    fc.assert(
      fc.property(pooledWorlds, (spec) => {
        const plain = plainFifoOf(spec, new Parties(spec));
        expect(plain).not.toBeNull();
        if (new FifoRun(spec, new Parties(spec), plain!, { replication: 0 }).run() !== null) taken++;
        expectOneResult(runWorld(spec, OPTIONS), spec);
      }),
      { numRuns: 600 },
    );
    expect(taken).toBe(600);
  }, 120_000);

  /** The same jobs for workers that come and go by the time of day: at whole seconds, some in the middle of the night. */
  const timetables = fc.record({
    startEpochMs: fc.constantFrom(0, 500_000, 86_399_000, 1_772_409_600_000 - 777_000),
    entries: fc
      .uniqueArray(fc.record({ from: fc.integer({ min: 0, max: 3000 }), workers: fc.integer({ min: 0, max: 5 }) }), {
        minLength: 2,
        maxLength: 12,
        selector: ({ from }) => from,
      })
      .filter((entries) => entries.some(({ workers }) => workers > 0)),
  });

  const timetabledWorlds: fc.Arbitrary<WorldSpec> = fc
    .tuple(plainWorlds, timetables)
    .map(([spec, { startEpochMs, entries }]) => {
      const timetable = entries
        .map(({ from, workers }) => ({ from: from * SECOND, workers }))
        .sort((a, b) => a.from - b.from);
      return { ...spec, startEpochMs, classic: { ...spec.classic!, fleet: { kind: "workers", timetable } } };
    });

  it("does so for workers that follow a timetable", () => {
    fc.assert(
      fc.property(timetabledWorlds, (spec) => {
        const parties = new Parties(spec);
        const byJobs = new FifoRun(spec, parties, plainFifoOf(spec, parties)!, { replication: 0 }).run();
        expectOneResult(byJobs, spec);
      }),
      { numRuns: 600 },
    );
  }, 120_000);

  /** The same jobs, of several tasks. */
  const tasks = fc.array(
    fc.constantFrom<Variate>(variate(1), variate(3), uniform({ min: 1, max: 6 }), variate([1, 12, 2])),
    { minLength: 4, maxLength: 4 },
  );
  const tasked = (worlds: fc.Arbitrary<WorldSpec>): fc.Arbitrary<WorldSpec> =>
    fc.tuple(worlds, tasks, fc.boolean()).map(([spec, counts, isFickle]) => ({
      ...spec,
      classic:
        isFickle && spec.classic !== null ? { ...spec.classic, speed: uniform({ min: 0.5, max: 2 }) } : spec.classic,
      workloads: spec.workloads.map((each, index) => ({ ...each, job: { ...each.job, tasks: counts[index]! } })),
    }));

  it.each([
    ["constant workers", plainWorlds, 400, 0],
    ["workers that follow a timetable", timetabledWorlds, 400, 100],
    ["a pool", pooledWorlds, 400, 0],
  ])(
    "does so for jobs of several tasks: %s",
    (_, worlds, numRuns, left) => {
      let taken = 0;
      fc.assert(
        fc.property(tasked(worlds), (spec) => {
          const parties = new Parties(spec);
          const byJobs = new FifoRun(spec, parties, plainFifoOf(spec, parties)!, { replication: 0 }).run();
          if (byJobs === null) return;
          taken++;
          expectOneResult(byJobs, spec);
        }),
        { numRuns },
      );
      // Left to the event loop are jobs that lose their only worker to the night.
      expect(taken).toBeGreaterThanOrEqual(numRuns - left);
    },
    120_000,
  );

  it("counts a change in the instant of the last end, and none after it", () => {
    const at = (...minutes: number[]): WorkerTimetable =>
      minutes.map((minute, place) => ({ from: minute * 60 * SECOND, workers: 1 + (place % 2) }));
    const drained = (timetable: WorkerTimetable) => {
      const spec = world({
        ...{ horizon: 60 * SECOND, drain: true },
        workloads: [workload("w", { at: [0], service: 600 * SECOND })],
        classic: classic({ fleet: { kind: "workers", timetable } }),
      });
      const parties = new Parties(spec);
      const byJobs = new FifoRun(spec, parties, plainFifoOf(spec, parties)!, { replication: 0 }).run()!;
      expectOneResult(byJobs, spec);
      return byJobs.events;
    };
    // The job's submission and its end after 10 minutes, and what the timetable does meanwhile.
    expect(drained(at(0, 4, 10, 11))).toBe(4);
    expect(drained(at(0, 4, 11))).toBe(3);
  });

  /** Tasks of no length too, which end in the instant in which they get their slots. */
  const withNaps = (worlds: fc.Arbitrary<WorldSpec>): fc.Arbitrary<WorldSpec> =>
    worlds.map((spec) => ({
      ...spec,
      workloads: spec.workloads.map((each) => ({
        ...each,
        job: { ...each.job, service: variate([0, 5 * SECOND, 0, 0, 7 * SECOND]) },
      })),
    }));

  it("does so for tasks of no length in the classic service", () => {
    fc.assert(
      fc.property(
        withNaps(fc.oneof(timetabledWorlds, tasked(plainWorlds), tasked(timetabledWorlds), cappedWorlds(plainWorlds))),
        (spec) => {
          expectOneResult(runWorld(spec, OPTIONS), spec);
        },
      ),
      { numRuns: 200 },
    );
  });

  it("does so for tasks of no length in a pool", () => {
    fc.assert(
      fc.property(withNaps(fc.oneof(pooledWorlds, tasked(pooledWorlds))), (spec) => {
        const parties = new Parties(spec);
        const byJobs = new FifoRun(spec, parties, plainFifoOf(spec, parties)!, { replication: 0 }).run();
        expectOneResult(byJobs, spec);
      }),
      { numRuns: 300 },
    );
  });

  it("holds a job back whose cap would have room if one of no length had been given its slot at the very end", () => {
    const spec = world({
      horizon: 10 * SECOND,
      workloads: [workload("w", { at: [0, SECOND, 2 * SECOND], service: [10 * SECOND, 0, 0] })],
      classic: classic({ endpointConcurrency: { byName: new Map(), otherwise: 1 } }),
    });
    const byJobs = runWorld(spec, OPTIONS);
    expectOneResult(byJobs, spec);
    expect(byJobs.timeline.at(-1)).toMatchObject({ time: 10 * SECOND, queued: 1, held: 1, running: 0 });
  });

  it("counts no task of no length on a VM that would be free at the very end", () => {
    const spec = world({
      horizon: 10 * SECOND,
      workloads: [workload("w", { at: [0, 5 * SECOND], service: [10 * SECOND, 0], pool: "p" })],
      pools: [pool("p", { vms: 1 })],
    });
    const byJobs = new FifoRun(spec, new Parties(spec), plainFifoOf(spec, new Parties(spec))!, {
      replication: 0,
    }).run()!;
    expect(byJobs.vms[0]!.tasks).toBe(1);
    expectOneResult(byJobs, spec);
  });

  it("counts whoever waits as the window begins, when one of the background comes in that instant", () => {
    // One worker: own jobs 0-10, 10-20, 20-30, 30-40; at 15 two wait. From 15 s on nobody of the customer's comes any more.
    const spec = world({
      ...{ warmUp: 15 * SECOND, horizon: 100 * SECOND, classic: classic() },
      workloads: [
        workload("own", { at: [0, 0, 0, 0], service: 10 * SECOND }),
        workload("other", { at: [15 * SECOND], service: SECOND, background: true }),
      ],
    });
    const byJobs = new FifoRun(spec, new Parties(spec), plainFifoOf(spec, new Parties(spec))!, {
      replication: 0,
    }).run()!;
    const peaks = ["", "classic.", "byWorkload.own.", "byWorkload.other.", "classic.fleet."];
    expect(peaks.map((part) => byJobs.metrics[`${part}queue.peak`]!.value)).toEqual([2, 2, 2, 1, 3]);
    expectOneResult(byJobs, spec);
  });

  it("does so for a job of more tasks than it works on together, beside small ones", () => {
    const spec = world({
      ...{ horizon: 400 * SECOND, drain: true },
      workloads: [
        workload("w0", {
          at: [0, 1, 50, 60].map((time) => time * SECOND),
          service: SECOND,
          tasks: [1, 7000, 2],
          pool: "p",
        }),
        workload("w1", { at: [0, 1, 2, 3].map((time) => time * SECOND), service: 3 * SECOND, pool: "p" }),
      ],
      pools: [pool("p", { vms: 60, dispatch: uniform({ min: 0, max: SECOND }), provisioning: variate(5 * SECOND) })],
    });
    const parties = new Parties(spec);
    const byJobs = new FifoRun(spec, parties, plainFifoOf(spec, parties)!, { replication: 0 }).run();
    expectOneResult(byJobs, spec);
  });

  it("does so for more jobs than it works on together, of many workloads", () => {
    const gap = exponential({ mean: 10 * SECOND });
    const spec = world({
      warmUp: 500 * SECOND,
      horizon: 3000 * SECOND,
      drain: true,
      workloads: Array.from({ length: 30 }, (_, index) =>
        workload(`w${index}`, {
          arrivals: { kind: "renewal", interval: gap, batch: variate(1), limit: Number.POSITIVE_INFINITY },
          service: exponential({ mean: 2 * SECOND }),
          background: index % 3 === 1,
        }),
      ),
      classic: classic({ fleet: workers(7), endpointConcurrency: NO_CAP, tenantConcurrency: NO_CAP }),
    });
    const byJobs = runWorld(spec, OPTIONS);
    expect(byJobs.events).toBeGreaterThan(8 * 2048);
    expectOneResult(byJobs, spec);
  });
});
