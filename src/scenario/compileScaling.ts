import { NEVER, type Ticks } from "../engine/time.ts";
import type { ActionSpec, OccasionSpec, OperationSpec } from "../model/pool/operationSpec.ts";
import type { OnDemandSpec, ScalingSpec, VmTimetable } from "../model/scaling/scalingSpec.ts";
import { CLOCK_TIME } from "./calendar.ts";
import { compileAutoscale } from "./compileAutoscale.ts";
import { type CompileContext, refuse } from "./compileContext.ts";
import { compileVariate } from "./compileVariate.ts";
import { cronSchedule } from "./cronSchedule.ts";
import type { PoolValues } from "./scenarioSchema.ts";
import { DURATIONS } from "./valueKind.ts";

type ScalingValues = NonNullable<PoolValues["scaling"]>;
type OperationValues = NonNullable<ScalingValues["operations"]>[number];
type OnDemandValues = NonNullable<ScalingValues["onDemand"]>;

/** Who decides how many VMs a pool has, in the model's terms. `at` is the path of the pool in the scenario. */
export async function compileScaling(
  context: CompileContext,
  pool: PoolValues,
  at: readonly string[],
): Promise<ScalingSpec> {
  const { operations, onDemand, autoscale, byJobs } = pool.scaling ?? {};
  if (autoscale !== undefined) return compileAutoscale(context, autoscale, [...at, "scaling", "autoscale"]);
  if (byJobs !== undefined) {
    return { kind: "byJobs", ...byJobs, evaluateEvery: DURATIONS.read(byJobs.evaluateEvery) };
  }
  if (operations !== undefined) {
    const path = [...at, "scaling", "operations"];
    const specs = operations.map((operation, i) => compileOperation(context, operation, [...path, String(i)]));
    refuseUncreated(context, pool, specs, at);
    return { kind: "operations", operations: specs };
  }
  return onDemand === undefined
    ? { kind: "fixed" }
    : compileOnDemand(context, onDemand, [...at, "scaling", "onDemand"]);
}

function compileOperation(context: CompileContext, values: OperationValues, at: readonly string[]): OperationSpec {
  return { when: occasionOf(context, values, at), action: actionOf(values) };
}

function occasionOf(
  context: CompileContext,
  { at: time, cron, whenAllDone }: OperationValues,
  at: readonly string[],
): OccasionSpec {
  if (time !== undefined) return { kind: "at", time: DURATIONS.read(time) };
  if (whenAllDone !== undefined) {
    const poll = DURATIONS.read(whenAllDone.poll);
    if (poll === 0) refuse(context, [...at, "whenAllDone", "poll"], "must be above 0 s");
    return { kind: "whenAllDone", poll };
  }
  const nextAt = cronSchedule(cron!, context.startEpochMs);
  if (nextAt(0) === null) refuse(context, [...at, "cron"], `"${cron}" never fires`);
  return { kind: "cron", nextAt };
}

function actionOf({ create, resize }: OperationValues): ActionSpec {
  if (typeof create === "number") return { kind: "create", vms: create, billingPlan: null };
  if (create !== undefined) {
    return { kind: "create", vms: create.vms, billingPlan: create.billingPlan ?? null, ...lowPriorityOf(create) };
  }
  if (resize === undefined) return { kind: "delete" };
  return typeof resize === "number"
    ? { kind: "resize", vms: resize }
    : { kind: "resize", vms: resize.vms, ...lowPriorityOf(resize) };
}

function lowPriorityOf({ lowPriority }: { readonly lowPriority?: number | undefined }): { lowPriority?: number } {
  return lowPriority === undefined ? {} : { lowPriority };
}

/** A pool that no operation creates is there from the start, and then needs a size. */
function refuseUncreated(
  context: CompileContext,
  { vms }: PoolValues,
  operations: readonly OperationSpec[],
  at: readonly string[],
): void {
  const creations = operations.filter(({ action }) => action.kind === "create");
  const path = [...at, "scaling", "operations"];
  if (creations.length === 0) {
    if (vms === undefined) {
      refuse(context, path, "the pool is never created; add {at: 0 s, create: 4}, or give it vms from the start");
    }
  } else if (creations.every(({ when }) => firstCall(when) >= context.end)) {
    refuse(context, path, "the pool is never created in the simulated time; create it at a time, or on a cron");
  }
}

/** An operation that polls waits for jobs, which a pool that is not there never takes. */
function firstCall(when: OccasionSpec): Ticks {
  if (when.kind === "at") return when.time;
  return when.kind === "cron" ? (when.nextAt(0) ?? NEVER) : NEVER;
}

async function compileOnDemand(
  context: CompileContext,
  values: OnDemandValues,
  at: readonly string[],
): Promise<OnDemandSpec> {
  return {
    kind: "onDemand",
    min: timetableOf(values.min),
    max: timetableOf(values.max),
    idleTimeout: await compileVariate(context, values.idleTimeout, DURATIONS, [...at, "idleTimeout"]),
    cancelSurplus: values.cancelSurplus,
    timers: values.timers,
    maxProvisioning: values.maxProvisioning === "none" ? Number.POSITIVE_INFINITY : values.maxProvisioning,
    evaluateEvery: DURATIONS.read(values.evaluateEvery),
  };
}

function timetableOf(limit: OnDemandValues["min"]): VmTimetable {
  if (typeof limit === "number") return [{ from: 0, vms: limit }];
  return limit.map(({ from, vms }) => {
    const reading = CLOCK_TIME.read(from);
    return { from: reading.ok ? reading.value : 0, vms };
  });
}
