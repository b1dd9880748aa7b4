import { BUCKETS, bucketOf } from "./logLinearHistogram.ts";
import type { ValueChunks } from "./valueChunks.ts";

/**
 * The values of several ranks (0: the smallest) among others, whose order stays as it is. Counts them in the histogram's
 * buckets and sorts only the buckets that hold a rank: two passes, however many ranks.
 */
export function selectMany(values: ValueChunks, ranks: readonly number[]): number[] {
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
  // Where each wanted bucket begins, in the order of the ranks and in the list of what is gathered.
  const wanted = new Map<number, { readonly first: number; readonly values: Float64Array; filled: number }>();
  const places = ranks.map((rank) => {
    let bucket = 0;
    let first = 0;
    while (first + counts[bucket]! <= rank) first += counts[bucket++]!;
    if (!wanted.has(bucket)) wanted.set(bucket, { first, values: new Float64Array(counts[bucket]!), filled: 0 });
    return bucket;
  });
  const isWanted = new Uint8Array(BUCKETS);
  for (const bucket of wanted.keys()) isWanted[bucket] = 1;
  read = 0;
  for (const some of values.arrays()) {
    for (let i = 0; i < some.length; i++) {
      const bucket = buckets[read++]!;
      if (isWanted[bucket] === 0) continue;
      const group = wanted.get(bucket)!;
      group.values[group.filled++] = some[i]!;
    }
  }
  for (const group of wanted.values()) group.values.sort();
  return ranks.map((rank, at) => {
    const group = wanted.get(places[at]!)!;
    return group.values[rank - group.first]!;
  });
}
