import type { Ticks } from "../../engine/time.ts";
import { ExactSum } from "../../statistics/exactSum.ts";
import type { JobBlock } from "./jobBlock.ts";

const NOW = 0;
const PART_OF_AREA = 1;

/** Sums of whole numbers up to here are exact, and so are those of one more product: jobs times ticks between two events. */
const EXACT_TO = 2 ** 51;

/** Jobs submitted that do not have their slots yet, though it is known when they will: a ring, in that order. */
export class StartingJobs {
  length = 0;
  /** Those of them that are the customer's. */
  customers = 0;
  /** The most there were of each. */
  peak = 0;
  customersPeak = 0;
  readonly #area = new ExactSum();
  #taken = new Float64Array(64);
  #eligible = new Float64Array(64);
  #customer = new Uint8Array(64);
  #head = 0;
  /** The instant told last, and what of the area is not in its sum yet. */
  readonly #state = new Float64Array(2);

  /** The integral of the length over time, to the instant told last. */
  get area(): ExactSum {
    this.#area.add(this.#state[PART_OF_AREA]!);
    this.#state[PART_OF_AREA] = 0;
    return this.#area;
  }

  /** The instant told last. */
  get now(): Ticks {
    return this.#state[NOW]!;
  }

  /**
   * The jobs of a block in [from, to) are submitted, one after the other; the peaks count those submitted from `measuredFrom`
   * on. Within an instant the line only grows: so its end is a peak.
   */
  follow(jobs: JobBlock, from: number, to: number, customerOf: Uint8Array, measuredFrom: Ticks): void {
    this.#reserve(this.length + to - from);
    const { workload, submitted, eligible, taken } = jobs;
    const leaves = this.#taken;
    const mask = leaves.length - 1;
    let now = this.#state[NOW]!;
    let area = this.#state[PART_OF_AREA]!;
    let head = this.#head;
    let { length, customers, peak, customersPeak } = this;
    for (let i = from; i < to; i++) {
      const time = submitted[i]!;
      while (length > 0 && leaves[head]! <= time) {
        area += length * (leaves[head]! - now);
        now = leaves[head]!;
        customers -= this.#customer[head]!;
        head = (head + 1) & mask;
        length--;
      }
      area += length * (time - now);
      now = time;
      if (area > EXACT_TO) area = this.#settle(area);
      if (taken[i]! <= time) continue;
      const place = (head + length) & mask;
      const customer = customerOf[workload[i]!]!;
      leaves[place] = taken[i]!;
      this.#eligible[place] = eligible[i]!;
      this.#customer[place] = customer;
      length++;
      customers += customer;
      if (time < measuredFrom) continue;
      if (length > peak) peak = length;
      if (customers > customersPeak) customersPeak = customers;
    }
    this.#state[NOW] = now;
    this.#state[PART_OF_AREA] = area;
    this.#head = head;
    this.length = length;
    this.customers = customers;
    this.peak = peak;
    this.customersPeak = customersPeak;
  }

  notePeaks(): void {
    if (this.length > this.peak) this.peak = this.length;
    if (this.customers > this.customersPeak) this.customersPeak = this.customers;
  }

  /** The clock goes on: jobs whose slots come by then leave. */
  serveUpTo(time: Ticks): void {
    const state = this.#state;
    const taken = this.#taken;
    let now = state[NOW]!;
    let area = state[PART_OF_AREA]!;
    let { length } = this;
    while (length > 0) {
      const head = this.#head;
      const next = taken[head]!;
      if (next > time) break;
      area += length * (next - now);
      now = next;
      this.customers -= this.#customer[head]!;
      length--;
      this.#head = (head + 1) & (taken.length - 1);
      if (area > EXACT_TO) area = this.#settle(area);
    }
    area += length * (time - now);
    this.length = length;
    state[PART_OF_AREA] = area > EXACT_TO ? this.#settle(area) : area;
    state[NOW] = time;
  }

  /** Books a part of the area; what is left of it is 0. */
  #settle(area: number): number {
    this.#area.add(area);
    return 0;
  }

  /** How many of them are held by a cap at a time. */
  heldAt(time: Ticks): number {
    let held = 0;
    for (let i = 0; i < this.length; i++) {
      if (this.#eligible[(this.#head + i) & (this.#eligible.length - 1)]! > time) held++;
    }
    return held;
  }

  #reserve(wanted: number): void {
    if (wanted <= this.#taken.length) return;
    const capacity = 2 ** Math.ceil(Math.log2(wanted));
    const mask = this.#taken.length - 1;
    const taken = new Float64Array(capacity);
    const eligible = new Float64Array(capacity);
    const customer = new Uint8Array(capacity);
    for (let i = 0; i < this.length; i++) {
      const place = (this.#head + i) & mask;
      taken[i] = this.#taken[place]!;
      eligible[i] = this.#eligible[place]!;
      customer[i] = this.#customer[place]!;
    }
    this.#taken = taken;
    this.#eligible = eligible;
    this.#customer = customer;
    this.#head = 0;
  }
}
