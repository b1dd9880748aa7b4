import type { Distribution } from "../distribution.ts";
import { constant } from "./constant.ts";
import { exponential } from "./exponential.ts";
import { requireAtLeast, requireNotNegative } from "./parameterRules.ts";

/** Below it the distribution function keeps more digits than its complement. */
const LOW = 0.25;
const STEPS = 100;
/** Halley's error after a step is of the order of the step cubed. */
const LAST_STEP = 1e-5;

/**
 * The hyperexponential distribution of two phases with balanced means (each contributes half of the mean), of the mean
 * and the coefficient of variation (standard deviation / mean); a cv of 1 is the exponential, a mean of 0 the constant 0.
 *
 * Source of the balanced fit: H. C. Tijms, A First Course in Stochastic Models (2003), appendix B.
 *
 * @throws RangeError if the mean is negative, the cv less than 1, or either not finite.
 */
export function hyperexponential({ mean, cv }: { readonly mean: number; readonly cv: number }): Distribution {
  requireNotNegative("mean", mean);
  requireAtLeast("cv of a hyperexponential distribution", cv, 1);
  if (mean === 0) {
    return constant(0);
  }
  if (cv === 1) {
    return exponential({ mean });
  }
  const square = cv * cv;
  const root = Math.sqrt((square - 1) / (square + 1));
  const often = 0.5 * (1 + root);
  // (1 - root) / 2, without its cancellation at a large cv.
  const seldom = 1 / ((square + 1) * (1 + root));
  const invert = unitInverse(often, seldom);
  return {
    mean,
    variance: mean * mean * square,
    cdf: (x) => (x > 0 ? lower(often, seldom, x / mean) : 0),
    quantile: (u) => mean * invert(u),
  };
}

function lower(often: number, seldom: number, x: number): number {
  return -(often * Math.expm1(-2 * often * x) + seldom * Math.expm1(-2 * seldom * x));
}

/**
 * The quantile for a mean of 1, by Halley's method: on the distribution function where that is small, else on the
 * logarithm of its complement, which is convex. It starts from the largest of the lower bounds that a tangent and the two
 * phases give.
 */
function unitInverse(often: number, seldom: number): (u: number) => number {
  const fast = 2 * often;
  const slow = 2 * seldom;
  const density = often * fast + seldom * slow;
  const logOften = Math.log(often);
  const logSeldom = Math.log(seldom);

  function invertLow(u: number): number {
    let x = u / density;
    for (let step = 0; step < STEPS; step++) {
      const a = Math.expm1(-fast * x);
      const b = Math.expm1(-slow * x);
      const first = often * fast * (1 + a) + seldom * slow * (1 + b);
      const second = often * fast * fast * (1 + a) + seldom * slow * slow * (1 + b);
      const newton = (u + often * a + seldom * b) / first;
      const change = newton / (1 - (0.5 * newton * second) / first);
      x += change;
      if (Math.abs(change) <= LAST_STEP * x) {
        break;
      }
    }
    return x;
  }

  function invertHigh(u: number): number {
    const depth = -Math.log(1 - u);
    let x = Math.max(depth / density, (depth + logOften) / fast, (depth + logSeldom) / slow);
    for (let step = 0; step < STEPS; step++) {
      const a = often * Math.exp(-fast * x);
      const b = seldom * Math.exp(-slow * x);
      const tail = a + b;
      const hazard = (fast * a + slow * b) / tail;
      // The derivative of the hazard: minus the variance of the rate among those still there.
      const fall = (a * b * (fast - slow) * (fast - slow)) / (tail * tail);
      const newton = (depth + Math.log(tail)) / hazard;
      const change = newton / (1 - (0.5 * newton * fall) / hazard);
      x += change;
      if (Math.abs(change) <= LAST_STEP * x) {
        break;
      }
    }
    return x;
  }

  return (u) => (u < LOW ? invertLow(u) : invertHigh(u));
}
