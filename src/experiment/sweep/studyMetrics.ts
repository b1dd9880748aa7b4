import type { Estimate } from "../results.ts";

/** What something costs: `cost.total` where all of them have a price, else the hours that are billed. */
export function costOf(all: readonly Readonly<Record<string, Estimate>>[]): string {
  const priced = all.every((metrics) => (metrics["cost.total"]?.mean ?? null) !== null);
  return priced ? "cost.total" : "computeHours.billed";
}
