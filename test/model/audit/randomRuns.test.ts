import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { WorldSpec } from "../../../src/model/worldSpec.ts";
import { audit, findingOf, type MadeRun, madeClassic, madePool, madeSpec, madeWorkload } from "./madeLog.ts";
import { type TinyJob, type TinySystem, tinyQueue } from "./tinyQueue.ts";

const job = fc.record({
  at: fc.nat(30),
  workload: fc.nat(1),
  shape: fc.oneof(
    fc.constant({ width: 1, tasks: 1 }),
    fc.integer({ min: 1, max: 3 }).map((width) => ({ width, tasks: 1 })),
    fc.integer({ min: 1, max: 4 }).map((tasks) => ({ width: 1, tasks })),
  ),
  service: fc.integer({ min: 1, max: 12 }),
  dispatch: fc.nat(2),
});

const jobs: fc.Arbitrary<TinyJob[]> = fc
  .array(job, { minLength: 1, maxLength: 25 })
  .map((list) => list.map(({ shape, ...rest }) => ({ ...rest, ...shape })).sort((a, b) => a.at - b.at));

const priorities = [2, 5];

/** A pool of slots for every width, with or without priorities and first fit. */
const poolRun: fc.Arbitrary<MadeRun> = fc
  .record({
    jobs,
    ready: fc.array(fc.nat(20), { minLength: 2, maxLength: 4 }),
    slots: fc.integer({ min: 2, max: 3 }),
    firstFit: fc.boolean(),
    byPriority: fc.boolean(),
  })
  .map((made) => {
    const spec: WorldSpec = madeSpec({
      classic: null,
      workloads: ["low", "high"].map((name, w) => {
        const workload = madeWorkload(name, { route: { kind: "fixed", target: "scoring" } });
        return { ...workload, job: { ...workload.job, priority: priorities[w]! } };
      }),
      pools: [
        madePool({
          slotsPerVm: made.slots,
          queue: made.byPriority ? "priority" : "fifo",
          backfill: made.firstFit ? "firstFit" : "none",
        }),
      ],
    });
    const sys: TinySystem = {
      system: 1,
      vms: made.ready.map((ready) => ({ ready, slots: made.slots })),
      firstFit: made.firstFit,
      priorities: made.byPriority ? priorities : [0, 0],
      caps: [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY],
    };
    return tinyQueue(spec, sys, made.jobs);
  });

/** The classic service with a cap on each of two endpoints. */
const classicRun: fc.Arbitrary<MadeRun> = fc
  .record({
    jobs,
    workers: fc.integer({ min: 3, max: 6 }),
    caps: fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 })),
  })
  .map((made) => {
    const byName = new Map([
      ["a", made.caps[0]],
      ["b", made.caps[1]],
    ]);
    const spec = madeSpec({
      workloads: [madeWorkload("a"), madeWorkload("b")],
      classic: madeClassic(made.workers, { endpointConcurrency: { byName, otherwise: 1 } }),
    });
    const fleet = [{ ready: 0, slots: made.workers }];
    return tinyQueue(spec, { system: 0, vms: fleet, firstFit: false, priorities: [0, 0], caps: made.caps }, made.jobs);
  });

describe("a queue simulated tick by tick", () => {
  it.each([
    ["a pool", poolRun],
    ["the classic service", classicRun],
  ])("passes both forms: %s", (_name, runs) => {
    fc.assert(
      fc.property(runs, (run) => {
        audit(run, false);
        audit(run, true);
      }),
      { numRuns: 400 },
    );
  });

  it.each([
    ["a pool", poolRun],
    ["the classic service", classicRun],
  ])("no longer passes the full form when any event about a job is left out: %s", (_name, runs) => {
    fc.assert(
      fc.property(runs, fc.nat(), (run, pick) => {
        const places = run.calls.flatMap(([method], at) => (method.startsWith("vm") ? [] : [at]));
        const at = places[pick % places.length]!;
        expect(findingOf({ ...run, calls: run.calls.toSpliced(at, 1) }, true).invariant).toBeGreaterThan(0);
      }),
      { numRuns: 400 },
    );
  });
});
