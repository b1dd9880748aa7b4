import type { RunResult } from "../experiment/results.ts";
import type { CsvValue } from "./csvFile.ts";

/** Columns of `bill.csv`: quantities in days, hours or jobs, prices for one of them, in the file's currency. */
export const BILL_COLUMNS = [
  "alternative",
  "replication",
  "billingPlan",
  "period",
  "item",
  "quantity",
  "price",
  "amount",
] as const;

/** A row for each line of the bill, in order of alternative, replication, plan, then period. */
export function* billRows({ worlds }: RunResult): Generator<CsvValue[]> {
  for (const { alternative, replication, world } of worlds) {
    for (const { billingPlan, period, item, quantity, price, amount } of world.bill) {
      yield [alternative, replication, billingPlan, period, item, quantity, price, exactAmount(amount)];
    }
  }
}

/** Micro-dollars as dollars, to the cent, or to the micro-dollar where it is no whole cent: the lines add up to the total. */
export function exactAmount(micro: bigint): string {
  const digits = String(micro).padStart(7, "0");
  const fraction = digits.slice(-6).replace(/0{1,4}$/u, "");
  return `${digits.slice(0, -6)}.${fraction}`;
}
