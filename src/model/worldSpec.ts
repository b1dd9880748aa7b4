import type { Ticks } from "../engine/time.ts";
import type { BillingPlanSpec } from "./billing/billingPlanSpec.ts";
import type { ClassicSpec } from "./classic/classicSpec.ts";
import type { AccountSpec } from "./pool/accountSpec.ts";
import type { PoolSpec } from "./pool/poolSpec.ts";
import type { StoreSpec } from "./storage/storeSpec.ts";
import type { WorkloadSpec } from "./workload/workloadSpec.ts";

/**
 * Everything one simulated world is made of, resolved and free of units and files: the only input of the model besides
 * the replication's number. Durations and their variates are in ticks, money in micro-dollars (of whatever currency).
 */
export interface WorldSpec {
  readonly seed: number;
  /** The calendar time of tick 0, in milliseconds since 1970 UTC: for daily profiles. */
  readonly startEpochMs: number;
  readonly warmUp: Ticks;
  /** Measured after the warm-up. */
  readonly horizon: Ticks;
  /** Arrivals stop at warmUp + horizon, the clock at the end of the last job. */
  readonly drain: boolean;
  /** Keep every value for quantiles, instead of a histogram beyond 65,536 of them. */
  readonly exactQuantiles: boolean;
  /** Percents asked for beside the usual 50, 90, 95 and 99 (an objective's `wait.p97.5`). */
  readonly percents: readonly number[];
  /** In file order, the customer's first, then the classic service's background tenants. */
  readonly workloads: readonly WorkloadSpec[];
  readonly classic: ClassicSpec | null;
  readonly pools: readonly PoolSpec[];
  /** Those that a pool or the classic service names, and those with something reserved. */
  readonly billingPlans: readonly BillingPlanSpec[];
  /** What a support representative has set; null: no quotas. */
  readonly account: AccountSpec | null;
  /** Those that a workload's tasks read or write, or a pool's VMs pull from. */
  readonly stores: readonly StoreSpec[];
}
