import type { Ticks } from "../../engine/time.ts";
import type { Price } from "../money.ts";

/** What compute-hours and jobs are charged to. Its periods follow each other without a gap, and before `from` too. */
export interface BillingPlanSpec {
  readonly name: string;
  /** For a tick, used or not; null: nothing. */
  readonly fixed: Price | null;
  readonly period: Ticks;
  readonly from: Ticks;
  /** Compute time and jobs a period that the fixed price includes. What is left of them is lost. */
  readonly includedHours: Ticks;
  readonly includedTransactions: number;
  /** For a tick, and for a job, beyond what is included; null: they have no price. */
  readonly overageHour: Price | null;
  readonly overageTransaction: Price | null;
  /** A VM's whole life is rounded up to a multiple of the granularity (0: it is not), and is this long at least. */
  readonly granularity: Ticks;
  readonly minimumCharge: Ticks;
  /** Whether, once something included is used up, no jobs are taken until the next period. */
  readonly stops: boolean;
  /** So many VMs at this price for a tick each, paid used or not: what runs on them has no other price. */
  readonly reserved: { readonly vms: number; readonly price: Price } | null;
}
