import { MILLISECOND, type Ticks } from "../../engine/time.ts";
import type { StreamFlow } from "./streamFlow.ts";

/** Tumbling windows, which follow the calendar: the first may be cut short by time 0. */
export class Windows {
  readonly length: Ticks;
  /** From the beginning of the window that holds time 0 to time 0. */
  readonly #phase: Ticks;

  constructor(length: Ticks, startEpochMs: number) {
    this.length = length;
    this.#phase = (startEpochMs * MILLISECOND) % length;
  }

  /** The end of the last window that is over by a time; 0 or less if none is. */
  endBy(time: Ticks): Ticks {
    return Math.floor((time + this.#phase) / this.length) * this.length - this.#phase;
  }
}

/**
 * The rows that windows in (from, to] make: one of each sensor that was heard in a window. Sensors take turns: reading n is that of
 * sensor n modulo their number, so what any of them sent is known from how many all sent.
 */
export class WindowRows {
  readonly #sensors: number;
  /** Windows in which every sensor was heard. */
  #full = 0;
  /** Readings from one number to another, each of them a row of its own. */
  readonly #single: { readonly from: number; to: number }[] = [];

  constructor(flow: StreamFlow, windows: Windows, from: Ticks, to: Ticks) {
    this.#sensors = flow.sensors;
    const all = BigInt(flow.sensors) * flow.unit;
    for (let time = from; time < to; ) {
      const steady = windows.endBy(Math.min(to, flow.steadyUntil(time)));
      // Where the rate changes inside a window, or it is cut short by time 0, that one by itself.
      const end = steady > time && windows.endBy(time) === time ? steady : windows.endBy(time) + windows.length;
      const count = (end - windows.endBy(time)) / windows.length;
      const [before, after] = [flow.takenBy(time), flow.takenBy(end)];
      // At a constant rate, either every window hears all or none hears any sensor twice.
      const hearsAll =
        count === 1 ? after - before >= flow.sensors : flow.rateTaken(time) * BigInt(windows.length) >= all;
      if (hearsAll) this.#full += count;
      else this.#add(before, after);
      time = end;
    }
  }

  /** Rows of the sensors [from, to). */
  of(from: number, to: number): number {
    return this.#ofFirst(to) - this.#ofFirst(from);
  }

  /** Of the first so many sensors. */
  #ofFirst(count: number): number {
    let rows = this.#full * count;
    for (const { from, to } of this.#single) rows += this.#turns(to, count) - this.#turns(from, count);
    return rows;
  }

  /** Of the first readings, those of the first sensors. */
  #turns(readings: number, count: number): number {
    const rounds = Math.floor(readings / this.#sensors);
    return rounds * count + Math.min(count, readings - rounds * this.#sensors);
  }

  #add(from: number, to: number): void {
    const last = this.#single.at(-1);
    if (last !== undefined && last.to === from) last.to = to;
    else if (to > from) this.#single.push({ from, to });
  }
}
