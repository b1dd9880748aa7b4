import { checkNonNegative, checkPositive, checkServers } from "./queueing.ts";

/** Steady state of M/M/c/K. Times are in the unit of the mean service time; waits are those of the jobs let in. */
export interface FiniteQueueMeans {
  /** Share of arrivals turned away. */
  readonly blockProbability: number;
  /** Share of the jobs let in that wait. */
  readonly waitProbability: number;
  readonly meanWait: number;
  /** Mean number of jobs waiting. */
  readonly meanQueue: number;
  /** Mean number of jobs waiting or served. */
  readonly meanInSystem: number;
  /** Jobs served a unit of time. */
  readonly throughput: number;
  /** Mean share of servers at work. */
  readonly utilisation: number;
  /** The p-quantile of the waiting time of the jobs let in, 0 <= p < 1, within a relative 1e-12. */
  waitQuantile(p: number): number;
}

/**
 * M/M/c/K: M/M/c with room for `capacity` = K jobs in all, waiting and served; arrivals that find it full are lost. Stable
 * at any load. Source: Gross, Shortle, Thompson & Harris, Fundamentals of Queueing Theory (4th ed., 2008), section 2.5.
 *
 * Throws RangeError for a negative rate, a mean service time that is not positive, servers not a positive integer, or a
 * capacity that is no integer from the servers up.
 */
export function mmck(arrivalRate: number, meanService: number, servers: number, capacity: number): FiniteQueueMeans {
  checkNonNegative("arrival rate", arrivalRate);
  checkPositive("mean service time", meanService);
  checkServers(servers);
  if (!Number.isSafeInteger(capacity) || capacity < servers) {
    throw new RangeError(`the capacity is an integer of at least ${servers} servers, got ${capacity}`);
  }
  const states = stateProbabilities(arrivalRate * meanService, servers, capacity);
  const blockProbability = states[capacity]!;
  const accepted = states.slice(0, capacity).reduce((sum, state) => sum + state, 0);
  let meanQueue = 0;
  let busy = 0;
  for (let n = 0; n <= capacity; n += 1) {
    meanQueue += Math.max(0, n - servers) * states[n]!;
    busy += Math.min(n, servers) * states[n]!;
  }
  // Poisson arrivals see time averages: these are the queue lengths that the waiting jobs find, 0, 1, ... ahead of them.
  const found = states.slice(servers, capacity).map((state) => state / accepted);
  const waitProbability = found.reduce((sum, share) => sum + share, 0);
  const throughput = busy / meanService;
  return {
    blockProbability,
    waitProbability,
    meanWait: throughput === 0 ? 0 : meanQueue / throughput,
    meanQueue,
    meanInSystem: meanQueue + busy,
    throughput,
    utilisation: busy / servers,
    waitQuantile(p) {
      if (!(p >= 0 && p < 1)) throw new RangeError(`a waiting time's quantile needs 0 <= p < 1, got ${p}`);
      if (waitProbability <= 1 - p) return 0;
      return (rootOfTail(found, 1 - p) * meanService) / servers;
    },
  };
}

/** P(n jobs in the system), n = 0..K, by ratios of neighbours from the mode outwards: nothing overflows at any load. */
function stateProbabilities(load: number, servers: number, capacity: number): number[] {
  const mode = load < servers ? Math.floor(load) : capacity;
  const weights = new Array<number>(capacity + 1).fill(0);
  weights[mode] = 1;
  for (let n = mode; n < capacity; n += 1) weights[n + 1] = (weights[n]! * load) / Math.min(n + 1, servers);
  for (let n = mode; n > 0; n -= 1) weights[n - 1] = (weights[n]! * Math.min(n, servers)) / load;
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

/**
 * P(W > t) with t in mean gaps between ends of service while all servers work: a job that finds j waiting needs j + 1
 * ends, so it still waits when at most j of a Poisson(t) number have come.
 */
function waitTail(found: readonly number[], t: number): number {
  let tail = 0;
  let atMost = 0;
  for (let j = 0; j < found.length; j += 1) {
    // By the logarithm, since exp(-t) alone vanishes for a long queue.
    atMost += Math.exp(j * Math.log(t) - t - logFactorial(j));
    tail += found[j]! * Math.min(1, atMost);
  }
  return tail;
}

function rootOfTail(found: readonly number[], share: number): number {
  let low = 0;
  let high = 1;
  while (waitTail(found, high) > share) high *= 2;
  for (let step = 0; step < 200 && high - low > 1e-14 * high; step += 1) {
    const middle = (low + high) / 2;
    if (waitTail(found, middle) > share) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

const logFactorials: number[] = [0];

function logFactorial(n: number): number {
  for (let k = logFactorials.length; k <= n; k += 1) logFactorials.push(logFactorials[k - 1]! + Math.log(k));
  return logFactorials[n]!;
}
