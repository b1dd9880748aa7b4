import { SECOND, type Ticks } from "../../../engine/time.ts";
import type { Vector } from "./vector.ts";

/** Between two samples of the service. */
export const SAMPLE_PERIOD: Ticks = 30 * SECOND;
/** From a sample to where formulas can see it: about a minute, say the service's documents. */
export const SAMPLE_DELAY: Ticks = 60 * SECOND;

/** What a formula looks back at: it decides how much of a metric's past is kept. */
export interface LookBack {
  /** Samples, whatever their age. */
  readonly samples: number;
  /** Age of the oldest sample of a window, in ticks. */
  readonly age: Ticks;
}

/**
 * The samples of one metric, in order of time, as a formula sees them: `delay` after they were taken.
 *
 * A ring that grows up to what the look-back needs, and then forgets the oldest. Windows are those of ages from the younger end up to,
 * but not with, the older one: ten minutes hold 20 samples of 30 s.
 */
export class SampleHistory {
  readonly period: Ticks;
  readonly delay: Ticks;
  /** Samples ever taken. */
  #taken = 0;
  #firstAt: Ticks = Number.NaN;
  /** How many are kept at most. */
  readonly #most: number;
  #times = new Float64Array(16);
  #values = new Float64Array(16);
  #head = 0;
  #length = 0;

  constructor(lookBack: LookBack, period: Ticks = SAMPLE_PERIOD, delay: Ticks = SAMPLE_DELAY) {
    this.period = period;
    this.delay = delay;
    const visible = Math.max(1, lookBack.samples, Math.ceil(lookBack.age / period));
    this.#most = visible + Math.ceil(delay / period) + 1;
  }

  /** Samples that are in memory. */
  get kept(): number {
    return this.#length;
  }

  /** Adds a sample that is no older than those that are there, and more of the same value, a period apart from each other. */
  record(at: Ticks, value: number, count = 1): void {
    if (this.#taken === 0) this.#firstAt = at;
    this.#taken += count;
    while (this.#length + count > this.#times.length && this.#times.length < this.#most) this.#grow();
    const times = this.#times;
    const values = this.#values;
    const mask = times.length - 1;
    // More than the ring has places for: the first of them would be forgotten at once.
    const start = Math.max(0, count - times.length);
    let end = this.#head + this.#length;
    for (let i = start; i < count; i++, end++) {
      times[end & mask] = at + i * this.period;
      values[end & mask] = value;
    }
    this.#length = Math.min(this.#most, this.#length + count);
    this.#head = (end - this.#length) & mask;
  }

  /** Samples that are visible, those no longer in memory included. */
  count(now: Ticks): number {
    return this.#taken - (this.#length - this.#visible(now));
  }

  /** When the first sample was taken; NaN while it is not visible. */
  firstAt(now: Ticks): Ticks {
    return this.count(now) > 0 ? this.#firstAt : Number.NaN;
  }

  /** The last visible sample's value, or NaN. */
  last(now: Ticks): number {
    const visible = this.#visible(now);
    return visible === 0 ? Number.NaN : this.#values[this.#place(visible - 1)]!;
  }

  /** Puts the last `count` visible samples into a vector, oldest first; fewer where there are fewer. */
  copyLast(now: Ticks, count: number, into: Vector): void {
    const visible = this.#visible(now);
    this.#copy(Math.max(0, visible - count), visible, into);
  }

  /** Puts the visible samples taken in (from, to] into a vector, oldest first. */
  copyWindow(now: Ticks, from: Ticks, to: Ticks, into: Vector): void {
    this.#copy(this.#upTo(from), this.#upTo(Math.min(to, now - this.delay)), into);
  }

  /** Visible samples taken in (from, to], in percent of those that a window of that length has; at most 100. */
  percent(now: Ticks, from: Ticks, to: Ticks): number {
    const found = this.#upTo(Math.min(to, now - this.delay)) - this.#upTo(from);
    return found <= 0 ? 0 : Math.min(100, (100 * found * this.period) / (to - from));
  }

  #visible(now: Ticks): number {
    return this.#upTo(now - this.delay);
  }

  /** How many of the kept samples were taken at or before a time; mostly nearly all of them. */
  #upTo(time: Ticks): number {
    let low = 0;
    let high = this.#length;
    if (high === 0) return 0;
    // Where no sample is missing, it is this place.
    const younger = Math.ceil((this.#times[this.#place(high - 1)]! - time) / this.period);
    const place = younger <= 0 ? high : Math.max(0, high - younger);
    const isThere = place === 0 || this.#times[this.#place(place - 1)]! <= time;
    if (isThere && (place === high || this.#times[this.#place(place)]! > time)) return place;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#times[this.#place(middle)]! <= time) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #copy(begin: number, end: number, into: Vector): void {
    into.length = 0;
    into.reserve(end - begin);
    for (let i = begin; i < end; i++) into.values[into.length++] = this.#values[this.#place(i)]!;
  }

  #place(index: number): number {
    return (this.#head + index) & (this.#times.length - 1);
  }

  #grow(): void {
    const capacity = 2 * this.#times.length;
    const [times, values] = [new Float64Array(capacity), new Float64Array(capacity)];
    for (let i = 0; i < this.#length; i++) {
      times[i] = this.#times[this.#place(i)]!;
      values[i] = this.#values[this.#place(i)]!;
    }
    this.#times = times;
    this.#values = values;
    this.#head = 0;
  }
}
