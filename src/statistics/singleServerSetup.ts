import { checkNonNegative, mg1, type QueueMeans } from "./queueing.ts";

/** Steady state of one server that is switched off when it has been idle for a while, and takes time to be ready again. */
export interface SetupMeans extends QueueMeans {
  /** Mean number of servers that are ready, working or idle. */
  readonly meanOn: number;
  /** Mean number of servers being set up. */
  readonly meanSettingUp: number;
}

/** The time that a server takes to be ready. */
export interface SetupTime {
  readonly mean: number;
  readonly secondMoment: number;
}

/**
 * M/G/1 with setup: the server goes off after a constant `idleTimeout` without a job (0: at once), and the next job starts a
 * setup. A busy period begins with a delay U, 0 if the server was still on, else the setup time D; the mean wait is that of
 * M/G/1 plus (2 E[U] + lambda E[U^2]) / (2 (1 + lambda E[U])). Source: Welch (1964), Operations Research 12, 736-752, on
 * exceptional first services; as in Takagi, Queueing Analysis, vol. 1 (1991), section 2.2.
 *
 * Throws RangeError as `mg1` does, and for a negative timeout or setup time.
 */
export function mg1Setup(
  arrivalRate: number,
  service: { readonly mean: number; readonly secondMoment: number },
  setup: SetupTime,
  idleTimeout: number,
): SetupMeans {
  const always = mg1(arrivalRate, service.mean, service.secondMoment);
  checkNonNegative("idle timeout", idleTimeout);
  checkNonNegative("mean setup time", setup.mean);
  checkNonNegative("setup time's second moment", setup.secondMoment);
  if (!(always.utilisation < 1)) return { ...always, meanOn: 1, meanSettingUp: 0 };
  // No arrival within the timeout: a share of the idle periods.
  const goesOff = Math.exp(-arrivalRate * idleTimeout);
  const delay = goesOff * setup.mean;
  const delaySquared = goesOff * setup.secondMoment;
  const meanWait = always.meanWait + (2 * delay + arrivalRate * delaySquared) / (2 * (1 + arrivalRate * delay));
  // Busy periods a unit of time: one for each idle period and delay, which take 1 - rho of the time.
  const cycles = ((1 - always.utilisation) * arrivalRate) / (1 + arrivalRate * delay);
  const idle = arrivalRate === 0 ? 0 : cycles * ((1 - goesOff) / arrivalRate);
  return {
    waitProbability: 1 - idle,
    meanWait,
    meanQueue: arrivalRate * meanWait,
    utilisation: always.utilisation,
    meanOn: always.utilisation + idle,
    meanSettingUp: cycles * delay,
  };
}
