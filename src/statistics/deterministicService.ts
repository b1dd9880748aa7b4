import { checkNonNegative, checkPositive, checkServers, type QueueMeans } from "./queueing.ts";

/**
 * M/D/c: Poisson arrivals, a constant service time, c servers, first in first out. Exact, to about 1e-14 c / (1 - load/c) of
 * a service time. Seen once every service time, the number in the system is X' = max(X - c, 0) + Poisson(load); its
 * generating function has the zeros z of z^c = exp(load (z - 1)) inside the unit circle, which give the mean and the share
 * of arrivals that find no free server. Source: Crommelin (1932), Post Office Electrical Engineers' Journal 25, 41-50; as in
 * Tijms, A First Course in Stochastic Models (2003), section 9.6.2.
 *
 * Throws RangeError as `mmc` does; the means are Infinity without a steady state (load >= c).
 */
export function mdc(arrivalRate: number, service: number, servers: number): QueueMeans {
  checkNonNegative("arrival rate", arrivalRate);
  checkPositive("service time", service);
  checkServers(servers);
  const load = arrivalRate * service;
  const utilisation = load / servers;
  if (load === 0) return { waitProbability: 0, meanWait: 0, meanQueue: 0, utilisation };
  if (load >= servers) {
    return { waitProbability: 1, meanWait: Number.POSITIVE_INFINITY, meanQueue: Number.POSITIVE_INFINITY, utilisation };
  }
  // The sum of 1 / (1 - z) and the product of 1 - z over the c - 1 zeros other than 1, which come in conjugate pairs.
  let sum = 0;
  let logProduct = 0;
  for (let k = 1; 2 * k <= servers; k += 1) {
    const { re, im } = zeroInside(utilisation, (2 * Math.PI * k) / servers);
    const pair = 2 * k === servers ? 1 : 2;
    const size = (1 - re) ** 2 + im * im;
    sum += (pair * (1 - re)) / size;
    logProduct += (pair / 2) * Math.log(size);
  }
  const noWait = (servers - load) / Math.exp(logProduct);
  const meanQueue = sum - (servers * (servers - 1) - load * load) / (2 * (servers - load));
  return {
    waitProbability: Math.min(1, Math.max(0, 1 - noWait)),
    meanWait: Math.max(0, meanQueue) / arrivalRate,
    meanQueue: Math.max(0, meanQueue),
    utilisation,
  };
}

/**
 * The zero of z = w exp(u (z - 1)), w = exp(i angle), inside the unit circle: iterated, which contracts by u at least, until
 * Newton's method takes over.
 */
function zeroInside(u: number, angle: number): { readonly re: number; readonly im: number } {
  let re = 0;
  let im = 0;
  for (let step = 0; step < 100; step += 1) {
    const size = Math.exp(u * (re - 1));
    const fRe = size * Math.cos(angle + u * im);
    const fIm = size * Math.sin(angle + u * im);
    const dRe = fRe - re;
    const dIm = fIm - im;
    // Newton: z + (f - z) / (1 - f'), f' = u f.
    const slopeRe = 1 - u * fRe;
    const slopeIm = -u * fIm;
    const scale = slopeRe * slopeRe + slopeIm * slopeIm;
    const useNewton = step >= 10;
    const moveRe = useNewton ? (dRe * slopeRe + dIm * slopeIm) / scale : dRe;
    const moveIm = useNewton ? (dIm * slopeRe - dRe * slopeIm) / scale : dIm;
    re += moveRe;
    im += moveIm;
    if (useNewton && Math.abs(moveRe) + Math.abs(moveIm) < 1e-16) break;
  }
  return { re, im };
}
