const SQRT_2PI = Math.sqrt(2 * Math.PI);

/** Density of the standard normal distribution. */
export function normalDensity(x: number): number {
  return Math.exp(-0.5 * x * x) / SQRT_2PI;
}

/** P(Z <= x) of the standard normal: within 1e-15, and in the lower tail within a relative 1e-13. */
export function normalCdf(x: number): number {
  if (Number.isNaN(x)) return x;
  if (x < -3) return upperTail(-x);
  if (x > 3) return 1 - upperTail(x);
  // Phi(x) = 1/2 + phi(x) (x + x^3/3 + x^5/(3 5) + ...): Marsaglia (2004), Journal of Statistical Software 11(4).
  let term = x;
  let sum = x;
  for (let k = 3; Math.abs(term) > 1e-18 * Math.abs(sum); k += 2) {
    term *= (x * x) / k;
    sum += term;
  }
  return 0.5 + sum * normalDensity(x);
}

/** P(Z > x), x >= 3: Laplace's continued fraction phi(x) / (x + 1/(x + 2/(x + ...))), Abramowitz & Stegun 26.2.14. */
function upperTail(x: number): number {
  let fraction = x;
  for (let k = 120; k >= 1; k -= 1) fraction = x + k / fraction;
  return normalDensity(x) / fraction;
}

// The published coefficients, each cut to the double that it stands for.

/** Coefficients of a rational function, constant term first, numerator and denominator. */
type Rational = readonly [readonly number[], readonly number[]];

const CENTRE: Rational = [
  [
    3.3871328727963665, 133.14166789178438, 1971.5909503065513, 13731.69376550946, 45921.95393154987, 67265.7709270087,
    33430.57558358813, 2509.0809287301227,
  ],
  [
    1.0, 42.31333070160091, 687.1870074920579, 5394.196021424751, 21213.794301586597, 39307.89580009271,
    28729.085735721943, 5226.495278852854,
  ],
];

const SHOULDER: Rational = [
  [
    1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045, 1.2704582524523684,
    0.2417807251774506, 0.022723844989269184, 0.0007745450142783414,
  ],
  [
    1.0, 2.053191626637759, 1.6763848301838038, 0.6897673349851, 0.14810397642748008, 0.015198666563616457,
    0.0005475938084995345, 1.0507500716444169e-9,
  ],
];

const TAIL: Rational = [
  [
    6.657904643501103, 5.463784911164114, 1.7848265399172913, 0.29656057182850487, 0.026532189526576124,
    0.0012426609473880784, 2.7115555687434876e-5, 2.0103343992922881e-7,
  ],
  [
    1.0, 0.599832206555888, 0.1369298809227358, 0.014875361290850615, 0.0007868691311456133, 1.8463183175100548e-5,
    1.421511758316446e-7, 2.0442631033899397e-15,
  ],
];

function evaluate([numerator, denominator]: Rational, x: number): number {
  let upper = 0;
  let lower = 0;
  for (let i = numerator.length - 1; i >= 0; i -= 1) {
    upper = upper * x + numerator[i]!;
    lower = lower * x + denominator[i]!;
  }
  return upper / lower;
}

/**
 * The x with P(Z <= x) = p, within a relative 1e-15: Wichura (1988), algorithm AS 241 (PPND16), Applied Statistics 37.
 * Throws RangeError unless 0 < p < 1.
 */
export function normalQuantile(p: number): number {
  if (!(p > 0 && p < 1)) throw new RangeError(`a probability strictly between 0 and 1 is needed, got ${p}`);
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425) return q * evaluate(CENTRE, 0.180625 - q * q);
  const r = Math.sqrt(-Math.log(q < 0 ? p : 1 - p));
  const x = r <= 5 ? evaluate(SHOULDER, r - 1.6) : evaluate(TAIL, r - 5);
  return q < 0 ? -x : x;
}
