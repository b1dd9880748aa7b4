/**
 * A probability distribution, sampled by inversion: one uniform a variate, so that two systems fed the same uniforms
 * see variates of the same rank (common random numbers).
 *
 * Values carry whatever unit the maker gave the parameters (the model gives ticks for durations).
 */
export interface Distribution {
  readonly mean: number;
  /** May be `Infinity` (a Pareto of shape 2 or less). */
  readonly variance: number;
  /** P(X <= x). */
  cdf(x: number): number;
  /** The smallest x with `cdf(x) >= u`, for 0 < u < 1: exact, or to a relative 1e-9 where no closed inverse exists. */
  quantile(u: number): number;
}

/** Values taken in turn, from the first again after the last; never random. */
export interface Sequence {
  readonly sequence: readonly number[];
}

/** What a scenario may put wherever something is random: a constant is a degenerate distribution. */
export type Variate = Distribution | Sequence;

/** Whether a variate is always this value. */
export function isAlways(variate: Variate, value: number): boolean {
  return "mean" in variate
    ? variate.variance === 0 && variate.mean === value
    : variate.sequence.every((v) => v === value);
}

/** Whether drawing a variate takes a uniform. */
export function isRandom(variate: Variate): boolean {
  return "mean" in variate && variate.variance !== 0;
}
