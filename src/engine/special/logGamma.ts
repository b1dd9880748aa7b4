const HALF_LOG_TWO_PI = 0.9189385332046728;

/** From here on eight terms of Stirling's series leave less than 10^-17. */
const SERIES_FROM = 10;

/** B(2k) / (2k (2k - 1)), from k = 1. */
const STIRLING = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360, 1 / 156, -3617 / 122400] as const;

/** ln Γ(a) for a > 0, to about 10^-15 of the larger of 1 and its size. */
export function logGamma(a: number): number {
  return stirlingError(a) + (a - 0.5) * Math.log(a) - a + HALF_LOG_TWO_PI;
}

/**
 * What Stirling's formula leaves out: ln Γ(a) - ((a - 1/2) ln a - a + (1/2) ln 2π), for a > 0. Small and free of
 * cancellation for large a, where ln Γ(a) itself is neither.
 *
 * Source: NIST Digital Library of Mathematical Functions, 5.11.1 and, for small a, 5.5.1.
 */
export function stirlingError(a: number): number {
  let shifted = a;
  let stepped = 0;
  while (shifted < SERIES_FROM) {
    stepped += (shifted + 0.5) * Math.log1p(1 / shifted) - 1;
    shifted += 1;
  }
  const inverse = 1 / shifted;
  const square = inverse * inverse;
  let sum = 0;
  for (let k = STIRLING.length - 1; k >= 0; k--) {
    sum = sum * square + STIRLING[k]!;
  }
  return stepped + sum * inverse;
}
