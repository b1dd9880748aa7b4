import { DAY, HOUR } from "../../engine/time.ts";
import { ExactSum } from "../../statistics/exactSum.ts";
import { fromMicro } from "../money.ts";
import type { VmRow } from "../worldResult.ts";
import { type Metrics, share } from "./jobFigures.ts";

/** Hours of a system or of several, in ticks (of slots or VMs). */
export interface Hours {
  /** The sum of the others. */
  billed: bigint;
  busy: bigint;
  idle: bigint;
  transferring: bigint;
  leaving: bigint;
  rounding: bigint;
}

const KINDS = ["billed", "busy", "idle", "transferring", "leaving", "rounding"] as const;

/** The hours of some lines of the VM ledger. */
export function ledgerHours(rows: readonly VmRow[]): Hours {
  const [billed, busy, idle] = [new ExactSum(), new ExactSum(), new ExactSum()];
  const [transferring, leaving, rounding] = [new ExactSum(), new ExactSum(), new ExactSum()];
  for (const row of rows) {
    billed.add(row.billed);
    busy.add(row.busy);
    idle.add(row.idle);
    transferring.add(row.transferring);
    leaving.add(row.leaving);
    rounding.add(row.rounding);
  }
  return {
    billed: billed.toBigInt(),
    busy: busy.toBigInt(),
    idle: idle.toBigInt(),
    transferring: transferring.toBigInt(),
    leaving: leaving.toBigInt(),
    rounding: rounding.toBigInt(),
  };
}

/** Hours in which nothing but computing is billed. */
export function busyHours(ticks: bigint): Hours {
  return { billed: ticks, busy: ticks, idle: 0n, transferring: 0n, leaving: 0n, rounding: 0n };
}

export function addHours(sum: Hours, more: Hours): void {
  for (const kind of KINDS) sum[kind] += more[kind];
}

export function hourFigures(metrics: Metrics, prefix: string, hours: Hours): void {
  for (const kind of ["billed", "busy", "idle"] as const) put(metrics, prefix, kind, hours[kind]);
  put(metrics, prefix, "overhead", hours.billed - hours.busy - hours.idle);
  for (const kind of ["transferring", "leaving", "rounding"] as const) put(metrics, prefix, kind, hours[kind]);
  metrics[`${prefix}utilisation`] = { value: share(Number(hours.busy), Number(hours.billed)), unit: "share" };
}

/** @param cost in micro-dollars, null where no price is told. @param jobs finished ones, for the cost of one. */
export function costFigures(
  metrics: Metrics,
  prefix: string,
  cost: bigint | null,
  jobs: number,
  windowTicks: number,
): void {
  const amount = cost === null ? null : fromMicro(cost);
  metrics[`${prefix}cost.total`] = { value: amount, unit: "USD" };
  metrics[`${prefix}cost.perJob`] = { value: amount === null ? null : share(amount, jobs), unit: "USD" };
  metrics[`${prefix}cost.perDay`] = { value: amount === null ? null : share(amount, windowTicks / DAY), unit: "USD/d" };
}

function put(metrics: Metrics, prefix: string, kind: string, ticks: bigint): void {
  metrics[`${prefix}computeHours.${kind}`] = { value: Number(ticks) / HOUR, unit: "h" };
}
