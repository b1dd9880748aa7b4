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

// These and other numbers are written out, for the build to put them in the place of their names: see `build.config.ts`.

/** Later than anything that happens. */
export const NEVER: Ticks = 1 / 0;

/** The last instant that the clock can tell from its neighbours: 2^53 - 1. */
export const LATEST: Ticks = 9_007_199_254_740_991;

/**
 * The time of day (UTC) at an instant, when tick 0 is so many whole milliseconds after 1970. Exact to the tick though the two added up
 * may lie beyond 2^53.
 */
export function sinceMidnight(startEpochMs: number, time: Ticks): Ticks {
  const start = (startEpochMs % (DAY / MILLISECOND)) * MILLISECOND;
  return (((start + (time % DAY)) % DAY) + DAY) % DAY;
}

/** The clock would come to an instant that it cannot tell from its neighbours: only a drain goes on beyond the end told. */
export class ClockError extends Error {
  override readonly name = "ClockError";

  constructor() {
    super(
      "jobs would end after 285 years (2^53 microseconds), the longest that the clock can tell; drain fewer or shorter ones",
    );
  }
}
