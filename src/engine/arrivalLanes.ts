import { NEVER, type Ticks } from "./time.ts";

/**
 * The next arrival of each source: a lane a source, never the whole workload in the event queue.
 *
 * Equal times go by lane number. A tournament of lanes in which each match remembers its loser (Knuth, The Art of Computer
 * Programming 3, 5.4.1): after an arrival its lane plays its own matches again, seven for a hundred lanes.
 */
export class ArrivalLanes {
  /** Lane of the next arrival of all. */
  nextLane = 0;

  /** Lanes, dry ones included that make it a power of two. Match m (from 1) is played by the winners of 2m and 2m + 1. */
  readonly #size: number;
  /** By match: the lane that lost it, and its time. */
  readonly #loser: Int32Array;
  readonly #loserTime: Float64Array;
  #nextTime: Ticks = NEVER;

  /** `first[i]` is the first arrival of lane i, or NEVER. */
  constructor(first: readonly Ticks[]) {
    let size = 1;
    while (size < first.length) size *= 2;
    this.#size = size;
    this.#loser = new Int32Array(size);
    this.#loserTime = new Float64Array(size);
    const timeOf = (lane: number): Ticks => first[lane] ?? NEVER;
    const winners = new Int32Array(2 * size);
    for (let lane = 0; lane < size; lane++) winners[size + lane] = lane;
    for (let match = size - 1; match >= 1; match--) {
      const one = winners[2 * match]!;
      const other = winners[2 * match + 1]!;
      // The one on the left has the lower number, so equal times are its.
      const loser = timeOf(one) <= timeOf(other) ? other : one;
      winners[match] = one + other - loser;
      this.#loser[match] = loser;
      this.#loserTime[match] = timeOf(loser);
    }
    this.nextLane = winners[1]!;
    this.#nextTime = timeOf(this.nextLane);
  }

  /** Time of the next arrival of all; NEVER when every lane has run dry. */
  get nextTime(): Ticks {
    return this.#nextTime;
  }

  /** The next lane's arrival has happened; its following one comes at `time`, or NEVER. */
  advance(time: Ticks): void {
    this.#nextTime = time;
    if (this.#size > 1) this.#play();
  }

  /** The lane whose time has changed plays its matches again. */
  #play(): void {
    const losers = this.#loser;
    const times = this.#loserTime;
    let lane = this.nextLane;
    let winning = this.#nextTime;
    for (let match = (lane + this.#size) >> 1; match >= 1; match >>= 1) {
      const against = times[match]!;
      if (against > winning || (against === winning && losers[match]! > lane)) continue;
      const loser = losers[match]!;
      losers[match] = lane;
      times[match] = winning;
      lane = loser;
      winning = against;
    }
    this.nextLane = lane;
    this.#nextTime = winning;
  }
}
