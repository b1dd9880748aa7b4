import type { PoolSpec } from "../model/pool/poolSpec.ts";
import type { ScalingSpec } from "../model/scaling/scalingSpec.ts";
import { type CompileContext, refuse } from "./compileContext.ts";
import { compileScaling } from "./compileScaling.ts";
import { bytesATick } from "./compileStorage.ts";
import { compileVariate } from "./compileVariate.ts";
import { MONEY_RATE } from "./money.ts";
import { LONG_DURATION, shareOf } from "./quantities.ts";
import type { ResolvedScenario } from "./resolved.ts";
import type { PoolValues } from "./scenarioSchema.ts";
import { UNTOLD_LOW_PRIORITY } from "./untold.ts";
import { DURATIONS, SIZES } from "./valueKind.ts";

/** A pool in the model's terms. */
export async function compilePool(
  context: CompileContext,
  name: string,
  pool: PoolValues,
  sizes: ResolvedScenario["vmSizes"],
): Promise<PoolSpec> {
  const at = ["pools", name];
  const size = typeof pool.vmSize === "string" ? sizes![pool.vmSize]! : pool.vmSize;
  const price = size.price === undefined ? null : MONEY_RATE.read(size.price);
  const scaling = await compileScaling(context, pool, at);
  const pull = typeof pool.startTask === "object" && "pull" in pool.startTask ? pool.startTask : null;
  const startTask = typeof pool.startTask === "object" && "pull" in pool.startTask ? "0 s" : pool.startTask;
  return {
    name,
    vms: pool.vms ?? 0,
    lowPriority: await compileLowPriority(context, pool, scaling, at),
    breakdown:
      pool.breakdown.mtbf === "none"
        ? null
        : {
            mtbf: await compileVariate(context, pool.breakdown.mtbf, DURATIONS, [...at, "breakdown", "mtbf"]),
            while: pool.breakdown.while,
          },
    allocationFailure: allocationFailureOf(pool.allocationFailure),
    startTaskFailure: startTaskFailureOf(pool.startTaskFailure),
    maxWallClockTime: ticksOrNull(pool.maxWallClockTime),
    cores: size.cores ?? null,
    scaling,
    deallocation: pool.deallocation,
    resizeTimeout: DURATIONS.read(pool.resizeTimeout),
    resizeWhileResizing: pool.resizeWhileResizing,
    whenDeleted: pool.whenDeleted,
    preempt: pool.preempt,
    slotsPerVm: pool.slotsPerVm,
    ...speedsOf(size.speed),
    pricePerHour: price?.ok === true ? price.value : null,
    billingPlan: pool.billingPlan ?? null,
    provisioning: await compileVariate(context, pool.provisioning, DURATIONS, [...at, "provisioning"]),
    startTask: await compileVariate(context, startTask, DURATIONS, [...at, "startTask"]),
    pull: pull === null ? null : { store: pull.from, bytes: SIZES.read(pull.pull) },
    network: Math.min(bytesATick(size.network), bytesATick(size.disk)),
    deprovisioning: await compileVariate(context, pool.deprovisioning, DURATIONS, [...at, "deprovisioning"]),
    dispatch: await compileVariate(context, pool.dispatch, DURATIONS, [...at, "dispatch"]),
    queue: pool.queue,
    fill: pool.fill,
    reuse: pool.reuse,
    backfill: pool.backfill,
    billing: pool.billing,
  };
}

async function compileLowPriority(
  context: CompileContext,
  pool: PoolValues,
  scaling: ScalingSpec,
  at: readonly string[],
): Promise<PoolSpec["lowPriority"]> {
  const byFormula = scaling.kind === "autoscale" && scaling.formula.mostLowPriority > 0;
  // A formula is to run as it is, so a pool that tells nothing of such VMs has them with every default.
  const lowPriority: PoolValues["lowPriority"] = pool.lowPriority ?? (byFormula ? UNTOLD_LOW_PRIORITY : undefined);
  const operations = pool.scaling?.operations ?? [];
  const asking = operations.findIndex(({ create, resize }) => asksFor(create) || asksFor(resize));
  if (lowPriority === undefined && asking >= 0) {
    const path = [...at, "scaling", "operations", String(asking)];
    refuse(
      context,
      path,
      "asks for low-priority VMs; describe them in the pool's lowPriority: {vms: 0, lifetime: 8 h}",
    );
  }
  if (lowPriority === undefined || (lowPriority.vms === 0 && asking < 0 && !byFormula)) return null;
  const { vms, lifetime, discount, longestRun } = lowPriority;
  const path = [...at, "lowPriority", "lifetime"];
  const evicted = lifetime === undefined ? null : await compileVariate(context, lifetime, DURATIONS, path);
  return { vms, lifetime: evicted, discount: shareOf(discount), longestRun: ticksOrNull(longestRun) };
}

/** One number for all workloads, or one for each that is named. */
function speedsOf(speed: number | Readonly<Record<string, number | undefined>>): Pick<PoolSpec, "speed" | "speedOf"> {
  if (typeof speed === "number") return { speed, speedOf: new Map() };
  const { default: others = 1, ...named } = speed;
  return { speed: others, speedOf: new Map(Object.entries(named).map(([name, value]) => [name, value ?? others])) };
}

function asksFor(size: unknown): boolean {
  return typeof size === "object" && size !== null && "lowPriority" in size && size.lowPriority !== undefined;
}

function allocationFailureOf(values: PoolValues["allocationFailure"]): PoolSpec["allocationFailure"] {
  const probability = shareOf(values.probability);
  return probability === 0 ? null : { probability, retryDelay: DURATIONS.read(values.retryDelay) };
}

function startTaskFailureOf(values: PoolValues["startTaskFailure"]): PoolSpec["startTaskFailure"] {
  const probability = shareOf(values.probability);
  return probability === 0 ? null : { probability };
}

/** Ticks, or null for `none`. */
function ticksOrNull(text: string): number | null {
  const reading = LONG_DURATION.read(text);
  return reading.ok ? reading.value : null;
}
