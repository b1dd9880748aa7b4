import { diagonalMatrix, type Matrix, negated, product, rowTimes, solveRows, sum, zeroMatrix } from "./denseMatrix.ts";
import { checkNonNegative, checkPositive, checkServers } from "./queueing.ts";
import type { SetupMeans } from "./singleServerSetup.ts";

/** A pool that grows on demand: M/M/c with setup and delayed switching off. Times and rates share one unit of time. */
export interface SetupPool {
  readonly arrivalRate: number;
  readonly meanService: number;
  /** Servers that are never switched off; may be 0. */
  readonly min: number;
  readonly max: number;
  /** Mean of the exponential setup time. */
  readonly meanSetup: number;
  /** Mean of the exponential time that an idle server waits before it goes; 0: it goes at once. */
  readonly meanIdleTimeout: number;
  /** Which idle servers carry a timer: as many as are beyond `min`, or all while there are more than `min`. */
  readonly timers: "surplus" | "all";
}

/** Also what is known of the servers. */
export interface SetupPoolMeans extends SetupMeans {
  readonly meanInSystem: number;
  readonly meanIdle: number;
}

/**
 * M/M/c with setup, delayed off and `min` servers always on: as many servers are being set up as jobs wait, up to `max`, and
 * one whose job has gone is cancelled. Exact, by the Markov chain of (jobs, servers on): from `max` jobs on its rate matrix
 * is triangular and follows entry by entry, below it levels are eliminated downwards. Sources: Gandhi, Doroudi,
 * Harchol-Balter & Scheller-Wolf (2014), Queueing Systems 77, 177-209; Phung-Duc (2017), Annals of Operations Research 254.
 *
 * Takes about max^4 steps: some seconds for 200 servers. Throws RangeError for a rate, mean or number of servers out of
 * range, `min` above `max`, or no steady state (load >= max).
 */
export function mmcSetup(pool: SetupPool): SetupPoolMeans {
  checkPool(pool);
  const { arrivalRate, meanService, min, max } = pool;
  const downFrom = (jobs: number): Matrix => departures(pool, jobs);
  const crowded = rateMatrix(pool);
  // by[j] takes the probabilities of j - 1 jobs to those of j.
  const by: Matrix[] = [];
  let above: Matrix = product(crowded, downFrom(max + 1));
  for (let jobs = max; jobs >= 1; jobs -= 1) {
    by[jobs] = solveRows(negated(sum(withinLevel(pool, jobs), above)), diagonalMatrix(max - min + 1, arrivalRate));
    above = product(by[jobs]!, downFrom(jobs));
  }
  const levels = [nullRow(sum(withinLevel(pool, 0), above))];
  for (let jobs = 1; jobs <= max; jobs += 1) levels.push(rowTimes(levels[jobs - 1]!, by[jobs]!));
  return meansOf(pool, levels, crowded, meanService);
}

function checkPool({ arrivalRate, meanService, min, max, meanSetup, meanIdleTimeout }: SetupPool): void {
  checkPositive("arrival rate", arrivalRate);
  checkPositive("mean service time", meanService);
  checkPositive("mean setup time", meanSetup);
  checkNonNegative("mean idle timeout", meanIdleTimeout);
  checkServers(max);
  if (!Number.isSafeInteger(min) || min < 0 || min > max) {
    throw new RangeError(`the servers always on are an integer from 0 to ${max}, got ${min}`);
  }
  if (!(arrivalRate * meanService < max)) {
    throw new RangeError(`a load of ${arrivalRate * meanService} on ${max} servers has no steady state`);
  }
}

/** Servers being set up with so many jobs and servers on. */
function settingUp({ max }: SetupPool, jobs: number, on: number): number {
  return Math.min(Math.max(0, jobs - on), max - on);
}

/** Rates between numbers of servers on, at a number of jobs; what leaves the level is only on the diagonal. */
function withinLevel(pool: SetupPool, jobs: number): Float64Array[] {
  const { arrivalRate, meanService, meanSetup, meanIdleTimeout, min, max, timers } = pool;
  const rates = zeroMatrix(max - min + 1);
  for (let on = min; on <= max; on += 1) {
    const phase = on - min;
    const idle = Math.max(0, on - jobs);
    const timed = on === min ? 0 : timers === "all" ? idle : Math.min(idle, on - min);
    // Where idle servers go at once these states are never entered: any rate out of them keeps the equations regular.
    const goes = timed / (meanIdleTimeout > 0 ? meanIdleTimeout : meanService);
    const comes = settingUp(pool, jobs, on) / meanSetup;
    if (goes > 0) rates[phase]![phase - 1] = goes;
    if (comes > 0) rates[phase]![phase + 1] = comes;
    rates[phase]![phase] = -(arrivalRate + Math.min(jobs, on) / meanService + goes + comes);
  }
  return rates;
}

