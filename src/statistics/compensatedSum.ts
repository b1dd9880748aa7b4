/**
 * The sum of numbers with Neumaier's compensation (1974, ZAMM 54): off by about one rounding of the result, plus
 * n^2 2^-106 of the sum of magnitudes, so that the order of the values hardly ever shows.
 */
export function compensatedSum(values: Iterable<number>): number {
  let sum = 0;
  let lost = 0;
  for (const value of values) {
    const next = sum + value;
    lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
    sum = next;
  }
  return sum + lost;
}
