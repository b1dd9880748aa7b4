import type { Uniform } from "../../engine/random.ts";
import { createSampler, type Sampler } from "../../engine/sampler.ts";
import { NEVER, type Ticks } from "../../engine/time.ts";
import { attemptsToFail } from "../workload/attempts.ts";
import type { PoolSpec } from "./poolSpec.ts";

/** What is drawn of a VM at its request, in ticks: each from a stream of its own, once a VM. */
export interface VmDraws {
  /** Until its request is granted, if at first it fails. */
  readonly allocation: () => Ticks;
  readonly provisioning: () => Ticks;
  readonly startTask: () => Ticks;
  readonly startFails: () => boolean;
  readonly deprovisioning: () => Ticks;
  /** From ready to its eviction, if it is of low priority, and to its breakdown: a tick at least, NEVER for none. */
  readonly lifetime: () => Ticks;
  readonly untilBreakdown: () => Ticks;
}

/** The streams of a pool's VMs. @param open gives the pool's stream for a purpose. */
export function openVmDraws(pool: PoolSpec, open: (purpose: string) => Uniform): VmDraws {
  const { allocationFailure, startTaskFailure, lowPriority, breakdown } = pool;
  const lifetime = lowPriority?.lifetime ?? null;
  return {
    allocation: allocationFailure === null ? () => 0 : allocationDelays(allocationFailure, open("allocation")),
    provisioning: inTicks(createSampler(pool.provisioning, open("provisioning"))),
    startTask: inTicks(createSampler(pool.startTask, open("startTask"))),
    startFails:
      startTaskFailure === null ? () => false : chance(startTaskFailure.probability, open("startTaskFailure")),
    deprovisioning: inTicks(createSampler(pool.deprovisioning, open("deprovisioning"))),
    lifetime: lifetime === null ? () => NEVER : lasting(createSampler(lifetime, open("lifetime"))),
    untilBreakdown: breakdown === null ? () => NEVER : lasting(createSampler(breakdown.mtbf, open("breakdown"))),
  };
}

/** Failed requests are made again after the delay, for as long as it takes. */
function allocationDelays({ probability, retryDelay }: NonNullable<PoolSpec["allocationFailure"]>, uniform: Uniform) {
  return () => {
    const failures = attemptsToFail(uniform(), probability, Number.POSITIVE_INFINITY);
    if (probability >= 1) return NEVER;
    return failures * retryDelay;
  };
}

function chance(probability: number, uniform: Uniform): () => boolean {
  return () => uniform() < probability;
}

function inTicks(sampler: Sampler): () => Ticks {
  return () => Math.max(0, Math.round(sampler()));
}

/** A VM that is lost as soon as it is ready would be replaced for ever in one instant. */
function lasting(sampler: Sampler): () => Ticks {
  return () => Math.max(1, Math.round(sampler()));
}
