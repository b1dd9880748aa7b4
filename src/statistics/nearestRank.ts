/**
 * The nearest rank of the p-quantile among n values: ceil(p n), from 1 (the smallest) to n (the largest).
 *
 * `p` is meant as the decimal it was written as: 0.07 of 100 is rank 7, although `0.07 * 100` is a hair above 7 in
 * binary. So a product within rounding of an integer is that integer.
 *
 * Throws RangeError unless 0 <= p <= 1 and n is a positive integer.
 */
export function nearestRank(p: number, n: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`a quantile's share lies between 0 and 1, got ${p}`);
  if (!Number.isSafeInteger(n) || n < 1) throw new RangeError(`a quantile needs at least one value, got ${n}`);
  const product = p * n;
  const whole = Math.round(product);
  const rank = Math.abs(product - whole) <= product * 2 ** -51 ? whole : Math.ceil(product);
  return Math.min(n, Math.max(1, rank));
}
