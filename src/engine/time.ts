/**
 * Time is an integer number of microseconds since the scenario's `time.start`, held in a double: equal times are equal,
 * and sums of parts are exact up to 2^53 µs (285 years).
 */
export type Ticks = number;

export const MICROSECOND: Ticks = 1;
export const MILLISECOND: Ticks = 1_000;
export const SECOND: Ticks = 1_000_000;
export const MINUTE: Ticks = 60 * SECOND;
export const HOUR: Ticks = 60 * MINUTE;
export const DAY: Ticks = 24 * HOUR;
export const WEEK: Ticks = 7 * DAY;

/** Later than anything that happens. */
export const NEVER: Ticks = Number.POSITIVE_INFINITY;
