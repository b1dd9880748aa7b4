import fc from "fast-check";
import type { Variate } from "../../src/engine/distribution.ts";
import { exponential } from "../../src/engine/distributions/exponential.ts";
import { geometric } from "../../src/engine/distributions/geometric.ts";
import { uniform } from "../../src/engine/distributions/uniform.ts";
import { HOUR } from "../../src/engine/time.ts";
import type { BillingPlanSpec } from "../../src/model/billing/billingPlanSpec.ts";
import type { CapSpec, ClassicSpec, FleetSpec } from "../../src/model/classic/classicSpec.ts";
import type { AccountSpec } from "../../src/model/pool/accountSpec.ts";
import type { ActionSpec, OccasionSpec } from "../../src/model/pool/operationSpec.ts";
import type { LowPrioritySpec, PoolSpec } from "../../src/model/pool/poolSpec.ts";
import type { RouteSpec } from "../../src/model/routeSpec.ts";
import { compileFormula } from "../../src/model/scaling/formula/formula.ts";
import type { ScalingSpec, VmTimetable } from "../../src/model/scaling/scalingSpec.ts";
import type { StoreSpec } from "../../src/model/storage/storeSpec.ts";
import type { TransferSpec } from "../../src/model/workload/jobSpec.ts";
import type { ArrivalSpec, WorkloadSpec } from "../../src/model/workload/workloadSpec.ts";
import type { WorldSpec } from "../../src/model/worldSpec.ts";
import { stream } from "./workload/madeStream.ts";
import { variate } from "./worldFixture.ts";

const NONE = Number.POSITIVE_INFINITY;

/** Small whole ticks, so that many things happen at the same instant, or anything random. */
function durations(mean: number): fc.Arbitrary<Variate> {
  return fc.oneof(
    fc.integer({ min: 0, max: 2 * mean }).map(variate),
    fc.array(fc.integer({ min: 0, max: 2 * mean }), { minLength: 1, maxLength: 5 }).map(variate),
    fc.constant(exponential({ mean })),
    fc.constant(uniform({ min: 0, max: 2 * mean })),
  );
}

const batches: fc.Arbitrary<Variate> = fc.constantFrom(
  variate(1),
  variate(3),
  variate([2, 0, 1]),
  geometric({ mean: 2 }),
);

const limits = fc.constantFrom(NONE, NONE, 7);

const traces: fc.Arbitrary<ArrivalSpec> = fc
  .array(
    fc.record({
      submit: fc.integer({ min: -5, max: 320 }),
      service: fc.integer({ min: 0, max: 40 }),
      slots: fc.integer({ min: 1, max: 4 }),
      tenant: fc.integer({ min: -1, max: 1 }),
    }),
    { maxLength: 25 },
  )
  .map((rows) => {
    const sorted = rows.sort((a, b) => a.submit - b.submit);
    const jobs = {
      count: rows.length,
      submit: Float64Array.from(sorted, ({ submit }) => submit),
      service: Float64Array.from(sorted, ({ service }) => service),
      slots: Int32Array.from(sorted, ({ slots }) => slots),
      tenant: Int32Array.from(sorted, ({ tenant }) => tenant),
      tenants: ["x", "y"],
      dropped: {},
    };
    return { kind: "trace", jobs, limit: NONE };
  });

const streams: fc.Arbitrary<ArrivalSpec> = fc
  .record({
    sensors: fc.integer({ min: 1, max: 5 }),
    every: fc.integer({ min: 3, max: 60 }),
    each: fc.constantFrom(undefined, 1, 4, 10),
    excess: fc.constantFrom("retry" as const, "drop" as const),
    window: fc.integer({ min: 1, max: 30 }),
    lag: fc.constantFrom(0, 10),
    period: fc.constantFrom(40, 100),
    fromZero: fc.boolean(),
    sensorsPerJob: fc.integer({ min: 1, max: 5 }),
    rowTime: durations(3),
    delay: durations(10),
    gap: fc.constantFrom(0, 0.4, 7, 30),
    overlap: fc.constantFrom("stack" as const, "skip" as const),
    limit: limits,
  })
  .map(({ each, ...words }) => stream(each === undefined ? words : { ...words, each }));

