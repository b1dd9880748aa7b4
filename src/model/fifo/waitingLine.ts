import { bisectLeft, bisectRight } from "d3-array";
import type { Ticks } from "../../engine/time.ts";
import { ExactSum } from "../../statistics/exactSum.ts";

/** Sums of whole numbers up to here are exact. */
const EXACT_TO = 2 ** 52;

/** Its slot came before any time: there is always a job before those that wait. */
const NOBODY = Number.NEGATIVE_INFINITY;

/**
 * A line of jobs that do not have their slots yet, though it is known when they will. They get them in the order in which
 * they were submitted, so the line is told by when each gets its own.
 *
 * Its area is that of a step function, from the length at an instant and the instants of the steps since: it knows of nobody's
 * wait, and so can be held to the sum of them.
 */
export class WaitingLine {
  /** The most that waited at once. */
  peak = 0;
  /** When jobs get their slots: those that wait are in [#first, #end), and at least one and `peak` jobs stand before #end. */
  #taken = Float64Array.of(NOBODY);
  #first = 1;
  #end = 1;
  readonly #area = new ExactSum();
  /** The instant told last. */
  #now: Ticks = 0;

  /** How many wait. */
  get length(): number {
    return this.#end - this.#first;
  }

  /** The instant told last. */
  get now(): Ticks {
    return this.#now;
  }

  /** The integral of the length over time, to the instant told last; live. */
  get area(): ExactSum {
    return this.#area;
  }

  /**
   * Jobs in [from, to) are submitted, one after the other; the peak counts those submitted from `measuredFrom` on. Within an
   * instant the line only grows: so its end is a peak.
   */
  follow(submitted: Float64Array, taken: Float64Array, from: number, to: number, measuredFrom: Ticks): void {
    if (from === to) return;
    this.#reserve(to - from);
    const line = this.#taken;
    line.set(taken.subarray(from, to), this.#end);
    const time = submitted[to - 1]!;
    const shift = this.#end - from;
    let { peak } = this;
    for (let i = bisectLeft(submitted, measuredFrom, from, to); i < to; i++) {
      const now = submitted[i]!;
      // A longer line than ever: the job that stands `peak` places before this one waits too.
      if (line[i + shift - peak]! > now) peak = this.#lengthAt(i + shift, now, peak + 1);
    }
    this.peak = peak;
    this.#stand(time);
    this.#addUntil(time, 1, submitted, from, to);
    this.#end += to - from;
    this.#leave(time);
  }

  /** The clock goes on: jobs whose slots come by then leave. */
  serveUpTo(time: Ticks): void {
    this.#stand(time);
    this.#leave(time);
  }

  notePeak(): void {
    this.peak = Math.max(this.peak, this.length);
  }

  /** How many up to a place wait at an instant, where at least so many do. */
  #lengthAt(place: number, now: Ticks, fewest: number): number {
    let length = fewest;
    while (this.#taken[place - length]! > now) length++;
    return length;
  }

  /** As if those that wait now all waited until then. */
  #stand(time: Ticks): void {
    this.#area.addProduct(this.length, time - this.now);
    this.#now = time;
  }

  /** Of those whose slots came by then, what is too much of the area is taken back. */
  #leave(time: Ticks): void {
    const first = bisectRight(this.#taken, time, this.#first, this.#end);
    this.#addUntil(time, -1, this.#taken, this.#first, first);
    this.#first = first;
  }

  /** Adds so many times how long it is from each of some instants, which rise, until a later one. */
  #addUntil(time: Ticks, times: 1 | -1, instants: Float64Array, from: number, to: number): void {
    if (from === to) return;
    if ((time - instants[from]!) * (to - from) > EXACT_TO) {
      for (let i = from; i < to; i++) this.#area.add(times * (time - instants[i]!));
      return;
    }
    let sum = 0;
    for (let i = from; i < to; i++) sum += time - instants[i]!;
    this.#area.add(times * sum);
  }

  /** Makes room for more: in the place of those that nobody asks for any more, if that is half of it. */
  #reserve(more: number): void {
    if (this.#end + more <= this.#taken.length) return;
    const from = Math.min(this.#first, this.#end - this.peak) - 1;
    const kept = this.#taken.subarray(from, this.#end);
    const room = 2 * (kept.length + more);
    if (room > this.#taken.length) {
      const taken = new Float64Array(room);
      taken.set(kept);
      this.#taken = taken;
    } else {
      this.#taken.copyWithin(0, from, this.#end);
    }
    this.#first -= from;
    this.#end -= from;
  }
}
