import { Extremes } from "./extremes.ts";
import { LogLinearHistogram } from "./logLinearHistogram.ts";
import { nearestRank } from "./nearestRank.ts";
import { selectMany } from "./selectMany.ts";
import type { SketchRecord } from "./sketchRecord.ts";
import { ValueChunks } from "./valueChunks.ts";

/** Up to so many values every quantile is exact. */
export const EXACT_LIMIT = 65_536;

/**
 * Quantiles of non-negative integers (ticks) by nearest rank, ceil(p n).
 *
 * Exact up to 65,536 values. Beyond, values are counted in a log-linear histogram: the answer is within 0.5% of the
 * true nearest-rank value (0.39% in fact), exact below 256, and smallest and largest stay exact. With `exact: true`
 * every value is kept, at 8 bytes each. The answers depend on the values alone, not on the order they came in, nor on
 * how they were spread over sketches that were merged.
 */
export class QuantileSketch {
  private readonly exact: boolean;
  private readonly extremes = new Extremes();
  /** The values, in no order, until the histogram takes over. */
  private values = new ValueChunks();
  /** What is known of ranks, if no value came since. */
  private readonly answers = new Map<number, number>();
  private histogram: LogLinearHistogram | null = null;

  constructor(options: { readonly exact?: boolean } = {}) {
    this.exact = options.exact ?? false;
  }

  /** Values so far. */
  get count(): number {
    return this.extremes.count;
  }

  /** The smallest value; null when there is none. */
  get min(): number | null {
    return this.extremes.min;
  }

  /** The largest value; null when there is none. */
  get max(): number | null {
    return this.extremes.max;
  }

  /** Takes one value, an integer in 0..2^53-1 (a share or ratio: scale it first). Throws RangeError otherwise. */
  add(value: number): void {
    if (!(value >= 0 && value <= Number.MAX_SAFE_INTEGER && Math.floor(value) === value)) refuse(value);
    if (this.histogram === null) this.keep(value);
    else this.histogram.add(value);
    this.extremes.add(value);
  }

  /** Takes some values, those in [from, to), as `add` does each. Returns their plain sum, which costs next to nothing here. */
  addAll(values: Float64Array, from: number, to: number): number {
    if (this.histogram === null && (this.exact || this.count + to - from <= EXACT_LIMIT)) {
      if (this.answers.size > 0) this.answers.clear();
      this.values.addAll(values, from, to);
      return this.extremes.addAll(values, from, to);
    }
    return (this.histogram ?? this.switchToHistogram()).addAllTelling(this.extremes, values, from, to);
  }

  /**
   * Takes all values of the other, which keeps them. Throws when one of the two keeps every value and the other does
   * not: the exactness that was asked for could not be held.
   */
  merge(other: QuantileSketch): void {
    if (this.exact !== other.exact) throw new Error("an exact quantile sketch merges only with an exact one");
    const mine = this.count;
    const theirs = other.count;
    const fits = this.exact || mine + theirs <= EXACT_LIMIT;
    if (this.histogram === null && fits) {
      this.answers.clear();
      for (const values of other.values.arrays()) this.values.addAll(values, 0, values.length);
    } else {
      const histogram = this.histogram ?? this.switchToHistogram();
      if (other.histogram !== null) histogram.merge(other.histogram);
      else for (const values of other.values.arrays()) histogram.addAll(values, 0, values.length);
    }
    this.extremes.merge(other.extremes);
  }

  /** What it has seen: each value, if there are at most so many, else by bucket. */
  record(most: number): SketchRecord {
    const { min, max } = this;
    if (this.histogram === null && this.count <= most) {
      return {
        values: this.values.toArray().sort(),
        buckets: new Int32Array(0),
        counts: new Float64Array(0),
        min,
        max,
      };
    }
    return { values: null, ...(this.histogram ?? this.histogramOfValues()).filled(), min, max };
  }

  /** Takes all that another one has seen, by its record. One that is to be exact takes no record by bucket. */
  addRecord({ values, buckets, counts, min, max }: SketchRecord): void {
    if (values !== null) {
      this.addAll(values, 0, values.length);
      return;
    }
    if (this.exact) throw new Error("an exact quantile sketch takes every value");
    if (min === null || max === null) return;
    (this.histogram ?? this.switchToHistogram()).addFilled(buckets, counts);
    this.extremes.widen(
      counts.reduce((sum, count) => sum + count, 0),
      min,
      max,
    );
  }

  /** The p-quantile, 0 <= p <= 1 (0: smallest, 1: largest); null when there is no value. RangeError for another p. */
  quantile(p: number): number | null {
    const { count, min, max } = this;
    const rank = nearestRank(p, Math.max(1, count));
    if (min === null || max === null) return null;
    if (rank === 1) return min;
    if (rank === count) return max;
    if (this.histogram !== null) return Math.min(max, Math.max(min, this.histogram.valueAt(rank)));
    let answer = this.answers.get(rank);
    if (answer === undefined) {
      answer = selectMany(this.values, [rank - 1])[0]!;
      this.answers.set(rank, answer);
    }
    return answer;
  }

  /** Looks several quantiles up together, so that asking for each of them then costs next to nothing. */
  prepare(ps: readonly number[]): void {
    const { count } = this;
    if (this.histogram !== null || count === 0) return;
    const ranks = ps.map((p) => nearestRank(p, count)).filter((rank) => !this.answers.has(rank));
    if (ranks.length === 0) return;
    const found = selectMany(
      this.values,
      ranks.map((rank) => rank - 1),
    );
    ranks.forEach((rank, at) => {
      this.answers.set(rank, found[at]!);
    });
  }

  /** Keeps one value as it is, or starts the histogram with it where that is one too many. */
  private keep(value: number): void {
    if (this.values.length === EXACT_LIMIT && !this.exact) {
      this.switchToHistogram().add(value);
      return;
    }
    this.values.add(value);
    if (this.answers.size > 0) this.answers.clear();
  }

  private switchToHistogram(): LogLinearHistogram {
    const histogram = this.histogramOfValues();
    this.histogram = histogram;
    this.values = new ValueChunks();
    return histogram;
  }

  private histogramOfValues(): LogLinearHistogram {
    const histogram = new LogLinearHistogram();
    for (const values of this.values.arrays()) histogram.addAll(values, 0, values.length);
    return histogram;
  }
}

/** Apart from `add`, so that the compiler finds that small enough to inline. */
function refuse(value: number): never {
  throw new RangeError(`a quantile sketch takes integers from 0 to 2^53 - 1, got ${value}`);
}