const arrivals: fc.Arbitrary<ArrivalSpec> = fc.oneof(
  fc.record({
    kind: fc.constant("at" as const),
    times: fc.array(fc.integer({ min: 0, max: 300 }), { maxLength: 20 }),
    batch: batches,
    limit: limits,
  }),
  fc.record({
    kind: fc.constant("poisson" as const),
    rate: fc.constantFrom(0.02, 0.1),
    profile: fc.constant(null),
    batch: batches,
    limit: limits,
  }),
  fc.record({
    kind: fc.constant("renewal" as const),
    interval: fc.constantFrom(variate(10), exponential({ mean: 12 })),
    batch: batches,
    limit: limits,
  }),
  fc.record({
    kind: fc.constant("cron" as const),
    nextAt: fc.constantFrom(20, 50).map((step) => (from: number) => Math.ceil(from / step) * step),
    batch: batches,
    limit: limits,
  }),
  traces,
  streams,
);

const caps: fc.Arbitrary<CapSpec> = fc.record({
  byName: fc.constantFrom(new Map<string, number>(), new Map([["x", 1]]), new Map([["w0", 2]])),
  otherwise: fc.constantFrom(NONE, NONE, 1, 2, 3),
});

const fleets: fc.Arbitrary<FleetSpec> = fc.oneof(
  fc.integer({ min: 1, max: 5 }).map((workers) => ({ kind: "workers" as const, timetable: [{ from: 0, workers }] })),
  // The worlds start at 01:00, so the timetable moves on while they run.
  fc.tuple(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 1, max: 4 })).map(([first, then]) => ({
    kind: "workers" as const,
    timetable: [
      { from: HOUR - 100, workers: then },
      { from: HOUR + 80, workers: first },
      { from: HOUR + 170, workers: then },
    ],
  })),
  durations(20).map((wait) => ({ kind: "observedWait" as const, wait })),
  fc.constant({ kind: "unlimited" as const }),
);

const storeNames = fc.constantFrom("s", "t");

/** Most tasks move nothing. */
const transfers: fc.Arbitrary<TransferSpec | null> = fc.option(
  fc.record({
    size: fc.oneof(durations(40), fc.constant(variate([0, 70, 1]))),
    object: fc.constantFrom(null, null, "x", "y"),
  }),
  { freq: 1 },
);

/** Some are slow enough to keep tasks waiting, some have limits of every kind. */
function stores(name: string): fc.Arbitrary<StoreSpec> {
  return fc.record({
    name: fc.constant(name),
    bandwidth: fc.constantFrom(3, 10, 37.5),
    perClient: fc.constantFrom(NONE, NONE, 2.5),
    requests: fc.constantFrom(NONE, NONE, 0.3),
    perObject: fc.record({ bandwidth: fc.constantFrom(NONE, 4), requests: fc.constantFrom(NONE, 0.2) }),
    latency: fc.constantFrom(0, 0, 2),
    price: fc.option(fc.record({ micro: fc.constantFrom(7n, 100n), per: fc.constantFrom(1n, 13n) }), { freq: 2 }),
  });
}

const planNames = fc.constantFrom(null, "a", "b");

/** In worlds of a few hundred ticks: prices that round, periods that end inside. */
function plans(name: string): fc.Arbitrary<BillingPlanSpec> {
  const price = fc.record({ micro: fc.bigInt({ min: 0n, max: 1000n }), per: fc.bigInt({ min: 1n, max: 300n }) });
  const priced = fc.option(price, { freq: 3 });
  return fc.record({
    name: fc.constant(name),
    fixed: priced,
    period: fc.constantFrom(40, 77, 10_000),
    from: fc.constantFrom(0, 50, 133),
    includedHours: fc.constantFrom(0, 30, 100),
    includedTransactions: fc.constantFrom(0, 2, 10),
    overageHour: priced,
    overageTransaction: priced,
    granularity: fc.constantFrom(0, 7, 60),
    minimumCharge: fc.constantFrom(0, 25),
    stops: fc.constantFrom(false, false, true),
    reserved: fc.option(fc.record({ vms: fc.integer({ min: 1, max: 3 }), price }), { freq: 1 }),
  });
}

const classics: fc.Arbitrary<ClassicSpec> = fc
  .record({
    fleet: fleets,
    endpointConcurrency: caps,
    tenantConcurrency: caps,
    maxQueued: fc.constantFrom(NONE, NONE, 0, 1, 5),
    billingPlan: planNames,
    dispatch: durations(3),
    speed: fc.constantFrom(variate(1), variate([2, 0.5]), uniform({ min: 0.5, max: 2 })),
  })
  // Without a fleet nobody waits in line, so there is no line to limit.
  .map((spec) => (spec.fleet.kind === "workers" ? spec : { ...spec, maxQueued: NONE }));

