import { checkPositive, checkServers } from "./queueing.ts";

/** What the first jobs of a queue that starts empty meet, on average over them. */
export interface FirstJobs {
  readonly meanWait: number;
  /** Of the last of them alone. */
  readonly lastWait: number;
  /** Share that waits. */
  readonly waitProbability: number;
}

/** Mass beyond which a state is left out; and below which a step no longer changes the distribution. */
const NEGLIGIBLE = 1e-18;
const SETTLED = 1e-15;

/**
 * The first `count` jobs of M/M/c that starts empty, in expectation: the number that each job finds is a Markov chain, in
 * which the jobs in service race the next arrival. Exact; without a steady state too. Source: Gross et al., Fundamentals of
 * Queueing Theory (4th ed., 2008), section 2.11 (the embedded chain of arrivals; Law and Kelton's textbook example).
 *
 * Throws RangeError for a rate or mean service time that is not positive, or servers or a count that is no positive integer.
 */
export function firstJobs(arrivalRate: number, meanService: number, servers: number, count: number): FirstJobs {
  checkPositive("arrival rate", arrivalRate);
  checkPositive("mean service time", meanService);
  checkServers(servers);
  if (!Number.isSafeInteger(count) || count < 1) throw new RangeError(`jobs are a positive integer, got ${count}`);
  const load = arrivalRate * meanService;
  const waitOf = (ahead: number): number => ((ahead - servers + 1) * meanService) / servers;
  /** Probabilities of the number of jobs that the present one finds. */
  let found = Float64Array.of(1);
  let waits = 0;
  let waiting = 0;
  let last = 0;
  for (let job = 0; job < count; job += 1) {
    last = 0;
    let share = 0;
    for (let ahead = servers; ahead < found.length; ahead += 1) {
      last += found[ahead]! * waitOf(ahead);
      share += found[ahead]!;
    }
    waits += last;
    waiting += share;
    const next = afterNextGap(found, load, servers);
    if (isSettled(found, next)) {
      waits += last * (count - job - 1);
      waiting += share * (count - job - 1);
      break;
    }
    found = next;
  }
  return { meanWait: waits / count, lastWait: last, waitProbability: waiting / count };
}

/** The distribution that the next job finds: with n jobs there, one ends before the arrival with n to (n + load). */
function afterNextGap(found: Float64Array, load: number, servers: number): Float64Array<ArrayBuffer> {
  const next = new Float64Array(found.length + 1);
  let falling = 0;
  for (let n = found.length; n >= 0; n -= 1) {
    const mass = falling + (n > 0 ? found[n - 1]! : 0);
    const ends = Math.min(n, servers) / (Math.min(n, servers) + load);
    next[n] = mass * (1 - ends);
    falling = mass * ends;
  }
  let length = next.length;
  while (length > 1 && next[length - 1]! < NEGLIGIBLE) length -= 1;
  return next.slice(0, length);
}

function isSettled(before: Float64Array, after: Float64Array): boolean {
  if (before.length !== after.length) return false;
  let change = 0;
  for (let n = 0; n < after.length; n += 1) change += Math.abs(after[n]! - before[n]!);
  return change < SETTLED;
}
