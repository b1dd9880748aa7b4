import { mg1, mmc } from "../../../src/statistics/queueing.ts";

// Times are in mean service times, which are 1.

/**
 * Mean wait and chance to wait of GI/M/c, from the Laplace transform of an interval between jobs: Takács (1962), Introduction to the
 * Theory of Queues, chapter 2, theorem 3 of section 3.
 */
export function renewalWait(transform: (s: number) => number, servers: number): [wait: number, chance: number] {
  let root = 0;
  for (let step = 0; step < 10_000; step++) root = transform(servers * (1 - root));
  let sum = 1 / (1 - root);
  let product = 1;
  let choose = 1;
  for (let j = 1; j <= servers; j++) {
    const phi = transform(j);
    product *= phi / (1 - phi);
    choose *= (servers - j + 1) / j;
    sum += ((choose / (product * (1 - phi))) * (servers * (1 - phi) - j)) / (servers * (1 - root) - j);
  }
  return [1 / (sum * servers * (1 - root) ** 2), 1 / (sum * (1 - root))];
}

/** Mean waits by class, the highest first, where running jobs go on. Cobham (1954), Operations Research 2, 70-76. */
export function cobhamWaits(rates: readonly number[], servers: number): number[] {
  const total = rates.reduce((sum, rate) => sum + rate, 0);
  const residual = mmc(total, 1, servers).waitProbability / servers;
  let load = 0;
  return rates.map((rate) => {
    const above = load;
    load += rate / servers;
    return residual / ((1 - above) * (1 - load));
  });
}

/** Mean times without a server by class, the highest first, where it takes the slot of a lower one: the classes above never see those below. */
export function preemptiveWaits(rates: readonly number[], servers: number): number[] {
  let rateAbove = 0;
  let queueAbove = 0;
  return rates.map((rate) => {
    rateAbove += rate;
    const queue = mmc(rateAbove, 1, servers).meanQueue;
    const own = queue - queueAbove;
    queueAbove = queue;
    return own / rate;
  });
}

/**
 * M/D/1 whose server fails at rate `failures` while it works, is back after `repair`, and begins the job anew: M/G/1 with the time to
 * complete a job, repairs included, as service. Failures before a success are geometric, the time lost by each is an exponential
 * cut off at the service time.
 */
export function restartWait(rate: number, failures: number, repair: number): { wait: number; completion: number } {
  const success = Math.exp(-failures);
  const meanLost = 1 / failures - success / (1 - success);
  const lostSquared = 2 / failures ** 2 - ((1 + 2 / failures) * success) / (1 - success);
  const meanTries = (1 - success) / success;
  const varianceTries = (1 - success) / success ** 2;
  const mean = 1 + meanTries * (meanLost + repair);
  const variance = meanTries * (lostSquared - meanLost ** 2) + varianceTries * (meanLost + repair) ** 2;
  return { wait: mg1(rate, mean, variance + mean ** 2).meanWait, completion: mean };
}

/**
 * VMs without a limit that leave when idle: how many are set up at a time, P(j) ~ product of rate / (rate + l / setup) over l = 1 .. j,
 * for a setup ends, or is cancelled by a job that ends, of which there are as many as come.
 */
export function unlimitedSetups(rate: number, setup: number): number {
  let weight = 1;
  let sum = 1;
  let mean = 0;
  for (let settingUp = 1; weight > 1e-18; settingUp++) {
    weight *= rate / (rate + settingUp / setup);
    sum += weight;
    mean += settingUp * weight;
  }
  return mean / sum;
}

/** Mean time until the last of some exponential jobs is done, on VMs whose exponential setups begin with them: first steps of the chain. */
export function forkJoinWithSetups(jobs: number, servers: number, setup: number): number {
  /** By VMs that are ready, for so many jobs. */
  let times = new Float64Array(servers + 1);
  for (let left = 1; left <= jobs; left++) {
    const next = new Float64Array(servers + 1);
    for (let ready = servers; ready >= 0; ready--) {
      const working = Math.min(left, ready);
      const starting = (servers - ready) / setup;
      const then = working * times[ready]! + (ready < servers ? starting * next[ready + 1]! : 0);
      next[ready] = (1 + then) / (working + starting);
    }
    times = next;
  }
  return times[0]!;
}

const STEPS = 1000;

/**
 * Mean number of waiting jobs of M(t)/M/c over a period in which rates alternate and jobs may come in a batch at its begin, once it
 * goes round: the chain's equations by Runge and Kutta's fourth-order rule, period after period until nothing changes.
 */
export function periodicQueue(
  segments: readonly { readonly duration: number; readonly rate: number }[],
  servers: number,
  { batch = 0, most }: { readonly batch?: number; readonly most: number },
): number {
  const period = segments.reduce((sum, { duration }) => sum + duration, 0);
  let shares = new Float64Array(most + 1);
  shares[0] = 1;
  for (let last = Number.POSITIVE_INFINITY; ; ) {
    shares = new Float64Array(shares.map((_, jobs) => shares[jobs - batch] ?? 0));
    let area = 0;
    for (const { duration, rate } of segments) {
      const steps = Math.ceil((STEPS * duration) / period);
      const step = duration / steps;
      for (let done = 0; done < steps; done++) {
        const before = waiting(shares, servers);
        shares = advanced(shares, step, rate, servers);
        area += (step * (before + waiting(shares, servers))) / 2;
      }
    }
    const mean = area / period;
    if (Math.abs(mean - last) < 1e-9) return mean;
    last = mean;
  }
}

function waiting(shares: Float64Array, servers: number): number {
  return shares.reduce((sum, share, jobs) => sum + share * Math.max(0, jobs - servers), 0);
}

function advanced(shares: Float64Array, step: number, rate: number, servers: number): Float64Array<ArrayBuffer> {
  const slope = (at: Float64Array): Float64Array =>
    at.map((share, jobs) => {
      const [up, down] = [jobs === at.length - 1 ? 0 : rate, Math.min(jobs, servers)];
      return rate * (at[jobs - 1] ?? 0) + Math.min(jobs + 1, servers) * (at[jobs + 1] ?? 0) - (up + down) * share;
    });
  const along = (by: Float64Array, part: number): Float64Array =>
    shares.map((share, jobs) => share + part * step * by[jobs]!);
  const first = slope(shares);
  const second = slope(along(first, 0.5));
  const third = slope(along(second, 0.5));
  const fourth = slope(along(third, 1));
  return new Float64Array(
    shares.map((share, n) => share + (step / 6) * (first[n]! + 2 * second[n]! + 2 * third[n]! + fourth[n]!)),
  );
}
