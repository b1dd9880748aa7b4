import { stirlingError } from "./logGamma.ts";
import { temmeTail } from "./temmeGamma.ts";

const EPSILON = 2 ** -53;
const TWO_PI = 2 * Math.PI;
const TERMS = 10_000;

/** From this shape on, the uniform expansion is both shorter and more exact in the middle of the distribution. */
const LARGE_SHAPE = 20;

/** The lower tail P(a, x) and the upper tail Q(a, x) = 1 - P(a, x). */
export interface GammaTails {
  readonly lower: number;
  readonly upper: number;
}

/**
 * The regularised incomplete gamma functions at x = shape * exp(y): both tails, each to about 10^-13 of itself (of 1, for
 * an upper tail at a shape far below 1). `shape` > 0; taking y, the logarithm of x in units of the mean, keeps digits for
 * huge shapes (where x is close to the mean) and for tiny ones (where x underflows).
 *
 * Sources: the series and the continued fraction of NIST Digital Library of Mathematical Functions 8.7.1 and 8.9.2 (by
 * Lentz's method), and Temme's uniform expansion.
 */
export function gammaTails(shape: number, y: number): GammaTails {
  if (shape >= LARGE_SHAPE && y > -1.4 && y < 0.8) {
    const eta = Math.sign(y) * Math.sqrt(2 * exponentialExcess(y));
    return y < 0 ? fromLower(temmeTail(shape, eta)) : fromUpper(temmeTail(shape, eta));
  }
  const x = shape * Math.exp(y);
  return x < shape + 1
    ? fromLower(gammaDensity(shape, y) * powerSeries(shape, x))
    : fromUpper(gammaDensity(shape, y) * continuedFraction(shape, x));
}

/** P(a, x) for a > 0: the probability that a gamma variate of shape a and scale 1 is at most x. */
export function lowerGamma(shape: number, x: number): number {
  if (x === Number.POSITIVE_INFINITY) {
    return 1;
  }
  return x > 0 ? gammaTails(shape, Math.log(x / shape)).lower : 0;
}

/** Q(a, x) = 1 - P(a, x) for a > 0; also the probability that a Poisson variate of mean x is below a, for whole a. */
export function upperGamma(shape: number, x: number): number {
  return x > 0 ? gammaTails(shape, Math.log(x / shape)).upper : 1;
}

/** The density of y = ln(X / shape), X a gamma variate of the shape and scale 1. */
export function gammaDensity(shape: number, y: number): number {
  return Math.sqrt(shape / TWO_PI) * Math.exp(-shape * exponentialExcess(y) - stirlingError(shape));
}

/** exp(y) - 1 - y, without cancellation at small y. */
function exponentialExcess(y: number): number {
  if (Math.abs(y) > 0.5) {
    return Math.expm1(y) - y;
  }
  let sum = 0;
  for (let n = 15; n >= 3; n--) {
    sum = ((1 + sum) * y) / n;
  }
  return 0.5 * y * y * (1 + sum);
}

function powerSeries(shape: number, x: number): number {
  let term = 1 / shape;
  let sum = term;
  for (let n = 1; n < TERMS && term > sum * EPSILON; n++) {
    term *= x / (shape + n);
    sum += term;
  }
  return sum;
}

function continuedFraction(shape: number, x: number): number {
  let b = x + 1 - shape;
  let c = Number.MAX_VALUE;
  let d = 1 / b;
  let value = d;
  for (let n = 1; n < TERMS; n++) {
    const a = n * (shape - n);
    b += 2;
    d = 1 / (a * d + b);
    c = b + a / c;
    const factor = c * d;
    value *= factor;
    if (Math.abs(factor - 1) <= 2 * EPSILON) {
      break;
    }
  }
  return value;
}

function fromLower(lower: number): GammaTails {
  return { lower: Math.min(1, lower), upper: Math.max(0, 1 - lower) };
}

function fromUpper(upper: number): GammaTails {
  return { lower: Math.max(0, 1 - upper), upper: Math.min(1, upper) };
}