const timetables: fc.Arbitrary<VmTimetable> = fc.oneof(
  fc.integer({ min: 0, max: 5 }).map((vms) => [{ from: 0, vms }]),
  fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 5 })).map(([night, day]) => [
    { from: HOUR + 60, vms: day },
    { from: HOUR + 150, vms: night },
  ]),
);

const onDemand: fc.Arbitrary<ScalingSpec> = fc.record({
  kind: fc.constant("onDemand" as const),
  min: fc.constantFrom([{ from: 0, vms: 0 }], [{ from: 0, vms: 1 }], [{ from: HOUR + 40, vms: 2 }]),
  max: timetables,
  idleTimeout: durations(15),
  cancelSurplus: fc.boolean(),
  timers: fc.constantFrom("surplus" as const, "all" as const),
  maxProvisioning: fc.constantFrom(NONE, NONE, 1, 2),
  evaluateEvery: fc.constantFrom(0, 0, 20),
});

const occasions: fc.Arbitrary<OccasionSpec> = fc.oneof(
  fc.integer({ min: 0, max: 300 }).map((time) => ({ kind: "at" as const, time })),
  fc.constantFrom(40, 70).map((step) => ({
    kind: "cron" as const,
    nextAt: (from: number) => Math.ceil(from / step) * step,
  })),
  fc.constantFrom(7, 25).map((poll) => ({ kind: "whenAllDone" as const, poll })),
);

const actions: fc.Arbitrary<ActionSpec> = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.integer({ min: 0, max: 4 }).map((vms) => ({ kind: "create" as const, vms, billingPlan: null })),
  },
  { weight: 4, arbitrary: fc.integer({ min: 0, max: 5 }).map((vms) => ({ kind: "resize" as const, vms })) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 3 }))
      .map(([vms, lowPriority]) => ({ kind: "resize" as const, vms, lowPriority })),
  },
  { weight: 2, arbitrary: fc.constant({ kind: "delete" as const }) },
);

/** Steady and wild ones, some of which fail while there are no samples. */
const FORMULAS = [
  "$TargetDedicatedNodes = min(4, $PendingTasks.GetSample(1));",
  "$TargetDedicatedNodes = avg($ActiveTasks.GetSample(3)); $NodeDeallocationOption = terminate;",
  "$TargetDedicatedNodes = rand() * 5; $NodeDeallocationOption = taskcompletion;",
  "$TargetDedicatedNodes = $CurrentDedicatedNodes > 2 ? 0 : 3;",
  "$TargetDedicatedNodes = $TargetDedicatedNodes + ($CPUPercent > 0.5 ? 1 : -1); $NodeDeallocationOption = retaineddata;",
  "look = 60 * TimeInterval_Microsecond; done = $SucceededTasks.GetSample(1) + $FailedTasks.GetSample(1);" +
    "$TargetDedicatedNodes = $RunningTasks.GetSamplePercent(look) < 50 ? 2 : max($RunningTasks.GetSample(look)) + 1;",
  "$TargetLowPriorityNodes = min(4, $PendingTasks.GetSample(1)); $TargetDedicatedNodes = $PreemptedNodeCount;",
  "$TargetLowPriorityNodes = rand() * 4; $TargetDedicatedNodes = $CurrentLowPriorityNodes > 1 ? 0 : 2;",
].map((text) => compileFormula(text));

const autoscale: fc.Arbitrary<ScalingSpec> = fc.record({
  kind: fc.constant("autoscale" as const),
  formula: fc.constantFrom(...FORMULAS),
  interval: fc.constantFrom(20, 33),
  firstEvaluation: fc.constantFrom(0, 7),
  samplePeriod: fc.constantFrom(5, 10),
  sampleDelay: fc.constantFrom(0, 10),
  missingSamples: fc.constantFrom(0, 0, 0.3),
  whileResizing: fc.constantFrom("replace" as const, "skip" as const),
});

const scalings: fc.Arbitrary<ScalingSpec> = fc.oneof(
  fc.constant({ kind: "fixed" as const }),
  onDemand,
  autoscale,
  fc
    .record({
      max: fc.integer({ min: 1, max: 5 }),
      min: fc.constantFrom(0, 0, 1),
      initial: fc.constantFrom(0, 1),
      evaluateEvery: fc.constantFrom(10, 35),
    })
    .map((spec) => ({ kind: "byJobs" as const, ...spec })),
  fc
    .array(fc.record({ when: occasions, action: actions }), { minLength: 1, maxLength: 6 })
    .map((operations) => ({ kind: "operations" as const, operations })),
);

