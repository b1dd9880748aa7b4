/** How long to simulate a queue, in its unit of time. */
export interface RunLength {
  readonly warmUp: number;
  readonly horizon: number;
}

/**
 * The relaxation time of an M/M/c queue is 1 / (mu (sqrt(c) - sqrt(load))^2) (for c = 1: Cohen, The Single Server Queue, 1982, part
 * II.2; for more servers it is at most that near full load); other variances scale it as they scale the wait, by half the sum of both squared
 * coefficients of variation. After 12 of them e^-12 = 6e-6 of the empty start is left.
 */
export function runLength(load: {
  /** Jobs a unit of time. */
  readonly rate: number;
  readonly meanService: number;
  readonly servers: number;
  /** Half the sum of the squared coefficients of variation of arrivals and service. */
  readonly variability: number;
  /** At least so many relaxation times, and so many jobs. */
  readonly relaxations: number;
  readonly jobs: number;
}): RunLength {
  const { rate, meanService, servers, variability } = load;
  const relaxation = (meanService * variability) / (Math.sqrt(servers) - Math.sqrt(rate * meanService)) ** 2;
  return {
    warmUp: Math.ceil(12 * relaxation + 20 * meanService),
    horizon: Math.ceil(Math.max(load.relaxations * relaxation, load.jobs / rate)),
  };
}
