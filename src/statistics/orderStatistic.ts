import { checkConfidence } from "./interval.ts";

/** Ranks, from 1, of the ordered values that enclose a quantile; null where no value bounds it with that confidence. */
export interface RankInterval {
  readonly lowerRank: number | null;
  readonly upperRank: number | null;
  /** P(X(lower) <= quantile < X(upper)) for continuous values; null unless both ranks exist. */
  readonly coverage: number | null;
}

/**
 * The distribution-free interval of the p-quantile of n independent values: with B ~ Binomial(n, p) the number of values
 * at or below it, the largest lower rank l with P(B < l) <= (1 - confidence)/2 and the smallest upper rank u with
 * P(B >= u) <= (1 - confidence)/2. Source: David & Nagaraja, Order Statistics (3rd ed., 2003), section 7.1.
 *
 * Throws RangeError unless n is a positive integer, 0 < p < 1 and 0 < confidence < 1.
 */
export function orderStatisticInterval(n: number, p: number, confidence = 0.95): RankInterval {
  checkConfidence(confidence);
  checkShare(p);
  if (!Number.isSafeInteger(n) || n < 1) throw new RangeError(`an interval needs at least one value, got ${n}`);
  const allowed = (1 - confidence) / 2;
  const { first, probabilities } = binomial(n, p);

  // P(B < l) for l = first + i is the sum of the i probabilities before it.
  let below = 0;
  let lower = 0;
  while (lower < probabilities.length && below + probabilities[lower]! <= allowed) {
    below += probabilities[lower]!;
    lower += 1;
  }
  let above = 0;
  let upper = probabilities.length;
  while (upper > 0 && above + probabilities[upper - 1]! <= allowed) {
    upper -= 1;
    above += probabilities[upper]!;
  }
  const lowerRank = first + lower >= 1 ? first + lower : null;
  const upperRank = first + upper <= n ? first + upper : null;
  return { lowerRank, upperRank, coverage: lowerRank === null || upperRank === null ? null : 1 - below - above };
}

/** An interval of a quantile from values: see `orderStatisticInterval`; a bound that no value gives is null. */
export function quantileInterval(
  values: readonly number[],
  p: number,
  confidence = 0.95,
): { readonly low: number | null; readonly high: number | null } {
  const { lowerRank, upperRank } = orderStatisticInterval(values.length, p, confidence);
  const ordered = Float64Array.from(values).sort();
  return {
    low: lowerRank === null ? null : ordered[lowerRank - 1]!,
    high: upperRank === null ? null : ordered[upperRank - 1]!,
  };
}

/**
 * How many independent values it takes until the largest of them is an upper bound of the p-quantile with one-sided
 * confidence: the smallest n with p^n <= 1 - confidence (59 for p = 0.95, 299 for p = 0.99, at 95%).
 */
export function sizeForUpperBound(p: number, confidence = 0.95): number {
  checkConfidence(confidence);
  checkShare(p);
  return Math.ceil(Math.log1p(-confidence) / Math.log(p));
}

function checkShare(p: number): void {
  if (!(p > 0 && p < 1)) throw new RangeError(`a quantile's share lies strictly between 0 and 1, got ${p}`);
}

/**
 * Binomial(n, p) from its mode outwards by the ratio of neighbours, as far as a term counts, then scaled to sum to 1:
 * no factorials, so exact to some 1e-14 for any n. What is left out is below 1e-25 of the mode.
 */
function binomial(n: number, p: number): { readonly first: number; readonly probabilities: readonly number[] } {
  const odds = p / (1 - p);
  const mode = Math.min(n, Math.floor((n + 1) * p));
  const down: number[] = [];
  let weight = 1;
  for (let k = mode; k > 0; k -= 1) {
    weight *= k / ((n - k + 1) * odds);
    if (weight < 1e-25) break;
    down.push(weight);
  }
  const up: number[] = [];
  weight = 1;
  for (let k = mode; k < n; k += 1) {
    weight *= ((n - k) * odds) / (k + 1);
    if (weight < 1e-25) break;
    up.push(weight);
  }
  const weights = [...down.reverse(), 1, ...up];
  const total = weights.reduce((sum, value) => sum + value, 0);
  return { first: mode - down.length, probabilities: weights.map((value) => value / total) };
}
