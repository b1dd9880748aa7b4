/** Buckets an octave: half a bucket's width is at most 1/256 (0.39%) of any value in it. */
const BUCKETS_PER_OCTAVE = 128;

/** Octaves of 128 from 2^7 to 2^53, on top of the values 0..127, each of which has a bucket of its own. */
export const BUCKETS = BUCKETS_PER_OCTAVE * 47;

/** What a value from 2^31 up is divided by, so that its leading eight bits are found with 32-bit integers. */
const LARGE_UNIT = 2 ** 22;

/** The bucket of an integer 0..2^53-1: its leading eight bits, counted on through the octaves. */
export function bucketOf(value: number): number {
  let leading = value;
  let octave = 0;
  if (value >= 2 ** 31) {
    leading = Math.floor(value / LARGE_UNIT);
    octave = 22;
  }
  const shift = 24 - Math.clz32(leading);
  if (shift <= 0) return leading;
  return (octave + shift) * BUCKETS_PER_OCTAVE + (leading >>> shift);
}

/** The middle of a bucket, rounded down to an integer; exact below 256. */
function middleOf(bucket: number): number {
  if (bucket < 2 * BUCKETS_PER_OCTAVE) return bucket;
  const shift = Math.floor(bucket / BUCKETS_PER_OCTAVE) - 1;
  const width = 2 ** shift;
  return (bucket - shift * BUCKETS_PER_OCTAVE) * width + Math.floor((width - 1) / 2);
}

/**
 * Counts of non-negative integers in buckets that are linear within each octave (as in HdrHistogram): any value stands
 * for itself below 256, and within 1/256 (0.39%) from there to 2^53 - 1. 47 KiB whatever the number of values; counts
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

  /** Adds the other's counts; the other is unchanged. */
  merge(other: LogLinearHistogram): void {
    for (let bucket = 0; bucket < BUCKETS; bucket += 1) {
      this.counts[bucket] = this.counts[bucket]! + other.counts[bucket]!;
    }
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
