import type { Variate } from "../../engine/distribution.ts";
import type { Ticks } from "../../engine/time.ts";
import type { OperationSpec } from "../pool/operationSpec.ts";
import type { Formula } from "./formula/formula.ts";

/** A number of VMs by time of day: each entry holds from its `from` (ticks after midnight UTC) to the next one's. */
export type VmTimetable = readonly { readonly from: Ticks; readonly vms: number }[];

/** Who decides how many VMs a pool has. */
export type ScalingSpec =
  | { readonly kind: "fixed" }
  /** In file order. */
  | { readonly kind: "operations"; readonly operations: readonly OperationSpec[] }
  | OnDemandSpec
  | AutoscaleSpec
  | JobScalingSpec;

/** As many VMs as queued and running jobs need, looked at every so many ticks. */
export interface JobScalingSpec {
  readonly kind: "byJobs";
  readonly min: number;
  readonly max: number;
  /** At the pool's creation. */
  readonly initial: number;
  readonly evaluateEvery: Ticks;
}

export interface OnDemandSpec {
  readonly kind: "onDemand";
  readonly min: VmTimetable;
  readonly max: VmTimetable;
  readonly idleTimeout: Variate;
  readonly cancelSurplus: boolean;
  readonly timers: "surplus" | "all";
  /** `Infinity` is none. */
  readonly maxProvisioning: number;
  /** Ticks between two decisions; 0: at once. */
  readonly evaluateEvery: Ticks;
}

export interface AutoscaleSpec {
  readonly kind: "autoscale";
  readonly formula: Formula;
  /** Ticks between two evaluations, and from the pool's creation to the first. */
  readonly interval: Ticks;
  readonly firstEvaluation: Ticks;
  /** Ticks between two samples, and from a sample to where the formula sees it. */
  readonly samplePeriod: Ticks;
  readonly sampleDelay: Ticks;
  /** Share of the samples that are lost. */
  readonly missingSamples: number;
  /** What becomes of a new target while VMs still come or go for an earlier one: it counts, or nothing does. */
  readonly whileResizing: "replace" | "skip";
}
