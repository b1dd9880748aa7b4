import { erfc } from "./normalCdf.ts";

const ORDER = 26;

/**
 * The coefficients of η / (λ - 1) in powers of η, where η²/2 = λ - 1 - ln λ. Those of λ - 1 are DLMF 8.12.11; these are
 * its reciprocal series.
 */
const COEFFICIENTS = reciprocal(ratioSeries());

function ratioSeries(): number[] {
  const alpha = [0, 1];
  for (let n = 2; n <= ORDER + 1; n++) {
    let sum = alpha[n - 1]!;
    for (let j = 2; j < n; j++) {
      sum -= j * alpha[j]! * alpha[n - j + 1]!;
    }
    alpha.push(sum / (n + 1));
  }
  return alpha.slice(1);
}

function reciprocal(series: readonly number[]): number[] {
  const inverse = [1];
  for (let n = 1; n < series.length; n++) {
    let sum = 0;
    for (let j = 1; j <= n; j++) {
      sum -= series[j]! * inverse[n - j]!;
    }
    inverse.push(sum);
  }
  return inverse;
}

/**
 * The tail of the gamma distribution of a shape of 20 or more, on the side of η (|η| <= 1): the lower one for η < 0, else
 * the upper one.
 *
 * Source: A. Gil, J. Segura, N. M. Temme, Efficient and accurate algorithms for the computation and inversion of the
 * incomplete gamma function ratios, SIAM J. Sci. Comput. 34 (2012) A2965-A2981, section 2.5.
 */
export function temmeTail(shape: number, eta: number): number {
  let next = 0;
  let here = COEFFICIENTS[ORDER]!;
  let sum = here;
  for (let n = ORDER - 1; n >= 1; n--) {
    const previous = COEFFICIENTS[n]! + ((n + 1) * next) / shape;
    next = here;
    here = previous;
    sum = sum * eta + here;
  }
  const correction = ((sum / (1 + next / shape)) * Math.exp(-0.5 * shape * eta * eta)) / Math.sqrt(2 * Math.PI * shape);
  const main = 0.5 * erfc(Math.abs(eta) * Math.sqrt(0.5 * shape));
  return eta < 0 ? main - correction : main + correction;
}
