import { DAY, HOUR } from "../../engine/time.ts";
import { amountOf, type Price } from "../money.ts";
import type { BillRow } from "../worldResult.ts";
import type { BillingPlanSpec } from "./billingPlanSpec.ts";
import type { PeriodUsage } from "./usage.ts";

const FREE: Price = { micro: 0n, per: 1n };

/**
 * The lines of one period of a plan, without those of nothing.
 *
 * @param period from 1, where the window begins.
 * @param used whether anything is charged to the plan, so that its fixed price is due; what is reserved always is.
 */
export function linesOf(plan: BillingPlanSpec, period: number, usage: PeriodUsage, used: boolean): BillRow[] {
  const lines: BillRow[] = [];
  const put = (item: string, quantity: bigint, unit: BillRow["unit"], price: Price): void => {
    if (quantity === 0n) return;
    lines.push(billRow(plan.name, period, item, quantity, unit, price));
  };
  if (used && plan.fixed !== null && plan.fixed.micro > 0n) put("fixed price", usage.length, "d", plan.fixed);
  if (plan.reserved !== null) {
    put("reserved VMs", BigInt(plan.reserved.vms) * usage.length, "h", plan.reserved.price);
    put("hours on reserved VMs", usage.reserved, "h", FREE);
  }
  const hours = usage.hours - usage.reserved;
  const includedHours = least(hours, BigInt(plan.includedHours));
  put("included hours", includedHours, "h", FREE);
  if (plan.overageHour !== null) put("overage hours", hours - includedHours, "h", plan.overageHour);
  else put("unpriced hours", hours - includedHours, "h", FREE);
  const includedJobs = least(usage.transactions, BigInt(plan.includedTransactions));
  put("included transactions", includedJobs, "transactions", FREE);
  const overage = usage.transactions - includedJobs;
  if (plan.overageTransaction !== null) put("overage transactions", overage, "transactions", plan.overageTransaction);
  else put("unpriced transactions", overage, "transactions", FREE);
  return lines;
}

/** What the line is called of a pool whose VMs have a price of their own. */
export function ownPriceItem(pool: string, lowPriority: boolean): string {
  return lowPriority ? `low-priority VM hours of ${pool}` : `VM hours of ${pool}`;
}

/** What the line of a store is called. */
export function storeItem(store: string): string {
  return `storage ${store}`;
}

/** A line: its quantity times its price, rounded once. */
export function billRow(
  billingPlan: string | null,
  period: number,
  item: string,
  quantity: bigint,
  unit: BillRow["unit"],
  price: Price,
): BillRow {
  const ticks = unit === "d" ? DAY : unit === "h" ? HOUR : 1;
  return {
    billingPlan,
    period,
    item,
    quantity: Number(quantity) / ticks,
    unit,
    price: priceFor(BigInt(ticks), price),
    amount: amountOf(quantity, price),
  };
}

/** A price for so many, in the file's currency: as it was written, where it was for so many. */
function priceFor(units: bigint, { micro, per }: Price): number {
  const whole = micro * units;
  return (whole % per === 0n ? Number(whole / per) : Number(whole) / Number(per)) / 1e6;
}

function least(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}