const accounts: fc.Arbitrary<AccountSpec> = fc.record({
  quotas: fc.record({
    maxPools: fc.constantFrom(NONE, 1, 2),
    maxVmsPerPool: fc.constantFrom(NONE, 2, 3),
    maxCores: fc.constantFrom(NONE, 4, 8),
    maxLowPriorityCores: fc.constantFrom(NONE, 2, 8),
  }),
  increases: fc.array(
    fc.record({
      at: fc.integer({ min: 0, max: 200 }),
      quotas: fc.constantFrom({ maxVmsPerPool: 5 }, { maxCores: 12 }, { maxPools: 3 }, { maxLowPriorityCores: 6 }),
      takes: durations(30),
    }),
    { maxLength: 2 },
  ),
});

/** Times between losses of VMs: nothing ever is done where they are all short. */
function lasting(mean: number): fc.Arbitrary<Variate> {
  return fc.oneof(
    fc.integer({ min: 10, max: 2 * mean }).map(variate),
    fc.constant(exponential({ mean })),
    fc
      .array(fc.integer({ min: 1, max: 2 * mean }), { minLength: 2, maxLength: 5 })
      .map((few) => variate([...few, 200])),
  );
}

const lowPriority: fc.Arbitrary<LowPrioritySpec> = fc.record({
  vms: fc.integer({ min: 1, max: 4 }),
  lifetime: fc.option(lasting(50)),
  discount: fc.constantFrom(0.8, 0.5),
  longestRun: fc.constantFrom(null, null, 20),
});

/** Nothing asks for VMs of a kind that the pool does not have. */
function dedicatedOnly(scaling: ScalingSpec): ScalingSpec {
  if (scaling.kind !== "operations") return scaling;
  const operations = scaling.operations.map(({ when, action }) =>
    action.kind === "delete" ? { when, action } : { when, action: { ...action, lowPriority: 0 } },
  );
  return { kind: "operations", operations };
}

function pools(name: string): fc.Arbitrary<PoolSpec> {
  return fc
    .record({
      name: fc.constant(name),
      vms: fc.integer({ min: 1, max: 4 }),
      lowPriority: fc.option(lowPriority, { freq: 1 }),
      breakdown: fc.option(
        fc.record({ mtbf: lasting(60), while: fc.constantFrom("ready" as const, "running" as const) }),
        { freq: 1 },
      ),
      allocationFailure: fc.option(
        fc.record({ probability: fc.constantFrom(0.3, 0.9), retryDelay: fc.constantFrom(0, 10) }),
        { freq: 1 },
      ),
      startTaskFailure: fc.option(fc.record({ probability: fc.constantFrom(0.2, 0.7) }), { freq: 1 }),
      maxWallClockTime: fc.constantFrom(null, null, 0, 25),
      cores: fc.constantFrom(1, 2, 2),
      scaling: scalings,
      deallocation: fc.constantFrom("requeue", "requeue", "terminate", "taskCompletion"),
      resizeTimeout: fc.constantFrom(30, 1000),
      resizeWhileResizing: fc.boolean(),
      whenDeleted: fc.constantFrom("cancel", "classic", "classic"),
      preempt: fc.constantFrom("none", "resume"),
      billingPlan: planNames,
      slotsPerVm: fc.integer({ min: 1, max: 3 }),
      speed: fc.constantFrom(1, 1, 2.5),
      speedOf: fc.constantFrom(new Map<string, number>(), new Map([["w0", 3]])),
      pricePerHour: fc.constantFrom(null, 140_000),
      provisioning: durations(40),
      startTask: durations(5),
      deprovisioning: fc.oneof(fc.constant(variate(0)), durations(10)),
      dispatch: durations(3),
      queue: fc.constantFrom("fifo", "priority"),
      fill: fc.constantFrom("pack", "spread"),
      reuse: fc.constantFrom("mostRecentlyIdle", "longestIdle"),
      backfill: fc.constantFrom("none", "firstFit", "easy", "easy"),
      billing: fc.constantFrom("fromReady", "fromAllocation"),
      pull: fc.option(fc.record({ store: storeNames, bytes: fc.integer({ min: 1, max: 300 }) }), { freq: 3 }),
      network: fc.constantFrom(NONE, NONE, 4),
    })
    .map((spec): PoolSpec => (spec.queue === "priority" ? spec : { ...spec, preempt: "none" }))
    .map((spec) => (spec.lowPriority === null ? { ...spec, scaling: dedicatedOnly(spec.scaling) } : spec));
}

