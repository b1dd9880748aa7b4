/** How long to simulate a queue, in its unit of time. */
export interface RunLength {
  readonly warmUp: number;
  readonly horizon: number;
  /** The time in which the queue forgets: see `runLength`. */
  readonly relaxation: number;
}

export interface Load {
  /** Jobs a unit of time. */
  readonly rate: number;
  readonly meanService: number;
  readonly servers: number;
  /** Half the sum of the squared coefficients of variation of arrivals and service: 1 for M/M/c. */
  readonly variability: number;
  /** At least so many jobs in a replication. */
  readonly jobs?: number;
}

/** A shorter horizon would be one long excursion of the queue, or none. */
const SHORTEST = 20;
/** From so many relaxation times on a replication tells the 95th percentile: see `isQuantileTold`. */
const TELLING = 800;
/** What that may cost; where it costs more, the 95th percentile is not compared, and the run can be short. */
const MOST_JOBS = 60_000;

/**
 * From the relaxation time of M/M/c, 1 / (mu (sqrt(c) - sqrt(load))^2): exact for one server (Cohen, The Single Server Queue, 1982,
 * chapter II.2), and of the right order for more of them near full load. Other variances stretch it as they stretch the wait. The
 * influence of the empty start falls by a factor of e in each: after 8 of them 3e-4 is left, of limits that are some percent wide.
 */
export function runLength({ rate, meanService, servers, variability, jobs = 20_000 }: Load): RunLength {
  const relaxation = (meanService * variability) / (Math.sqrt(servers) - Math.sqrt(rate * meanService)) ** 2;
  const telling = TELLING * relaxation;
  const horizon = telling * rate <= MOST_JOBS ? telling : Math.max(SHORTEST * relaxation, MOST_JOBS / 2 / rate);
  return {
    warmUp: Math.ceil(8 * relaxation + 20 * meanService),
    horizon: Math.ceil(Math.max(horizon, jobs / rate)),
    relaxation,
  };
}
