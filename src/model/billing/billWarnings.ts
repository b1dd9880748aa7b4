import { CLASSIC } from "../eventLog.ts";
import type { BillRow } from "../worldResult.ts";
import { type Billed, isPriced } from "./bill.ts";

/**
 * What must be said of a bill: that some of what is used has a price and some has not, so that there is no total; that more of a
 * plan was used than it includes, and that it has no price for that, or is to stop then.
 */
export function billWarnings(billed: Billed, rows: readonly BillRow[]): string[] {
  return [...unpricedParts(billed, rows), ...unpricedUse(billed, rows)];
}

function unpricedParts({ spec, parties, vms }: Billed, rows: readonly BillRow[]): string[] {
  if (rows.length === 0) return [];
  return parties.systems.flatMap((name, system) => {
    if (isPriced(spec, system, vms)) return [];
    if (system !== CLASSIC) return [`no cost is told: pool ${name} has neither a billing plan nor a vmSize.price.`];
    if (!parties.reaches(CLASSIC, spec.workloads)) return [];
    return ["no cost is told: the classic service has no billing plan; write classic.billingPlan."];
  });
}

function unpricedUse({ spec }: Billed, rows: readonly BillRow[]): string[] {
  return spec.billingPlans.flatMap(({ name, stops, includedHours, includedTransactions }) => {
    const items = new Set(rows.filter(({ billingPlan }) => billingPlan === name).map(({ item }) => item));
    if (stops) {
      if (!items.has("unpriced hours")) return [];
      return [
        `billing plan ${name} stops when it is used up, but VMs stay and jobs go on: those hours cost nothing here.`,
      ];
    }
    const unpriced = [
      ...(includedHours > 0 && items.has("unpriced hours") ? ["hours (write overageHour)"] : []),
      ...(includedTransactions > 0 && items.has("unpriced transactions") ? ["transactions (write overage1000)"] : []),
    ];
    if (unpriced.length === 0) return [];
    const what = unpriced.join(" and ");
    return [`billing plan ${name} has no price for ${what} beyond what it includes: they cost nothing here.`];
  });
}
