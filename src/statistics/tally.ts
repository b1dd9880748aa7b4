import { ExactSum } from "./exactSum.ts";
import { Extremes } from "./extremes.ts";
import { QuantileSketch } from "./quantileSketch.ts";
import type { SketchRecord } from "./sketchRecord.ts";

/** Values that are worked in together. */
const PENDING = 64;

/** How a tally keeps its quantiles. */
export interface TallyOptions {
  /** `sketch` (default): exact up to 65,536 values, within 0.5% beyond. `exact`: keeps every value. `none`: no quantiles. */
  readonly quantiles?: "sketch" | "exact" | "none";
}

/**
 * Count, exact sum, smallest, largest, mean and quantiles of non-negative integers (ticks).
 *
 * What it says depends on the values alone: not on their order, nor on how they were spread over merged tallies.
 */
export class Tally {
  private readonly exactSum = new ExactSum();
  private readonly sketch: QuantileSketch | null;
  /** Count, smallest and largest where no sketch keeps them. */
  private readonly extremes: Extremes | null;
  /** Whichever of the two it is. */
  private readonly order: Extremes | QuantileSketch;
  /** Values taken and not worked in yet; every answer works them in first. */
  private readonly pending = new Float64Array(PENDING);
  private pendingCount = 0;

  constructor(options: TallyOptions = {}) {
    const quantiles = options.quantiles ?? "sketch";
    if (quantiles === "none") {
      this.order = this.extremes = new Extremes();
      this.sketch = null;
    } else {
      this.order = this.sketch = new QuantileSketch({ exact: quantiles === "exact" });
      this.extremes = null;
    }
  }

  /** Takes one value, an integer in 0..2^53-1. Throws RangeError otherwise, and then has not taken it. */
  add(value: number): void {
    if (!(value >= 0 && value <= Number.MAX_SAFE_INTEGER && Math.floor(value) === value)) refuse(value);
    this.pending[this.pendingCount] = value;
    this.pendingCount += 1;
    if (this.pendingCount === PENDING) this.settle();
  }

  /** Takes a tick value: `add` without looking whether it is an integer in 0..2^53-1. */
  addTicks(value: number): void {
    this.pending[this.pendingCount] = value;
    this.pendingCount += 1;
    if (this.pendingCount === PENDING) this.settle();
  }

  /**
   * Takes some values, those in [from, to): unlike `add`, without looking whether they are integers in 0..2^53-1. Returns their
   * plain sum.
   */
  addAll(values: Float64Array, from: number, to: number): number {
    const plain = this.order.addAll(values, from, to);
    this.exactSum.addAll(values, from, to, plain);
    return plain;
  }

  /** Works the pending values in: many at a time cost half of what they cost one by one. */
  private settle(): void {
    const count = this.pendingCount;
    if (count === 0) return;
    this.pendingCount = 0;
    this.addAll(this.pending, 0, count);
  }

  /** Takes all values of the other, which keeps them. Throws when the two keep their quantiles differently. */
  merge(other: Tally): void {
    this.settle();
    other.settle();
    if (this.sketch !== null && other.sketch !== null) this.sketch.merge(other.sketch);
    else if (this.extremes !== null && other.extremes !== null) this.extremes.merge(other.extremes);
    else throw new Error("a tally without quantiles merges only with its like");
    this.exactSum.merge(other.exactSum);
  }

  /** Values so far. */
  get count(): number {
    return this.order.count + this.pendingCount;
  }

  /** The exact sum, live: read it, do not add to it. */
  get sum(): ExactSum {
    this.settle();
    return this.exactSum;
  }

  /** The smallest value; null when there is none. */
  get min(): number | null {
    this.settle();
    return this.order.min;
  }

  /** The largest value; null when there is none. */
  get max(): number | null {
    this.settle();
    return this.order.max;
  }

  /** The mean, from the exact sum (at most two roundings); null when there is no value. */
  get mean(): number | null {
    this.settle();
    return this.count === 0 ? null : this.exactSum.toNumber() / this.count;
  }

  /** What its quantiles are told by, to be pooled with others': each value, if there are at most so many, else by bucket. */
  record(most: number): SketchRecord {
    if (this.sketch === null) throw new Error("this tally keeps no quantiles");
    this.settle();
    return this.sketch.record(most);
  }

  /** Looks several quantiles up together, so that asking for each of them then costs next to nothing. */
  prepare(ps: readonly number[]): void {
    this.settle();
    this.sketch?.prepare(ps);
  }

  /** The nearest-rank p-quantile, 0 <= p <= 1; null when there is no value. Throws for a tally without quantiles. */
  quantile(p: number): number | null {
    if (this.sketch === null) throw new Error("this tally keeps no quantiles");
    this.settle();
    return this.sketch.quantile(p);
  }
}

/** Apart from `add`, so that the compiler finds that small enough to inline. */
function refuse(value: number): never {
  throw new RangeError(`a tally takes integers from 0 to 2^53 - 1, got ${value}`);
}
