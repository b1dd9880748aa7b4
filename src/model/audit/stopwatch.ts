import type { Ticks } from "../../engine/time.ts";

/** No such instant yet. */
const STOPPED = -1;
/** Before it is told; no small integer, so that all have one shape from the first to the last. */
const UNTOLD: Ticks = Number.NaN;

/** How long something went on: kept apart for a window [from, to) and for what follows, as a drained run measures both. */
export class Stopwatch {
  private since: Ticks = UNTOLD;
  within: Ticks = UNTOLD;
  after: Ticks = UNTOLD;

  constructor() {
    this.reset();
  }

  get runs(): boolean {
    return this.since !== STOPPED;
  }

  /** Nothing went on yet. */
  reset(): void {
    this.since = STOPPED;
    this.within = 0;
    this.after = 0;
  }

  start(time: Ticks): void {
    this.since = time;
  }

  stop(time: Ticks, from: Ticks, to: Ticks): void {
    if (this.since >= from && time <= to) {
      this.within += time - this.since;
    } else {
      this.within += overlap(this.since, time, from, to);
      this.after += overlap(this.since, time, to, Number.POSITIVE_INFINITY);
    }
    this.since = STOPPED;
  }

  /** Time within the window up to the clock, where the world stopped; `drained` counts what follows the window too. */
  total(clock: Ticks, from: Ticks, to: Ticks, drained: boolean): Ticks {
    const end = drained ? Number.POSITIVE_INFINITY : to;
    const underWay = this.runs ? overlap(this.since, clock, from, end) : 0;
    return this.within + (drained ? this.after : 0) + underWay;
  }
}

/** How much of [start, end) lies inside [from, to). */
export function overlap(start: Ticks, end: Ticks, from: Ticks, to: Ticks): Ticks {
  return Math.max(0, Math.min(end, to) - Math.max(start, from));
}
