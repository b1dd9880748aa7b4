import { HOUR } from "../../engine/time.ts";
import { fromMicro, priceOf } from "../money.ts";
import type { VmRow } from "../worldResult.ts";
import { type Metrics, share } from "./jobFigures.ts";

/** Hours of a system or of several, in ticks (of slots or VMs), and what they cost in micro-dollars; null: no price is told. */
export interface Hours {
  billed: bigint;
  busy: bigint;
  idle: bigint;
  cost: bigint | null;
}

export function noHours(): Hours {
  return { billed: 0n, busy: 0n, idle: 0n, cost: 0n };
}

/** The hours of a pool by its ledger. @param pricePerHour micro-dollars a VM-hour, null where none is told. */
export function ledgerHours(rows: Iterable<VmRow>, pricePerHour: number | null): Hours {
  const hours = noHours();
  for (const row of rows) {
    hours.billed += BigInt(row.billed);
    hours.busy += BigInt(row.busy);
    hours.idle += BigInt(row.idle);
  }
  hours.cost = pricePerHour === null ? null : priceOf(hours.billed, pricePerHour);
  return hours;
}

export function addHours(sum: Hours, more: Hours): void {
  sum.billed += more.billed;
  sum.busy += more.busy;
  sum.idle += more.idle;
  sum.cost = sum.cost === null || more.cost === null ? null : sum.cost + more.cost;
}

/** @param jobs finished ones, for the cost of one. */
export function hourFigures(metrics: Metrics, prefix: string, hours: Hours, jobs: number, windowTicks: number): void {
  const inHours = (ticks: bigint): number => Number(ticks) / HOUR;
  metrics[`${prefix}computeHours.billed`] = { value: inHours(hours.billed), unit: "h" };
  metrics[`${prefix}computeHours.busy`] = { value: inHours(hours.busy), unit: "h" };
  metrics[`${prefix}computeHours.idle`] = { value: inHours(hours.idle), unit: "h" };
  metrics[`${prefix}computeHours.overhead`] = { value: inHours(hours.billed - hours.busy - hours.idle), unit: "h" };
  metrics[`${prefix}utilisation`] = { value: share(Number(hours.busy), Number(hours.billed)), unit: "share" };
  const cost = hours.cost === null ? null : fromMicro(hours.cost);
  metrics[`${prefix}cost.total`] = { value: cost, unit: "USD" };
  metrics[`${prefix}cost.perJob`] = { value: cost === null ? null : share(cost, jobs), unit: "USD" };
  const days = windowTicks / (24 * HOUR);
  metrics[`${prefix}cost.perDay`] = { value: cost === null ? null : share(cost, days), unit: "USD/d" };
}
