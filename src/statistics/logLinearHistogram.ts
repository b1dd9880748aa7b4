import type { Extremes } from "./extremes.ts";

/** Binary digits behind the leading one that tell buckets apart: half a bucket's width is at most 1/256 (0.39%) of any value in it. */
const DIGITS = 7;
const BUCKETS_PER_OCTAVE = 2 ** DIGITS;

/** 0, and the 53 octaves from 1 to 2^53; below 2^7 not every bucket of an octave holds an integer. */
export const BUCKETS = 1 + BUCKETS_PER_OCTAVE * 53;

/** A double, and its upper half: its exponent, and behind that the digits that follow its leading one. */
const DOUBLE = new Float64Array(1);
const HALVES = new Int32Array(DOUBLE.buffer);
/** Which of the two is the upper half is the machine's choice. */
const UPPER = new Uint8Array(Uint16Array.of(1).buffer)[0]!;
const BITS_OF_UPPER = 20;
const EXPONENT_OF_1 = 1023;
const BEFORE_1 = EXPONENT_OF_1 * BUCKETS_PER_OCTAVE - 1;

/**
 * The bucket of an integer 0..2^53-1: by its leading eight bits, as a double holds them. Without a branch, for whether a job
 * waited at all cannot be foretold.
 */
export function bucketOf(value: number): number {
  DOUBLE[0] = value;
  const bucket = (HALVES[UPPER]! >> (BITS_OF_UPPER - DIGITS)) - BEFORE_1;
  // 0 has exponent 0, far below that of 1: what is negative becomes 0.
  return bucket & ~(bucket >> 31);
}

/** The middle of a bucket, rounded down to an integer; exact below 256. */
function middleOf(bucket: number): number {
  if (bucket === 0) return 0;
  const octave = Math.floor((bucket - 1) / BUCKETS_PER_OCTAVE);
  const leading = BUCKETS_PER_OCTAVE + ((bucket - 1) % BUCKETS_PER_OCTAVE);
  const width = 2 ** (octave - DIGITS);
  return leading * width + Math.floor((Math.max(1, width) - 1) / 2);
}

/**
 * Counts of non-negative integers in buckets that are linear within each octave (as in HdrHistogram): any value stands
 * for itself below 256, and within 1/256 (0.39%) from there to 2^53 - 1. 53 KiB whatever the number of values; counts
 * are exact to 2^53. Not promised: a check of the values, which is the caller's.
 */
export class LogLinearHistogram {
  private readonly counts = new Float64Array(BUCKETS);

  /** Counts one integer in 0..2^53-1. */
  add(value: number): void {
    const bucket = bucketOf(value);
    this.counts[bucket] = this.counts[bucket]! + 1;
  }

  /** Counts some values, those in [from, to). */
  addAll(values: Float64Array, from: number, to: number): void {
    const { counts } = this;
    for (let i = from; i < to; i += 1) {
      const bucket = bucketOf(values[i]!);
      counts[bucket] = counts[bucket]! + 1;
    }
  }

  /** As `addAll`, and tells the extremes of them: one pass for both. Returns their plain sum. */
  addAllTelling(extremes: Extremes, values: Float64Array, from: number, to: number): number {
    const { counts } = this;
    let min = Number.POSITIVE_INFINITY;
    let max = Number.NEGATIVE_INFINITY;
    let sum = 0;
    for (let i = from; i < to; i += 1) {
      const value = values[i]!;
      sum += value;
      if (value < min) min = value;
      if (value > max) max = value;
      const bucket = bucketOf(value);
      counts[bucket] = counts[bucket]! + 1;
    }
    extremes.widen(to - from, min, max);
    return sum;
  }

  /** Adds the other's counts; the other is unchanged. */
  merge(other: LogLinearHistogram): void {
    for (let bucket = 0; bucket < BUCKETS; bucket += 1) {
      this.counts[bucket] = this.counts[bucket]! + other.counts[bucket]!;
    }
  }

  /** The buckets that hold any values, in their order, and how many. */
  filled(): { readonly buckets: Int32Array; readonly counts: Float64Array } {
    const buckets = Int32Array.from(this.counts.keys()).filter((bucket) => this.counts[bucket]! > 0);
    return { buckets, counts: Float64Array.from(buckets, (bucket) => this.counts[bucket]!) };
  }

  /** Adds what `filled` told of another one. */
  addFilled(buckets: Int32Array, counts: Float64Array): void {
    for (const [place, bucket] of buckets.entries()) this.counts[bucket] = this.counts[bucket]! + counts[place]!;
  }

  /** The middle of the bucket that holds the value of this rank, from 1 (the smallest). RangeError for a rank beyond. */
  valueAt(rank: number): number {
    let bucket = 0;
    let seen = this.counts[0]!;
    while (seen < rank) {
      bucket += 1;
      if (bucket === BUCKETS) throw new RangeError(`rank ${rank} of ${seen} values`);
      seen += this.counts[bucket]!;
    }
    return middleOf(bucket);
  }
}
