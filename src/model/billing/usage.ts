import { CLASSIC } from "../eventLog.ts";
import type { Window } from "../window.ts";
import type { VmRow } from "../worldResult.ts";
import type { WorldSpec } from "../worldSpec.ts";
import type { BillingPlanSpec } from "./billingPlanSpec.ts";
import { Periods } from "./periods.ts";
import { coveredTime, type Stretch } from "./reservedHours.ts";
import { billedFrom } from "./vmRounding.ts";

/** What was used of a plan in one of its periods, as far as it lies inside the window. */
export interface PeriodUsage {
  /** How much of the period lies inside the window, in ticks. */
  length: bigint;
  /** Compute time of jobs in the classic service and of VMs, in ticks, what rounding adds to it included. */
  hours: bigint;
  /** How much of it ran on reserved VMs. */
  reserved: bigint;
  /** Jobs of the classic service. */
  transactions: bigint;
}

/** What the customer's jobs used of the classic service in a period of its plan. */
export type ClassicUsage = ReadonlyMap<number, { readonly hours: bigint; readonly transactions: bigint }>;

/**
 * What was used of a plan, by period, from the first that the window touches to the last.
 *
 * @param rows the VM ledger, rounding included.
 * @param classic null where the plan is not the classic service's.
 */
export function usageOf(
  plan: BillingPlanSpec,
  spec: WorldSpec,
  rows: readonly VmRow[],
  classic: ClassicUsage | null,
  window: Pick<Window, "from" | "end">,
): ReadonlyMap<number, PeriodUsage> {
  const periods = new Periods(plan);
  const usage = new Map<number, PeriodUsage>();
  periods.split(window.from, window.end, (period, ticks) => {
    usage.set(period, { length: BigInt(ticks), hours: 0n, reserved: 0n, transactions: 0n });
  });
  // A job may be submitted, and a VM may end, where a run of no length stands still.
  const at = (period: number): PeriodUsage => {
    const found = usage.get(period) ?? { length: 0n, hours: 0n, reserved: 0n, transactions: 0n };
    usage.set(period, found);
    return found;
  };
  for (const [period, used] of classic ?? []) {
    at(period).hours += used.hours;
    at(period).transactions += used.transactions;
  }
  const stretches: Stretch[] = [];
  for (const row of rows) {
    if (row.billingPlan !== plan.name) continue;
    const since = billedFrom(row, spec);
    if (since === null) continue;
    const stretch = { since: Math.max(since, window.from), until: Math.min(row.deleted ?? window.end, window.end) };
    periods.split(stretch.since, stretch.until, (period, ticks) => {
      at(period).hours += BigInt(ticks);
    });
    if (stretch.since < stretch.until) stretches.push(stretch);
    // An end at a border belongs to the period that it ends.
    if (row.rounding > 0) at(periods.at(Math.max(row.deleted! - 1, window.from))).hours += BigInt(row.rounding);
  }
  if (plan.reserved !== null) {
    coveredTime(stretches, plan.reserved.vms, (vms, since, until) => {
      periods.split(since, until, (period, ticks) => {
        at(period).reserved += BigInt(vms) * BigInt(ticks);
      });
    });
  }
  return usage;
}

/** Names of the plans that an alternative uses: those that its VMs, its pools or its jobs in the classic service are charged to. */
export function usedPlans(spec: WorldSpec, rows: readonly VmRow[], reaches: (system: number) => boolean): Set<string> {
  const names = [...spec.pools, ...rows].map(({ billingPlan }) => billingPlan);
  if (reaches(CLASSIC)) names.push(spec.classic?.billingPlan ?? null);
  return new Set(names.filter((name) => name !== null));
}