function workloads(name: string, targets: readonly (string | null)[], background: boolean): fc.Arbitrary<WorkloadSpec> {
  const route: fc.Arbitrary<RouteSpec> = fc.oneof(
    fc.constantFrom(...targets).map((target) => ({ kind: "fixed" as const, target })),
    fc.tuple(fc.constantFrom(...targets), fc.constantFrom(...targets)).map(([mine, otherwise]) => ({
      kind: "byTenant" as const,
      targets: new Map([["x", mine]]),
      otherwise,
    })),
    fc.array(fc.constantFrom(...targets), { minLength: 1, maxLength: 3 }).map((any) => ({
      kind: "anyOf" as const,
      targets: any,
    })),
    fc.record({
      kind: fc.constant("overflow" as const),
      target: fc.constantFrom(...targets),
      overflowTo: fc.constantFrom(...targets),
      whenQueueLongerThan: fc.constantFrom(0, 0, 1, 3, null),
      whenSlackBelow: fc.constantFrom(null, null, 20, 60),
    }),
  );
  const several = fc.constantFrom(variate(1), variate(3), variate([1, 4, 2]), geometric({ mean: 2 }));
  return fc
    .record({
      arrivals,
      tenant: fc.constantFrom("x", "y", name),
      endpoint: fc.constantFrom("shared", name),
      count: several,
      gang: fc.boolean(),
      service: durations(20),
      estimate: fc.option(durations(25), { freq: 2 }),
      priority: fc.integer({ min: 0, max: 2 }),
      deadline: fc.constantFrom(null, { within: 50 }, { byTimeOfDay: HOUR + 60 }),
      timeout: fc.constantFrom(null, null, 0, 15, 60),
      failure: fc.option(
        fc.record({ probability: fc.constantFrom(0.2, 0.6, 1), maxRetries: fc.constantFrom(0, 1, 5) }),
        { freq: 1 },
      ),
      checkpointEvery: fc.constantFrom(null, 0, 5),
      cores: fc.constantFrom(1, 1, 2, 3),
      speedUp: fc.constantFrom(null, { serial: 0 }, { serial: 0.2 }),
      input: transfers,
      output: transfers,
      store: storeNames,
      route: background ? fc.constant<RouteSpec>({ kind: "fixed", target: null }) : route,
    })
    .map(({ count, gang: wide, service, priority, deadline, timeout, failure, checkpointEvery, speedUp, ...more }) => {
      const { cores, estimate, input, output, ...rest } = more;
      const one = variate(1);
      // A stream's job is one task.
      const gang = wide || rest.arrivals.kind === "stream";
      const width = { tasks: gang ? one : count, gang: gang ? count : one };
      const job = {
        ...width,
        cores: gang ? 1 : cores,
        speedUp,
        service,
        estimate,
        priority,
        deadline,
        timeout,
        failure,
        checkpointEvery,
        input,
        output,
      };
      return { name, background, job, ...rest };
    });
}

/** Small worlds of everything that the model has: a few hundred ticks, a few dozen jobs. */
export const worldSpecs: fc.Arbitrary<WorldSpec> = fc
  .record({ classic: fc.option(classics, { freq: 4 }), poolCount: fc.integer({ min: 0, max: 2 }) })
  .chain(({ classic, poolCount }) => {
    const names = ["p", "q"].slice(0, classic === null ? Math.max(1, poolCount) : poolCount);
    const targets = classic === null ? names : [null, ...names];
    const own = fc
      .integer({ min: 1, max: 3 })
      .chain((count) =>
        fc.tuple(...Array.from({ length: count }, (_, index) => workloads(`w${index}`, targets, false))),
      );
    const others = classic === null ? fc.constant([]) : fc.array(workloads("others", [null], true), { maxLength: 1 });
    return fc.record({
      seed: fc.integer({ min: 0, max: 1000 }),
      startEpochMs: fc.constant(3_600_000),
      warmUp: fc.constantFrom(0, 50),
      horizon: fc.constantFrom(250, 300),
      drain: fc.boolean(),
      exactQuantiles: fc.boolean(),
      percents: fc.constant([]),
      workloads: fc.tuple(own, others).map((groups) => groups.flat()),
      classic: fc.constant(classic),
      pools: fc.tuple(...names.map(pools)),
      billingPlans: fc.tuple(plans("a"), plans("b")),
      account: fc.option(accounts, { freq: 2 }),
      stores: fc.tuple(stores("s"), stores("t")),
    });
  })
  .map((spec) => (spec.drain ? { ...spec, billingPlans: spec.billingPlans.map(longer) } : spec));

/** A run that waits for tomorrow's workers has few periods, and their borders are where they were. */
function longer(plan: BillingPlanSpec): BillingPlanSpec {
  return { ...plan, period: HOUR };
}
