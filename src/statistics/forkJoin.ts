import { checkNonNegative, checkPositive, checkServers } from "./queueing.ts";

/** Jobs that all come at once. Times count from their arrival. */
export interface ForkJoin {
  /** Mean time until the last job ends. */
  readonly meanMakespan: number;
  /** Mean wait over the jobs. */
  readonly meanWait: number;
}

/**
 * `jobs` exponential jobs that come at once to `servers` equal servers that are free from `readyAfter` on: an end every
 * mean / c while c are busy, then the last c race to the end, H_c mean service times. Source: order statistics of
 * exponentials; as in Ross, Introduction to Probability Models (11th ed., 2014), section 5.2.3.
 *
 * Throws RangeError for jobs or servers that are no positive integer, a mean that is not positive, a negative delay.
 */
export function exponentialForkJoin(jobs: number, servers: number, meanService: number, readyAfter: number): ForkJoin {
  checkServers(servers);
  checkPositive("mean service time", meanService);
  checkNonNegative("delay until the servers are ready", readyAfter);
  if (!Number.isSafeInteger(jobs) || jobs < 1) throw new RangeError(`jobs are a positive integer, got ${jobs}`);
  const queued = Math.max(0, jobs - servers);
  let last = 0;
  for (let left = Math.min(jobs, servers); left > 0; left -= 1) last += 1 / left;
  return {
    meanMakespan: readyAfter + (queued / servers + last) * meanService,
    meanWait: readyAfter + (((queued * (queued + 1)) / 2 / servers) * meanService) / jobs,
  };
}

/**
 * When each of jobs in order of arrival starts, where all take the same `service` on equal servers that are free from
 * `readyFrom` on: not before its arrival, nor before the job c places ahead of it has ended (they leave in the order in
 * which they came). Exact for any arrivals: D^[N]/D/c and its relatives. Source: Kiefer & Wolfowitz (1955), Transactions of
 * the American Mathematical Society 78, whose vector of workloads is cyclic when services are equal.
 *
 * @param arrivals in ascending order, of any unit that the other times share.
 */
export function equalServiceStarts(
  arrivals: Float64Array,
  servers: number,
  service: number,
  readyFrom: number,
): Float64Array {
  checkServers(servers);
  checkNonNegative("service time", service);
  const starts = new Float64Array(arrivals.length);
  for (let job = 0; job < arrivals.length; job += 1) {
    const free = job < servers ? readyFrom : starts[job - servers]! + service;
    starts[job] = Math.max(arrivals[job]!, free);
  }
  return starts;
}
