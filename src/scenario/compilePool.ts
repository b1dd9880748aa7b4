import type { PoolSpec } from "../model/worldSpec.ts";
import type { CompileContext } from "./compileContext.ts";
import { compileScaling } from "./compileScaling.ts";
import { bytesATick } from "./compileStorage.ts";
import { compileVariate } from "./compileVariate.ts";
import { DURATIONS, SIZES } from "./distributionSchema.ts";
import { MONEY_RATE } from "./money.ts";
import type { ResolvedScenario } from "./resolved.ts";
import type { PoolValues } from "./scenarioSchema.ts";

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
  const pull = typeof pool.startTask === "object" && "pull" in pool.startTask ? pool.startTask : null;
  const startTask = typeof pool.startTask === "object" && "pull" in pool.startTask ? "0 s" : pool.startTask;
  return {
    name,
    vms: pool.vms ?? 0,
    cores: size.cores ?? null,
    scaling: await compileScaling(context, pool, at),
    deallocation: pool.deallocation,
    resizeTimeout: DURATIONS.read(pool.resizeTimeout),
    resizeWhileResizing: pool.resizeWhileResizing,
    whenDeleted: pool.whenDeleted,
    preempt: pool.preempt,
    slotsPerVm: pool.slotsPerVm,
    speed: size.speed,
    pricePerHour: price?.ok === true ? price.value : null,
    billingPlan: pool.billingPlan ?? null,
    provisioning: await compileVariate(context, pool.provisioning, DURATIONS, [...at, "provisioning"]),
    startTask: await compileVariate(context, startTask, DURATIONS, [...at, "startTask"]),
    pull: pull === null ? null : { store: pull.from, bytes: SIZES.read(pull.pull) },
    network: bytesATick(size.network),
    deprovisioning: await compileVariate(context, pool.deprovisioning, DURATIONS, [...at, "deprovisioning"]),
    dispatch: await compileVariate(context, pool.dispatch, DURATIONS, [...at, "dispatch"]),
    queue: pool.queue,
    fill: pool.fill,
    reuse: pool.reuse,
    backfill: pool.backfill,
    billing: pool.billing,
  };
}
