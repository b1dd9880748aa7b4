import { normalCdf, normalQuantile } from "./normal.ts";

/** From so many degrees of freedom on, the continued fraction loses more digits than Hill's expansion leaves out. */
const EXPANSION_FROM = 10_000;

/** P(T <= t) of Student's t with `df` >= 1 degrees of freedom (any real, or Infinity), within 1e-13. RangeError below 1. */
export function studentTCdf(t: number, df: number): number {
  checkDegrees(df);
  if (Number.isNaN(t)) return t;
  if (df === Number.POSITIVE_INFINITY) return normalCdf(t);
  const { tail } = split(Math.abs(t), df);
  return t < 0 ? tail : 1 - tail;
}

/**
 * The t with P(T <= t) = p for Student's t with `df` >= 1 degrees of freedom, within a relative 1e-10 (|t| < 1e150).
 * Throws RangeError unless 0 < p < 1 and df >= 1.
 */
export function studentTQuantile(p: number, df: number): number {
  checkDegrees(df);
  if (!(p > 0 && p < 1)) throw new RangeError(`a probability strictly between 0 and 1 is needed, got ${p}`);
  if (p === 0.5) return 0;
  if (df === Number.POSITIVE_INFINITY) return normalQuantile(p);
  const tail = Math.min(p, 1 - p);
  const t = tail > 0.25 ? centralRoot(Math.abs(p - 0.5), df) : tailRoot(tail, df);
  return p < 0.5 ? -t : t;
}

function checkDegrees(df: number): void {
  if (!(df >= 1)) throw new RangeError(`Student's t needs at least one degree of freedom, got ${df}`);
}

/** Newton on P(0 < T < t) = half, from 0: concave in t, so every step stays below the root and none overshoots. */
function centralRoot(half: number, df: number): number {
  let t = 0;
  for (let step = 0; step < 100; step += 1) {
    const change = (half - split(t, df).centre) / density(t, df);
    t += change;
    if (Math.abs(change) <= 1e-15 * t) break;
  }
  return t;
}

/**
 * Newton on log P(T > t) over log t, nearly straight for a power-law tail and for a normal one alike. The normal
 * quantile is below the root; steps are capped so that the first one cannot fly off.
 */
function tailRoot(tail: number, df: number): number {
  let logT = Math.log(-normalQuantile(tail));
  for (let step = 0; step < 500; step += 1) {
    const t = Math.exp(logT);
    const at = split(t, df).tail;
    const change = (Math.log(at / tail) * at) / (t * density(t, df));
    logT += Math.min(2, Math.max(-2, change));
    if (Math.abs(change) <= 1e-15) break;
  }
  return Math.exp(logT);
}

/** P(T > t) and P(0 < T < t), t >= 0, each from the side on which it does not cancel. */
function split(t: number, df: number): { readonly tail: number; readonly centre: number } {
  const square = t * t;
  if (square === Number.POSITIVE_INFINITY) return { tail: 0, centre: 0.5 };
  if (df >= EXPANSION_FROM) {
    const tail = normalCdf(-normalEquivalent(square, df));
    return { tail, centre: 0.5 - tail };
  }
  const a = df / 2;
  const x = df / (df + square);
  // x^a (1-x)^(1/2) / B(a, 1/2), which multiplies both continued fractions. 1 / B = ratio / Gamma(1/2).
  const front = Math.exp(-a * Math.log1p(square / df)) * Math.sqrt(square / (df + square)) * gammaRatio(a);
  if (x < (a + 1) / (a + 2.5)) {
    const tail = (0.5 * front * betaFraction(a, 0.5, x)) / (a * Math.sqrt(Math.PI));
    return { tail, centre: 0.5 - tail };
  }
  const centre = (front * betaFraction(0.5, a, square / (df + square))) / Math.sqrt(Math.PI);
  return { tail: 0.5 - centre, centre };
}

/** The normal deviate of the same tail, from t^2, for many degrees of freedom: Hill (1970), CACM algorithm 395. */
function normalEquivalent(square: number, df: number): number {
  const a = df - 0.5;
  const b = 48 * a * a;
  const w2 = a * Math.log1p(square / df);
  const w = Math.sqrt(w2);
  const second = (((4 * w2 + 33) * w2 + 240) * w2 + 855) / (10 * b + 8 * w2 * w2 + 1000);
  return w * (1 + (w2 + 3 - second) / b);
}

/** Density of Student's t. */
function density(t: number, df: number): number {
  return (gammaRatio(df / 2) / Math.sqrt(Math.PI * df)) * Math.exp(-((df + 1) / 2) * Math.log1p((t * t) / df));
}

/**
 * Gamma(a + 1/2) / Gamma(a), without the cancellation of two log-gammas: raised to a >= 16 by Gamma(a+1) = a Gamma(a),
 * then the asymptotic series of its logarithm (from Stirling's, DLMF 5.11.8), whose next term is below 1e-15 there.
 */
function gammaRatio(a: number): number {
  let factor = 1;
  let raised = a;
  while (raised < 16) {
    factor *= raised / (raised + 0.5);
    raised += 1;
  }
  const r = 1 / raised;
  const r2 = r * r;
  const series = r * (-1 / 8 + r2 * (1 / 192 + r2 * (-1 / 640 + r2 * (17 / 14336 + r2 * (-31 / 18432)))));
  return factor * Math.sqrt(raised) * Math.exp(series);
}

/** The continued fraction of the incomplete beta function, DLMF 8.17.22, by the modified Lentz method. */
function betaFraction(a: number, b: number, x: number): number {
  const tiny = 1e-300;
  let c = 1;
  let d = 1 / guarded(1 - ((a + b) * x) / (a + 1), tiny);
  let fraction = d;
  // Some sqrt(a) steps are enough: 10 to 100.
  for (let m = 1; m <= 10_000; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / guarded(1 + even * d, tiny);
    c = guarded(1 + even / c, tiny);
    fraction *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / guarded(1 + odd * d, tiny);
    c = guarded(1 + odd / c, tiny);
    const change = d * c;
    fraction *= change;
    if (Math.abs(change - 1) < 1e-16) break;
  }
  return fraction;
}

/** Keeps a denominator away from zero, as Lentz's method asks. */
function guarded(value: number, tiny: number): number {
  return Math.abs(value) < tiny ? tiny : value;
}
