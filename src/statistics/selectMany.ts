import { BUCKETS, bucketOf } from "./logLinearHistogram.ts";

/**
 * The values of several ranks (0: the smallest) among the first `count`, whose order stays as it is. Counts them in the
 * histogram's buckets and sorts only the buckets that hold a rank: two passes, however many ranks.
 */
export function selectMany(values: Float64Array, count: number, ranks: readonly number[]): number[] {
  const counts = new Uint32Array(BUCKETS);
  const buckets = new Uint16Array(count);
  for (let i = 0; i < count; i++) {
    const bucket = bucketOf(values[i]!);
    buckets[i] = bucket;
    counts[bucket]!++;
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
  for (let i = 0; i < count; i++) {
    if (isWanted[buckets[i]!] === 0) continue;
    const group = wanted.get(buckets[i]!)!;
    group.values[group.filled++] = values[i]!;
  }
  for (const group of wanted.values()) group.values.sort();
  return ranks.map((rank, at) => {
    const group = wanted.get(places[at]!)!;
    return group.values[rank - group.first]!;
  });
}
