/** How long to simulate a queue, in its unit of time. */
export interface RunLength {
  readonly warmUp: number;
  readonly horizon: number;
}

export interface Load {
  /** Jobs a unit of time. */
  readonly rate: number;
  readonly meanService: number;
  readonly servers: number;
  /** Half the sum of the squared coefficients of variation of arrivals and service: 1 for M/M/c. */
  readonly variability: number;
  /** Jobs to measure in a replication, unless `leastRelaxations` asks for more. */
  readonly jobs?: number;
}

/** A horizon shorter than this would be one long excursion of the queue, or none. */
const LEAST_RELAXATIONS = 20;

/**
 * From the relaxation time of M/M/c, 1 / (mu (sqrt(c) - sqrt(load))^2): exact for one server (Cohen, The Single Server Queue, 1982,
 * chapter II.2), and of the right order for more of them near full load. Other variances stretch it as they stretch the wait. The
 * influence of the empty start falls by a factor of e in each: after 8 of them 3e-4 is left, of limits that are some percent wide.
 */
export function runLength({ rate, meanService, servers, variability, jobs = 60_000 }: Load): RunLength {
  const relaxation = (meanService * variability) / (Math.sqrt(servers) - Math.sqrt(rate * meanService)) ** 2;
  return {
    warmUp: Math.ceil(8 * relaxation + 20 * meanService),
    horizon: Math.ceil(Math.max(LEAST_RELAXATIONS * relaxation, jobs / rate)),
  };
}
