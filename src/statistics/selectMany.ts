import { BUCKETS, bucketOf } from "./logLinearHistogram.ts";
import type { ValueChunks } from "./valueChunks.ts";

/** The values of a bucket that holds a wanted rank; `first` is the rank of the smallest of them. */
interface Group {
  readonly first: number;
  readonly values: Float64Array;
  filled: number;
}

/** Up to so many values are sorted, all of them: that costs less than a look at every bucket. */
const FEW = 512;

/** The values of several ranks (0: the smallest) among others, whose order stays as it is. */
export function selectMany(values: ValueChunks, ranks: readonly number[]): number[] {
  return values.length <= FEW ? selectBySorting(values, ranks) : selectByBuckets(values, ranks);
}

function selectBySorting(values: ValueChunks, ranks: readonly number[]): number[] {
  const sorted = new Float64Array(values.length);
  let read = 0;
  for (const some of values.arrays()) {
    sorted.set(some, read);
    read += some.length;
  }
  sorted.sort();
  return ranks.map((rank) => sorted[rank]!);
}

/** Counts the values in the histogram's buckets and sorts only the buckets that hold a rank: two passes, however many ranks. */
function selectByBuckets(values: ValueChunks, ranks: readonly number[]): number[] {
  const counts = new Uint32Array(BUCKETS);
  const buckets = new Uint16Array(values.length);
  let read = 0;
  for (const some of values.arrays()) {
    for (let i = 0; i < some.length; i++) {
      const bucket = bucketOf(some[i]!);
      buckets[read++] = bucket;
      counts[bucket]!++;
    }
  }
  const groups: Group[] = [];
  /** By bucket: the number of its group, from 1; 0 where it is not wanted. */
  const groupOf = new Uint16Array(BUCKETS);
  const groupOfRank = new Map<number, Group>();
  let bucket = 0;
  let first = 0;
  for (const rank of ranks.toSorted((a, b) => a - b)) {
    while (first + counts[bucket]! <= rank) first += counts[bucket++]!;
    if (groupOf[bucket] === 0) {
      groupOf[bucket] = groups.push({ first, values: new Float64Array(counts[bucket]!), filled: 0 });
    }
    groupOfRank.set(rank, groups[groupOf[bucket]! - 1]!);
  }
  read = 0;
  for (const some of values.arrays()) {
    for (let i = 0; i < some.length; i++) {
      const of = groupOf[buckets[read++]!]!;
      if (of === 0) continue;
      const group = groups[of - 1]!;
      group.values[group.filled++] = some[i]!;
    }
  }
  for (const group of groups) group.values.sort();
  return ranks.map((rank) => {
    const group = groupOfRank.get(rank)!;
    return group.values[rank - group.first]!;
  });
}
