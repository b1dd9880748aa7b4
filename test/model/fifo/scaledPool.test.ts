import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Variate } from "../../../src/engine/distribution.ts";
import { exponential } from "../../../src/engine/distributions/exponential.ts";
import { uniform } from "../../../src/engine/distributions/uniform.ts";
import { FifoRun } from "../../../src/model/fifo/fifoRun.ts";
import { plainFifoOf } from "../../../src/model/fifo/plainFifo.ts";
import { Parties } from "../../../src/model/parties.ts";
import { compileFormula } from "../../../src/model/scaling/formula/formula.ts";
import type { ScalingSpec } from "../../../src/model/scaling/scalingSpec.ts";
import { runWorld } from "../../../src/model/world.ts";
import type { WorldSpec } from "../../../src/model/worldSpec.ts";
import { expectSame } from "../../shared/expectSame.ts";
import { pool, variate, workload, world } from "../worldFixture.ts";
import { arrivalsOf } from "./randomArrivals.ts";

const SECOND = 1_000_000;
const MINUTE = 60 * SECOND;
/** Some tasks end in the instant in which they get their slots. */
const NAPS = [0, 14 * SECOND, 0, 0, 7 * SECOND];
const RUNS = 300;
const FOREVER = Number.POSITIVE_INFINITY;

const FORMULAS = [
  "$TargetDedicatedNodes = min(6, max(0, $PendingTasks.GetSample(1))); $NodeDeallocationOption = taskcompletion;",
  "look = 2 * TimeInterval_Minute; $TargetDedicatedNodes = min(5, avg($ActiveTasks.GetSample(look)) + 1); $NodeDeallocationOption = taskcompletion;",
  "$TargetDedicatedNodes = avg($CPUPercent.GetSample(1)) > 0.8 ? avg($CurrentDedicatedNodes.GetSample(1)) + 1 : max(1, avg($CurrentDedicatedNodes.GetSample(1)) - 1); $NodeDeallocationOption = taskcompletion;",
  "$TargetDedicatedNodes = max(0, $SucceededTasks.GetSample(1)) - 7 * floor(max(0, $SucceededTasks.GetSample(1)) / 7); $NodeDeallocationOption = retaineddata;",
  "$TargetDedicatedNodes = rand() * 8; $NodeDeallocationOption = taskcompletion;",
  "$TargetDedicatedNodes = avg($UsableNodeCount.GetSample(1)) > 2 ? 1 : 4; $NodeDeallocationOption = taskcompletion;",
  "$TargetDedicatedNodes = max($PendingTasks.GetSample(1)) > 3 ? 5 : 2;",
].map((text) => compileFormula(text));

const autoscale: fc.Arbitrary<ScalingSpec> = fc.record({
  kind: fc.constant("autoscale" as const),
  formula: fc.constantFrom(...FORMULAS),
  interval: fc.constantFrom(20 * SECOND, 5 * MINUTE, 33_333_333),
  firstEvaluation: fc.constantFrom(0, 7 * SECOND),
  samplePeriod: fc.constantFrom(5 * SECOND, 30 * SECOND),
  sampleDelay: fc.constantFrom(0, 10 * SECOND),
  missingSamples: fc.constantFrom(0, 0, 0.3),
  whileResizing: fc.constantFrom("replace" as const, "skip" as const),
});

const operations: fc.Arbitrary<ScalingSpec> = fc
  .array(
    fc.record({
      when: fc.oneof(
        fc.integer({ min: 0, max: 100 }).map((time) => ({ kind: "at" as const, time: 10 * time * SECOND })),
        fc
          .constantFrom(70 * SECOND, 10 * MINUTE)
          .map((every) => ({ kind: "cron" as const, nextAt: (from: number) => Math.ceil(from / every) * every })),
      ),
      action: fc.integer({ min: 0, max: 6 }).map((vms) => ({ kind: "resize" as const, vms })),
    }),
    { minLength: 1, maxLength: 5 },
  )
  .map((all) => ({ kind: "operations" as const, operations: all }));

