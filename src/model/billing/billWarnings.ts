import type { BillRow } from "../worldResult.ts";
import type { WorldSpec } from "../worldSpec.ts";

/** What must be said of a bill: that more of a plan was used than it includes, and that it has no price for that. */
export function billWarnings({ billingPlans }: WorldSpec, rows: readonly BillRow[]): string[] {
  return billingPlans.flatMap(({ name, stops, includedHours, includedTransactions }) => {
    if (stops) return [];
    const items = new Set(rows.filter(({ billingPlan }) => billingPlan === name).map(({ item }) => item));
    const unpriced = [
      ...(includedHours > 0 && items.has("unpriced hours") ? ["hours (write overageHour)"] : []),
      ...(includedTransactions > 0 && items.has("unpriced transactions") ? ["transactions (write overage1000)"] : []),
    ];
    if (unpriced.length === 0) return [];
    const what = unpriced.join(" and ");
    return [`billing plan ${name} has no price for ${what} beyond what it includes: they cost nothing here.`];
  });
}
