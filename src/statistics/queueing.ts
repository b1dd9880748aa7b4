/** Steady state of a queue without a limit. Times are in the unit of the mean service time. */
export interface QueueMeans {
  /** Share of jobs that wait. */
  readonly waitProbability: number;
  /** Mean time from arrival to start of service, jobs that do not wait included. */
  readonly meanWait: number;
  /** Mean number of jobs waiting. */
  readonly meanQueue: number;
  /** Offered load a server, in 0..1 where a steady state exists. */
  readonly utilisation: number;
}

/** The same for M/M/c, whose waiting time is known in full. */
export interface MMcMeans extends QueueMeans {
  /** The p-quantile of the waiting time, 0 <= p < 1; 0 where more than a share p does not wait. */
  waitQuantile(p: number): number;
  /** P(W > t), the share of jobs that wait longer than t >= 0. */
  waitExceeds(t: number): number;
}

/**
 * Erlang's C formula: the share of jobs that wait in M/M/c with `servers` = c under an offered load of `load` erlangs
 * (arrival rate times mean service time); 1 where load >= c. From Erlang's B by its recursion, which never overflows.
 * Source: Cooper, Introduction to Queueing Theory (2nd ed., 1981), sections 3.3 and 3.4.
 *
 * Throws RangeError unless c is a positive integer and the load is finite and not negative.
 */
export function erlangC(servers: number, load: number): number {
  checkServers(servers);
  checkNonNegative("load", load);
  if (load >= servers) return 1;
  let blocked = 1;
  for (let k = 1; k <= servers; k += 1) blocked = (load * blocked) / (k + load * blocked);
  return blocked / (1 - (load / servers) * (1 - blocked));
}

/**
 * M/M/c: Poisson arrivals, exponential service, c servers, first in first out. Source: Gross, Shortle, Thompson & Harris,
 * Fundamentals of Queueing Theory (4th ed., 2008), section 2.3. Without a steady state (load >= c) every job waits and
 * the means are Infinity.
 *
 * Throws RangeError for a negative rate, a mean service time that is not positive, or servers not a positive integer.
 */
export function mmc(arrivalRate: number, meanService: number, servers: number): MMcMeans {
  checkNonNegative("arrival rate", arrivalRate);
  checkPositive("mean service time", meanService);
  const load = arrivalRate * meanService;
  const waitProbability = erlangC(servers, load);
  // The mean time between two ends of service while all servers work and the queue drains.
  const drain = load < servers ? meanService / (servers - load) : Number.POSITIVE_INFINITY;
  const meanWait = waitProbability === 0 ? 0 : waitProbability * drain;
  return {
    waitProbability,
    meanWait,
    meanQueue: arrivalRate === 0 ? 0 : arrivalRate * meanWait,
    utilisation: load / servers,
    waitQuantile(p) {
      if (!(p >= 0 && p < 1)) throw new RangeError(`a waiting time's quantile needs 0 <= p < 1, got ${p}`);
      // P(W > t) = C exp(-t / drain).
      return waitProbability <= 1 - p ? 0 : Math.log(waitProbability / (1 - p)) * drain;
    },
    waitExceeds(t) {
      checkNonNegative("time waited", t);
      return waitProbability * Math.exp(-t / drain);
    },
  };
}

/**
 * M/G/1: Poisson arrivals, one server, service times of mean E[S] and second moment E[S^2]; the mean wait is
 * lambda E[S^2] / (2 (1 - rho)). Source: Pollaczek-Khinchine, as in Gross et al. (4th ed., 2008), section 5.1. The means
 * are Infinity where rho >= 1 or E[S^2] is.
 *
 * Throws RangeError for a negative rate, a mean that is not positive, or a second moment below the mean's square.
 */
export function mg1(arrivalRate: number, meanService: number, secondMoment: number): QueueMeans {
  checkNonNegative("arrival rate", arrivalRate);
  checkPositive("mean service time", meanService);
  if (!(secondMoment >= meanService * meanService * (1 - 1e-12))) {
    throw new RangeError(`a second moment is at least the mean's square, got ${secondMoment} for ${meanService}`);
  }
  const load = arrivalRate * meanService;
  const unstable = load >= 1;
  const meanWait = unstable ? Number.POSITIVE_INFINITY : (arrivalRate * secondMoment) / (2 * (1 - load));
  return {
    waitProbability: unstable ? 1 : load,
    meanWait: arrivalRate === 0 ? 0 : meanWait,
    meanQueue: arrivalRate === 0 ? 0 : arrivalRate * meanWait,
    utilisation: load,
  };
}

/**
 * The Allen-Cunneen approximation of the mean wait in G/G/c: that of M/M/c times the mean of the squared coefficients of
 * variation of the gaps between arrivals and of the service times. Exact for M/M/c and M/G/1. Source: Allen,
 * Probability, Statistics, and Queueing Theory (2nd ed., 1990), section 5.4.
 *
 * Throws RangeError as `mmc` does, and for a negative squared coefficient.
 */
export function allenCunneen(
  arrivalRate: number,
  meanService: number,
  servers: number,
  squaredCv: { readonly arrivals: number; readonly service: number },
): number {
  checkNonNegative("squared coefficient of variation of arrivals", squaredCv.arrivals);
  checkNonNegative("squared coefficient of variation of service", squaredCv.service);
  const { meanWait } = mmc(arrivalRate, meanService, servers);
  // Without a steady state the wait is endless however regular arrivals and service are.
  return Number.isFinite(meanWait) ? (meanWait * (squaredCv.arrivals + squaredCv.service)) / 2 : meanWait;
}

/** Throws RangeError unless a positive integer. */
export function checkServers(servers: number): void {
  if (!Number.isSafeInteger(servers) || servers < 1) {
    throw new RangeError(`servers are a positive integer, got ${servers}`);
  }
}

/** Throws RangeError, naming the quantity, unless finite and not negative. */
export function checkNonNegative(name: string, value: number): void {
  if (!(value >= 0 && Number.isFinite(value))) throw new RangeError(`the ${name} must be 0 or more, got ${value}`);
}

/** Throws RangeError, naming the quantity, unless finite and positive. */
export function checkPositive(name: string, value: number): void {
  if (!(value > 0 && Number.isFinite(value))) throw new RangeError(`the ${name} must be positive, got ${value}`);
}