/** Rates of ends of service with so many jobs; with a timeout of 0 the server goes with its last job. */
function departures({ meanService, meanIdleTimeout, min, max }: SetupPool, jobs: number): Float64Array[] {
  const rates = zeroMatrix(max - min + 1);
  for (let on = min; on <= max; on += 1) {
    const goes = meanIdleTimeout === 0 && on > min && on > jobs - 1;
    rates[on - min]![on - min - (goes ? 1 : 0)] = Math.min(jobs, on) / meanService;
  }
  return rates;
}

/** R of lambda I + R A1 + R^2 A2 = 0 beyond `max` jobs, where servers only come: upper triangular. */
function rateMatrix({ arrivalRate, meanService, meanSetup, min, max }: SetupPool): Matrix {
  const size = max - min + 1;
  const rate = zeroMatrix(size);
  const comes = (phase: number): number => (size - 1 - phase) / meanSetup;
  const ends = (phase: number): number => (min + phase) / meanService;
  const out = (phase: number): number => arrivalRate + ends(phase) + comes(phase);
  for (let i = 0; i < size; i += 1) {
    const b = out(i);
    rate[i]![i] = (2 * arrivalRate) / (b + Math.sqrt(b * b - 4 * ends(i) * arrivalRate));
  }
  for (let width = 1; width < size; width += 1) {
    for (let i = 0; i + width < size; i += 1) {
      const k = i + width;
      let through = 0;
      for (let l = i + 1; l < k; l += 1) through += rate[i]![l]! * rate[l]![k]!;
      const known = rate[i]![k - 1]! * comes(k - 1) + ends(k) * through;
      rate[i]![k] = known / (out(k) - ends(k) * (rate[i]![i]! + rate[k]![k]!));
    }
  }
  return rate;
}

function meansOf(
  pool: SetupPool,
  levels: readonly Float64Array[],
  crowded: Matrix,
  meanService: number,
): SetupPoolMeans {
  const { arrivalRate, min, max } = pool;
  const sums = { mass: 0, inSystem: 0, waitingJobs: 0, waits: 0, on: 0, idle: 0, settingUp: 0 };
  const count = (jobs: number, on: number, mass: number): void => {
    sums.mass += mass;
    sums.inSystem += mass * jobs;
    sums.waitingJobs += mass * Math.max(0, jobs - on);
    if (jobs >= on) sums.waits += mass;
    sums.on += mass * on;
    sums.idle += mass * Math.max(0, on - jobs);
    sums.settingUp += mass * settingUp(pool, jobs, on);
  };
  levels.forEach((level, jobs) => {
    level.forEach((mass, phase) => {
      count(jobs, min + phase, mass);
    });
  });
  // Beyond: the sums over n >= 1 of v R^n and of n v R^n, all servers busy or being set up.
  const rest = sum(diagonalMatrix(max - min + 1, 1), negated(crowded));
  const [beyond] = solveRows(rest, [rowTimes(levels[max]!, crowded)]);
  const [weighted] = solveRows(rest, [beyond!]);
  beyond!.forEach((mass, phase) => {
    count(max, min + phase, mass);
    sums.inSystem += weighted![phase]!;
    sums.waitingJobs += weighted![phase]!;
  });
  const meanQueue = sums.waitingJobs / sums.mass;
  return {
    waitProbability: sums.waits / sums.mass,
    meanWait: meanQueue / arrivalRate,
    meanQueue,
    utilisation: (arrivalRate * meanService) / max,
    meanInSystem: sums.inSystem / sums.mass,
    meanOn: sums.on / sums.mass,
    meanIdle: sums.idle / sums.mass,
    meanSettingUp: sums.settingUp / sums.mass,
  };
}

/** The row x of x A = 0 whose parts sum to 1; A is a generator, so that one of its columns follows from the others. */
function nullRow(matrix: Matrix): Float64Array {
  const size = matrix.length;
  const closed = matrix.map((row) => row.map((value, k) => (k === size - 1 ? 1 : value)));
  return solveRows(closed, [Float64Array.from({ length: size }, (_, k) => (k === size - 1 ? 1 : 0))])[0]!;
}
