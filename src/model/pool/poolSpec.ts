import type { Variate } from "../../engine/distribution.ts";
import type { Ticks } from "../../engine/time.ts";
import type { ScalingSpec } from "../scaling/scalingSpec.ts";

/** VMs that may be taken away, at a lower price. */
export interface LowPrioritySpec {
  /**
   * Beside the pool's dedicated VMs, at its creation; under a formula, until its first evaluation. On demand: so many of the pool's VMs at most, those above the number
   * that leaves room for them.
   */
  readonly vms: number;
  /** Ready to eviction, in ticks; null: they are not evicted. */
  readonly lifetime: Variate | null;
  /** On the price of a VM: a share of 1. */
  readonly discount: number;
  /** A task or gang that has computed so long on them is evicted, its VMs are not; null: none is. */
  readonly longestRun: Ticks | null;
}

/** VMs break down: `ready` counts all of a VM's time since it was ready, `running` only that in which some task computes. */
export interface BreakdownSpec {
  readonly mtbf: Variate;
  readonly while: "ready" | "running";
}

export interface PoolSpec {
  readonly name: string;
  /** Dedicated VMs at creation, where no operation and no rule decides; under a formula, until its first evaluation. */
  readonly vms: number;
  /** null: it has none, whatever a formula asks for. */
  readonly lowPriority: LowPrioritySpec | null;
  readonly breakdown: BreakdownSpec | null;
  /** Each request for a VM may fail, and is then made again after a while. */
  readonly allocationFailure: { readonly probability: number; readonly retryDelay: Ticks } | null;
  /** A VM whose start task fails is unusable, and there until the pool is resized. */
  readonly startTaskFailure: { readonly probability: number } | null;
  /** A task or gang that computes so long without a break fails; null: it may take any time. */
  readonly maxWallClockTime: Ticks | null;
  /** Of each VM, for the account's quota; null where it is not told. */
  readonly cores: number | null;
  readonly scaling: ScalingSpec;
  /** What becomes of the tasks of a VM that must leave. */
  readonly deallocation: "requeue" | "terminate" | "taskCompletion";
  readonly resizeTimeout: Ticks;
  readonly resizeWhileResizing: boolean;
  /** What becomes of the jobs that wait in a pool that is deleted. */
  readonly whenDeleted: "cancel" | "classic";
  readonly preempt: "none" | "resume";
  readonly slotsPerVm: number;
  /** Divides service times; of some workloads by another number. */
  readonly speed: number;
  readonly speedOf: ReadonlyMap<string, number>;
  /** Micro-dollars a VM-hour; null where no price is told. Counts only without a billing plan. */
  readonly pricePerHour: number | null;
  /** What its VMs are charged to; null: their own price, if they have one. */
  readonly billingPlan: string | null;
  /** Request to start task, in ticks. */
  readonly provisioning: Variate;
  /** Start task to ready, in ticks. */
  readonly startTask: Variate;
  /** The image that a VM's start task pulls instead; null: it takes `startTask`. */
  readonly pull: { readonly store: string; readonly bytes: number } | null;
  /** Bytes a tick that a VM can move, by its network and its disk, each of its slots an equal part of it; `Infinity` is none. */
  readonly network: number;
  /** Leaving to deleted, in ticks. */
  readonly deprovisioning: Variate;
  readonly dispatch: Variate;
  readonly queue: "fifo" | "priority";
  readonly fill: "pack" | "spread";
  readonly reuse: "mostRecentlyIdle" | "longestIdle";
  readonly backfill: "none" | "firstFit" | "easy";
  readonly billing: "fromReady" | "fromAllocation";
}
