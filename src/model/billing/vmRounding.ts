import type { Ticks } from "../../engine/time.ts";
import type { Window } from "../window.ts";
import type { VmRow } from "../worldResult.ts";
import type { WorldSpec } from "../worldSpec.ts";
import type { BillingPlanSpec } from "./billingPlanSpec.ts";

/** When a VM began to be billed: ready, or at its request where allocation is what is billed; null: not yet. */
export function billedFrom(row: Pick<VmRow, "pool" | "requested" | "ready">, spec: WorldSpec): Ticks | null {
  const pool = spec.pools.find(({ name }) => name === row.pool);
  return pool?.billing === "fromAllocation" ? row.requested : row.ready;
}

/**
 * The ledger with what rounding up and a minimum charge add to it. Both look at a VM's whole life, and what they add counts
 * where it ends: a VM that is still there, or was gone before the window, has nothing of it.
 */
export function roundedLedger(rows: readonly VmRow[], spec: WorldSpec, window: Window): readonly VmRow[] {
  const plans = new Map(spec.billingPlans.map((plan) => [plan.name, plan]));
  if (spec.billingPlans.every(({ granularity, minimumCharge }) => granularity === 0 && minimumCharge === 0))
    return rows;
  return rows.map((row) => {
    const plan = plans.get(row.billingPlan ?? "");
    const since = billedFrom(row, spec);
    if (plan === undefined || since === null || row.deleted === null || !window.countsEnd(row.deleted)) return row;
    const rounding = roundingOf(row.deleted - since, plan);
    return { ...row, billed: row.billed + rounding, rounding };
  });
}

function roundingOf(life: Ticks, { granularity, minimumCharge }: BillingPlanSpec): Ticks {
  const least = Math.max(life, minimumCharge);
  const over = granularity === 0 ? 0 : least % granularity;
  return least - life + (over === 0 ? 0 : granularity - over);
}
