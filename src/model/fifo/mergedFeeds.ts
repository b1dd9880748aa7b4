import { NEVER, type Ticks } from "../../engine/time.ts";
import type { Drawn } from "./drawn.ts";
import type { Feed } from "./feed.ts";
import { blockOf, ComingJobs, type JobBlock } from "./jobBlock.ts";

/** A slice of time aims at so much of a block: seldom more than fits. */
const AIM = 0.8;

/** A slice is at most so many times as long as the one before. */
const GROWTH = 16;

/**
 * The jobs of several workloads in order of submission, those of one instant in order of the workloads.
 *
 * Slice by slice of time: the jobs of a slice are put side by side, workload after workload, and sorted by distribution
 * counting (Knuth, The Art of Computer Programming 3, 5.2), which keeps equal ones in order. That is a few steps a job however
 * many workloads there are, where a tournament of them plays log2 n matches.
 */
export class MergedFeeds {
  readonly #feeds: readonly Feed[];
  readonly #drawn: Drawn;
  /** Jobs of a block. */
  readonly #most: number;
  /** By feed: its jobs in a slice. */
  readonly #counts: Int32Array;
  /** The jobs of a slice, and whose they are, workload after workload. */
  readonly #slice: ComingJobs;
  readonly #workload: Int32Array;
  /** Those jobs in order of submission: which it is, and when it comes. */
  readonly #order: Int32Array;
  readonly #times: Float64Array;
  /** By stretch of the slice: its next place. One more than a slice has jobs, for a time may be rounded up to the end. */
  readonly #places: Int32Array;
  /** How long the next slice may be. */
  #span: Ticks = 1_000_000;

  constructor(feeds: readonly Feed[], drawn: Drawn) {
    this.#feeds = feeds;
    this.#drawn = drawn;
    const most = blockOf(feeds.length);
    this.#most = most;
    this.#counts = new Int32Array(feeds.length);
    this.#slice = new ComingJobs(most);
    this.#workload = new Int32Array(most);
    this.#order = new Int32Array(most);
    this.#times = new Float64Array(most);
    this.#places = new Int32Array(most + 1);
  }

  /** Fills a block with the next jobs, or with none when there are no more. */
  fill(block: JobBlock): void {
    let count = 0;
    while (count < this.#most / 2) {
      const more = this.#takeSlice(block, count);
      if (more === 0) break;
      count += more;
    }
    block.count = count;
  }

  /** Gives the jobs of the next slice to the places from `from` on. Returns how many. */
  #takeSlice(block: JobBlock, from: number): number {
    let start: Ticks = NEVER;
    let known: Ticks = NEVER;
    for (const feed of this.#feeds) {
      start = Math.min(start, feed.next);
      known = Math.min(known, feed.knownUntil);
    }
    if (start === NEVER) return 0;
    let length = Math.min(this.#span, known - start);
    let count = this.#before(start + length);
    while (count > this.#most - from) {
      length = Math.floor(length / 2);
      count = this.#before(start + length);
    }
    if (count === 0) return this.#takeInstant(block, from, start);
    this.#span = Math.ceil(length * Math.min(GROWTH, (AIM * this.#most) / count));
    this.#gather();
    this.#sort(count, start, length);
    this.#place(block, from, count);
    return count;
  }

  /** How many jobs come before an instant, of each feed and of all. */
  #before(limit: Ticks): number {
    let count = 0;
    for (let feed = 0; feed < this.#feeds.length; feed++) {
      this.#counts[feed] = this.#feeds[feed]!.before(limit);
      count += this.#counts[feed]!;
    }
    return count;
  }

  /** The jobs of one instant, as many as there is room for. */
  #takeInstant(block: JobBlock, from: number, now: Ticks): number {
    let place = from;
    for (const feed of this.#feeds) {
      for (; place < this.#most && feed.next === now; place++) {
        feed.give(block, place, place + 1);
        block.workload[place] = feed.workload;
      }
    }
    return place - from;
  }

  /** Puts the jobs counted last side by side. */
  #gather(): void {
    let place = 0;
    for (const [index, feed] of this.#feeds.entries()) {
      const to = place + this.#counts[index]!;
      feed.give(this.#slice, place, to);
      this.#workload.fill(feed.workload, place, to);
      place = to;
    }
  }

  #sort(count: number, start: Ticks, length: Ticks): void {
    const { submitted } = this.#slice;
    const order = this.#order;
    const times = this.#times;
    const places = this.#places;
    const stretches = count / length;
    places.fill(0, 0, count + 1);
    for (let job = 0; job < count; job++) places[Math.floor((submitted[job]! - start) * stretches)]!++;
    let next = 0;
    for (let stretch = 0; stretch <= count; stretch++) {
      const jobs = places[stretch]!;
      places[stretch] = next;
      next += jobs;
    }
    for (let job = 0; job < count; job++) {
      const time = submitted[job]!;
      const place = places[Math.floor((time - start) * stretches)]!++;
      order[place] = job;
      times[place] = time;
    }
    // Within a stretch they are in order of the workloads: by insertion, which keeps equal times as they are.
    for (let place = 1; place < count; place++) {
      const time = times[place]!;
      if (times[place - 1]! <= time) continue;
      const job = order[place]!;
      let to = place;
      for (; to > 0 && times[to - 1]! > time; to--) {
        times[to] = times[to - 1]!;
        order[to] = order[to - 1]!;
      }
      times[to] = time;
      order[to] = job;
    }
  }

  #place(block: JobBlock, from: number, count: number): void {
    const slice = this.#slice;
    const order = this.#order;
    for (let i = 0; i < count; i++) {
      const job = order[i]!;
      block.submitted[from + i] = this.#times[i]!;
      block.workload[from + i] = this.#workload[job]!;
      block.cell[from + i] = slice.cell[job]!;
      block.service[from + i] = slice.service[job]!;
    }
    const { due, rounds, dispatchDelay, tasks } = this.#drawn;
    if (rounds !== null) for (let i = 0; i < count; i++) block.round[from + i] = slice.round[order[i]!]!;
    if (due !== null) for (let i = 0; i < count; i++) block.deadline[from + i] = slice.deadline[order[i]!]!;
    if (dispatchDelay !== null) for (let i = 0; i < count; i++) block.dispatch[from + i] = slice.dispatch[order[i]!]!;
    if (tasks !== null) for (let i = 0; i < count; i++) block.following[from + i] = slice.following[order[i]!]!;
  }
}
