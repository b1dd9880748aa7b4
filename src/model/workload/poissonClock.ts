import { exponential } from "../../engine/distributions/exponential.ts";
import { DrawAhead } from "../../engine/drawAhead.ts";
import { createBatchSampler } from "../../engine/sampler.ts";
import { DAY, HOUR, MILLISECOND, NEVER, type Ticks } from "../../engine/time.ts";

const HOURS_A_WEEK = 168;
/** 1970-01-01 was a Thursday: hours from the Monday of its week to it. */
const EPOCH_HOUR_OF_WEEK = 72;

/**
 * Firings of a Poisson process whose rate is constant within each UTC hour, by exact inversion of the integrated rate: one
 * uniform a firing, so that the same uniforms under a higher rate give the same firings sooner.
 */
export class PoissonClock {
  readonly #rate: number;
  readonly #profile: readonly number[] | null;
  readonly #start: Ticks;
  readonly #end: Ticks;
  /** Unit exponentials: the expected firings until the next one. */
  readonly #expected: DrawAhead;
  /** The last firing, not rounded: fractions of a tick are kept from one to the next. In an array, not to be boxed. */
  readonly #state = new Float64Array(1);
  /** The end of the hour that was looked at last, in ticks since 1970, and the rate until then: firings ask for it again and again. */
  readonly #hour = Float64Array.of(Number.NEGATIVE_INFINITY, 0);

  /**
   * @param rate mean firings a tick.
   * @param profile 24 or 168 weights of mean 1 (168 begin on Monday), null for a constant rate.
   * @param end beyond it the search for a firing ends.
   */
  constructor(
    rate: number,
    profile: readonly number[] | null,
    startEpochMs: number,
    end: Ticks,
    uniform: () => number,
  ) {
    this.#rate = rate;
    this.#profile = profile;
    this.#start = startEpochMs * MILLISECOND;
    this.#end = end;
    this.#expected = new DrawAhead(createBatchSampler(exponential({ mean: 1 }), uniform));
  }

  /** Time of the following firing in ticks, not rounded; NEVER beyond the end. */
  next(): number {
    const state = this.#state;
    const rate = this.#rate;
    if (rate <= 0) return NEVER;
    const expected = this.#expected.next();
    if (this.#profile === null) state[0] = state[0]! + expected / rate;
    else state[0] = this.#profiled(state[0]!, expected);
    return state[0]!;
  }

  /** Times of the following `count` firings, into the first places of an array: as `next` gives each. */
  take(times: Float64Array, count: number): void {
    const rate = this.#rate;
    if (rate <= 0) {
      times.fill(NEVER, 0, count);
      return;
    }
    this.#expected.take(times, count);
    let time = this.#state[0]!;
    if (this.#profile === null) for (let i = 0; i < count; i++) times[i] = time += times[i]! / rate;
    else for (let i = 0; i < count; i++) times[i] = time = this.#profiled(time, times[i]!);
    this.#state[0] = time;
  }

  /** When so many more firings are expected, from a time on. */
  #profiled(from: number, firings: number): number {
    const state = this.#hour;
    let time = from;
    let expected = firings;
    while (time < this.#end) {
      if (this.#start + time >= state[0]!) {
        const hour = Math.floor((this.#start + time) / HOUR);
        state[0] = (hour + 1) * HOUR;
        state[1] = this.#rate * this.#weight(hour);
      }
      const rate = state[1]!;
      const hourEnd = state[0]! - this.#start;
      const inThisHour = rate * (hourEnd - time);
      if (expected < inThisHour) return time + expected / rate;
      expected -= inThisHour;
      time = hourEnd;
    }
    return NEVER;
  }

  /** `hour` counts from 1970 UTC. */
  #weight(hour: number): number {
    const profile = this.#profile!;
    const index = profile.length === HOURS_A_WEEK ? (hour + EPOCH_HOUR_OF_WEEK) % HOURS_A_WEEK : hour % (DAY / HOUR);
    return profile[index]!;
  }
}
