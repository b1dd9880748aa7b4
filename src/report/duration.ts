import { fixed, formatNumber, formatWithHalfWidth } from "./number.ts";

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** From this on, hours and minutes are days and hours. */
const HOURS_UNTIL_DAYS = 48;
/** Up to here seconds read better than minutes: `90 s`. */
const SECONDS_UNTIL_MINUTES = 120;

/**
 * A duration in the units a person would use: `45 s`, `18.6 min`, `2 h 41 min`, `3 d 4 h`, with its half-width where there
 * is one: `18.6 ± 0.1 min`, `2 h 41 ± 9 min`.
 *
 * @param seconds may be negative (a difference).
 * @param halfWidth in seconds; null or 0: none.
 */
export function formatDuration(seconds: number, halfWidth: number | null = null): string {
  const spread = halfWidth !== null && halfWidth > 0 ? halfWidth : null;
  const size = Math.max(Math.abs(seconds), spread ?? 0);
  if (size === 0) return "0 s";
  const minutes = Math.round(Math.abs(seconds) / MINUTE);
  if (minutes < 60 && (spread ?? 0) < HOUR) {
    const [unit, scale] = shortUnit(size);
    return `${formatWithHalfWidth(seconds / scale, spread === null ? null : spread / scale)} ${unit}`;
  }
  const sign = seconds < 0 ? "-" : "";
  if (minutes < HOURS_UNTIL_DAYS * 60 && (spread ?? 0) < HOURS_UNTIL_DAYS * HOUR) {
    return (
      sign +
      compound(Math.abs(seconds), spread, { large: "h", small: "min", smallSeconds: MINUTE, smalls: 60, digits: 2 })
    );
  }
  return (
    sign + compound(Math.abs(seconds), spread, { large: "d", small: "h", smallSeconds: HOUR, smalls: 24, digits: 1 })
  );
}

/** A length as one says it: `7 days`, `1 day`, `36 hours`, else as any duration. */
export function formatLength(seconds: number): string {
  if (seconds > 0 && seconds % DAY === 0) return plural(seconds / DAY, "day");
  if (seconds > 0 && seconds % HOUR === 0) return plural(seconds / HOUR, "hour");
  return formatDuration(seconds);
}

function plural(count: number, noun: string): string {
  return `${fixed(count, 0)} ${noun}${count === 1 ? "" : "s"}`;
}

/** The unit in which a duration below an hour is told, chosen after rounding: 119.96 s is `2 min`, not `120 s`. */
function shortUnit(seconds: number): [unit: string, seconds: number] {
  if (rounded(seconds / 1e-6) < 1000) return ["µs", 1e-6];
  if (rounded(seconds / 1e-3) < 1000) return ["ms", 1e-3];
  if (rounded(seconds) < SECONDS_UNTIL_MINUTES) return ["s", 1];
  return ["min", MINUTE];
}

function rounded(value: number): number {
  return Number(value.toPrecision(3));
}

interface CompoundUnit {
  readonly large: string;
  readonly small: string;
  readonly smallSeconds: number;
  /** Small units in a large one. */
  readonly smalls: number;
  /** Digits of the small unit: `1 h 02`. */
  readonly digits: number;
}

function compound(seconds: number, spread: number | null, unit: CompoundUnit): string {
  const total = Math.round(seconds / unit.smallSeconds);
  const large = fixed(Math.floor(total / unit.smalls), 0);
  const small = String(total % unit.smalls).padStart(unit.digits, "0");
  const plain = total % unit.smalls === 0 ? `${large} ${unit.large}` : `${large} ${unit.large} ${small} ${unit.small}`;
  if (spread === null) return plain;
  const spreadSmalls = spread / unit.smallSeconds;
  if (spreadSmalls >= unit.smalls) {
    const largeSeconds = unit.smallSeconds * unit.smalls;
    return `${formatWithHalfWidth(seconds / largeSeconds, spread / largeSeconds)} ${unit.large}`;
  }
  // Below a sixtieth of the last unit, the spread says nothing beside the rounding of the mean.
  if (spreadSmalls < 1 / 60) return plain;
  if (spreadSmalls < 0.5) return `${plain} ± ${formatDuration(Number(spread.toPrecision(2)))}`;
  return `${large} ${unit.large} ${small} ± ${formatNumber(Math.round(spreadSmalls))} ${unit.small}`;
}

/** A time of day: `01:00`, rounded down to the minute. */
export function formatClock(secondOfDay: number): string {
  const minutes = Math.floor(secondOfDay / MINUTE);
  return [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, "0")).join(":");
}