/** Random pools, of one or several slots a VM, that a formula or operations scale, or nothing does; whole seconds make events of all kinds meet at the same instants. */
const scaledWorlds: fc.Arbitrary<WorldSpec> = fc
  .record({
    seed: fc.integer({ min: 0, max: 1_000_000 }),
    warmUp: fc.integer({ min: 0, max: 300 }),
    horizon: fc.integer({ min: 1, max: 4000 }),
    drain: fc.boolean(),
    coarse: fc.boolean(),
    scaling: fc.oneof(autoscale, autoscale, operations, fc.constant({ kind: "fixed" as const })),
    vms: fc.integer({ min: 0, max: 5 }),
    provisioning: fc.constantFrom(0, 4, 60, 240),
    random: fc.boolean(),
    deprovisioning: fc.constantFrom(0, 30),
    dispatch: fc.constantFrom(0, 0, 2, 40),
    deallocation: fc.constantFrom("taskCompletion" as const, "taskCompletion" as const, "requeue" as const),
    slotsPerVm: fc.constantFrom(1, 1, 2, 3),
    fill: fc.constantFrom("pack" as const, "spread" as const),
    resizeTimeout: fc.constantFrom(20 * SECOND, FOREVER),
    resizeWhileResizing: fc.boolean(),
    reuse: fc.constantFrom("mostRecentlyIdle" as const, "longestIdle" as const),
    billing: fc.constantFrom("fromReady" as const, "fromAllocation" as const),
    spare: fc.boolean(),
    workloads: fc.array(
      fc.record({
        load: fc.double({ min: 0.05, max: 0.9, noNaN: true }),
        fires: fc.constantFrom("one", "one", "several", "some", "at", "cron"),
        limit: fc.constantFrom(FOREVER, 7, 40),
        deadline: fc.boolean(),
        tasks: fc.constantFrom(1, 1, [1, 3], [2, 9, 1]),
        naps: fc.constantFrom(false, false, true),
      }),
      { minLength: 1, maxLength: 3 },
    ),
  })
  .map(({ seed, warmUp, horizon, drain, coarse, scaling, workloads, vms, provisioning, random, spare, ...how }) => {
    const own = pool("p", {
      ...how,
      vms,
      scaling,
      deprovisioning: variate(how.deprovisioning * SECOND),
      dispatch: dispatchOf(how.dispatch * SECOND, random),
      provisioning: random ? uniform({ min: 0, max: 2 * provisioning * SECOND + 1 }) : variate(provisioning * SECOND),
      speedOf: new Map([["w1", 3]]),
      pricePerHour: 1_200_000,
    });
    const others = spare ? [pool("q", { vms: 2, slotsPerVm: 2, provisioning: variate(50 * SECOND) })] : [];
    return world({
      seed,
      warmUp: warmUp * SECOND,
      horizon: horizon * SECOND,
      drain,
      classic: null,
      pools: [...others, own],
      workloads: workloads.map(({ load, fires, limit, deadline, tasks, naps }, index) => {
        const gap = ((tasks === 1 ? 5 : 15) * SECOND * workloads.length) / load;
        const interval = coarse ? variate(Math.ceil(gap / SECOND) * SECOND) : exponential({ mean: gap });
        return workload(`w${index}`, {
          tenant: `t${index}`,
          pool: "p",
          tasks,
          arrivals: arrivalsOf(fires, { gap, interval, regular: true, limit }),
          service: coarse ? variate(naps ? NAPS : [4 * SECOND, 30 * SECOND]) : exponential({ mean: 12 * SECOND }),
          ...(deadline ? { deadline: { within: 60 * SECOND } } : {}),
        });
      }),
    });
  });

/** Of some jobs nothing, so that not all start in the order in which they get their slots. */
function dispatchOf(most: number, random: boolean): Variate {
  if (most === 0) return variate(0);
  return random ? uniform({ min: 0, max: most }) : variate([most, 0, Math.floor(most / 3 / SECOND) * SECOND]);
}

describe("the job-by-job way through a pool whose VMs come and go", () => {
  const options = { replication: 0, jobs: false, audit: false, evaluations: true };

  it("gives the event loop's results, to the last digit", () => {
    let taken = 0;
    fc.assert(
      fc.property(scaledWorlds, (spec) => {
        const plain = plainFifoOf(spec, new Parties(spec));
        const byJobs =
          plain === null
            ? null
            : new FifoRun(spec, new Parties(spec), plain, { replication: 0, evaluations: true }).run();
        if (byJobs === null) return;
        taken++;
        expectSame(byJobs, runWorld(spec, { ...options, engine: "events", standstillEvents: 2000 }));
      }),
      { numRuns: RUNS },
    );
    // Left to the event loop: pools without VMs, VMs that do not wait for their tasks, and jobs that nothing will ever serve.
    expect(taken).toBeGreaterThan(0.7 * RUNS);
  }, 240_000);

  it.each([true, false])("needs no event loop for VMs that stay, drained: %s", (drain) => {
    const spec = world({
      ...{ horizon: MINUTE, drain },
      workloads: [workload("w", { at: [0, 1, 2, 50, 59], service: 20 * SECOND, pool: "p" })],
      pools: [pool("p", { vms: 1, slotsPerVm: 2, dispatch: variate(3 * SECOND) })],
    });
    const byJobs = new FifoRun(spec, new Parties(spec), plainFifoOf(spec, new Parties(spec))!, {
      replication: 0,
      evaluations: true,
    }).run();
    expectSame(byJobs, runWorld(spec, { ...options, engine: "events" }));
  });

  it("leaves it to the event loop when the last task of all loses its VM", () => {
    const at = (time: number, vms: number) => {
      return { when: { kind: "at" as const, time: time * SECOND }, action: { kind: "resize" as const, vms } };
    };
    const spec = world({
      ...{ horizon: MINUTE, drain: true },
      workloads: [workload("w", { at: [0], service: 10 * SECOND, pool: "p" })],
      pools: [pool("p", { scaling: { kind: "operations", operations: [at(5, 0), at(20, 1)] } })],
    });
    const result = runWorld(spec, { ...options, engine: "auto" });
    expectSame(result, runWorld(spec, { ...options, engine: "events" }));
    // It begins anew at 20 s.
    expect(result.clock).toBe(30 * SECOND);
  });
});
