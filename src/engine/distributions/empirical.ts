import type { Distribution } from "../distribution.ts";

/**
 * The distribution of a list in which each value is equally likely (listed twice, twice as likely); the order does not
 * matter. Its quantile is the nearest rank, so only listed values are drawn. The variance is that of the distribution,
 * divided by n.
 *
 * @throws RangeError if the list is empty, or a value is not finite.
 */
export function empirical(values: readonly number[]): Distribution {
  const sorted = Float64Array.from(values).sort();
  const count = sorted.length;
  if (count === 0) {
    throw new RangeError("An empirical distribution needs at least one value.");
  }
  const mean = requireFiniteMean(sorted);
  let squares = 0;
  for (const value of sorted) {
    squares += (value - mean) * (value - mean);
  }
  return {
    mean,
    variance: squares / count,
    cdf: (x) => countAtMost(sorted, x) / count,
    quantile: (u) => sorted[nearestRank(u, count) - 1]!,
  };
}

function requireFiniteMean(values: Float64Array): number {
  let sum = 0;
  for (const value of values) {
    if (!Number.isFinite(value)) {
      throw new RangeError(`An empirical distribution needs finite values, not ${value}.`);
    }
    sum += value;
  }
  return sum / values.length;
}

/** The smallest rank r with r / count >= u, from 1. */
function nearestRank(u: number, count: number): number {
  let rank = Math.min(count, Math.max(1, Math.ceil(u * count)));
  // The product may be rounded across a whole number; the quotient is what `cdf` gives.
  while (rank > 1 && (rank - 1) / count >= u) {
    rank--;
  }
  while (rank < count && rank / count < u) {
    rank++;
  }
  return rank;
}

function countAtMost(sorted: Float64Array, x: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! <= x) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}
