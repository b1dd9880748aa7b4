import { ExactSum } from "./exactSum.ts";

/** Where a time average starts, and the window that it measures. Times in ticks. */
export interface TimeAverageOptions {
  /** The value at time 0; default 0. */
  readonly initial?: number;
  /** Start of the measured window (the warm-up's end); default 0. */
  readonly start?: number;
  /** End of the measured window, itself not in it; default never. */
  readonly end?: number;
}

/**
 * The time-weighted average, exact integral and peak of an integer step function of time (VMs, jobs in a queue) over
 * the window [start, end), in integer ticks from 0.
 *
 * A value counts by the time for which it stood: one that came and went within one instant counts for nothing, not
 * even for the peak, which is that of the ends of instants. Figures reach up to the last `set`, `change` or `advance`.
 * Values: |value| <= 2^31.
 */
export class TimeAverage {
  private readonly start: number;
  private readonly end: number;
  private last = 0;
  private current: number;
  private readonly area = new ExactSum();
  private highest = Number.NEGATIVE_INFINITY;

  constructor(options: TimeAverageOptions = {}) {
    this.current = options.initial ?? 0;
    this.start = options.start ?? 0;
    this.end = options.end ?? Number.POSITIVE_INFINITY;
    if (!(this.start >= 0 && this.end >= this.start)) {
      throw new RangeError(`a window runs from 0 or later to its end, got ${this.start} to ${this.end}`);
    }
  }

  /** The value now. */
  get value(): number {
    return this.current;
  }

  /** The time up to which the figures reach. */
  get time(): number {
    return this.last;
  }

  /** From `time` on the value is `value`. Throws RangeError when time goes back. */
  set(time: number, value: number): void {
    this.advance(time);
    this.current = value;
  }

  /** From `time` on the value is higher by `delta`. Throws RangeError when time goes back. */
  change(time: number, delta: number): void {
    this.advance(time);
    this.current += delta;
  }

  /** Lets the current value stand until `time`. Changes no later figure, so it may be called at any time to read on. */
  advance(time: number): void {
    if (time === this.last) return;
    if (!(time > this.last && Number.isFinite(time))) {
      throw new RangeError(`time went from ${this.last} to ${time}`);
    }
    const from = this.last > this.start ? this.last : this.start;
    const to = time < this.end ? time : this.end;
    if (to > from) {
      this.area.addProduct(this.current, to - from);
      if (this.current > this.highest) this.highest = this.current;
    }
    this.last = time;
  }

  /** The part of the window that has passed, in ticks. */
  get duration(): number {
    return Math.max(0, Math.min(this.last, this.end) - this.start);
  }

  /** The exact integral over that part, in value-ticks, live: read it, do not add to it. */
  get integral(): ExactSum {
    return this.area;
  }

  /** The average over that part; null when it has no length. */
  get average(): number | null {
    return this.duration === 0 ? null : this.area.toNumber() / this.duration;
  }

  /** The highest value that stood for any time in that part; null when it has no length. */
  get peak(): number | null {
    return this.duration === 0 ? null : this.highest;
  }

  /**
   * The ratio of this integral to that of `capacity`, such as busy to billed VMs: the right average where the capacity
   * changes, which a time average of the momentary ratio is not. Null where there was no capacity at all.
   * Throws when the two do not cover the same time.
   */
  shareOf(capacity: TimeAverage): number | null {
    if (this.last !== capacity.last || this.start !== capacity.start || this.end !== capacity.end) {
      throw new Error("a share needs both integrals over the same time");
    }
    const whole = capacity.area.toNumber();
    return whole === 0 ? null : this.area.toNumber() / whole;
  }
}
