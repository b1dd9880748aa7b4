import type { Estimate } from "../experiment/results.ts";
import { formatDuration } from "./duration.ts";
import { formatMoney } from "./money.ts";
import { formatNumber, formatShare, formatWithHalfWidth, NO_FIGURE } from "./number.ts";

type Unit = Estimate["unit"];

/**
 * A metric's value with its unit, and its half-width where there is one; `–` where it is not defined.
 *
 * @param currency ISO code that stands for the units `USD` and `USD/d` of this scenario.
 */
export function formatFigure(value: number | null, halfWidth: number | null, unit: Unit, currency: string): string {
  if (value === null || !Number.isFinite(value)) return NO_FIGURE;
  switch (unit) {
    case "s":
      return formatDuration(value, halfWidth);
    case "share":
      return formatShare(value, halfWidth);
    case "USD":
      return formatMoney(value, halfWidth, currency);
    case "USD/d":
      return `${formatMoney(value, halfWidth, currency)}/d`;
    case "1":
    case "count":
      return formatWithHalfWidth(value, halfWidth);
    case "jobs":
    case "tasks":
    case "VMs": {
      const text = formatWithHalfWidth(value, halfWidth);
      return `${text} ${text === "1" ? unit.slice(0, -1) : unit}`;
    }
    default:
      return `${formatWithHalfWidth(value, halfWidth)} ${unit}`;
  }
}

/** A metric's value as a bare number, for where a label names the unit; durations, shares and money keep theirs. */
export function formatBare(estimate: Estimate, currency: string): string {
  const { mean, halfWidth, unit } = estimate;
  const bare = unit !== "s" && unit !== "share" && unit !== "USD" && unit !== "USD/d";
  return formatFigure(mean, halfWidth, bare ? "count" : unit, currency);
}

/** `20 replications`, `1 replication`. */
export function formatCount(count: number, noun: string): string {
  return `${formatNumber(count)} ${noun}${count === 1 ? "" : "s"}`;
}
