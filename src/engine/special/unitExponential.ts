/** Cells of [1/2, 1): so narrow that five terms of the logarithm's series give all digits of a double within one. */
const DIGITS = 9;
const CELLS = 2 ** DIGITS;

/** For each cell: one over its middle, and minus the logarithm of that middle. */
const INVERSE = new Float64Array(CELLS);
const DEPTH = new Float64Array(CELLS);
const POWER_OF_2 = Float64Array.from({ length: 33 }, (_, exponent) => 2 ** exponent);

for (let cell = 0; cell < CELLS; cell++) {
  const middle = (cell + CELLS + 0.5) / (2 * CELLS);
  INVERSE[cell] = 1 / middle;
  DEPTH[cell] = -Math.log(middle);
}

/** A double, and its upper half: its exponent, and behind that the digits that follow its leading one. */
const DOUBLE = new Float64Array(1);
const HALVES = new Int32Array(DOUBLE.buffer);
/** Which of the two is the upper half is the machine's choice. */
const UPPER = new Uint8Array(Uint16Array.of(1).buffer)[0]!;
const BITS_OF_UPPER = 20;
const EXPONENT_OF_HALF = 1022;

/** Below, 1 - u loses digits of u that its logarithm needs; above, it is less than 33 halvings of 1 reach. */
const FROM = 2 ** -8;
const TO = 1 - 2 ** -33;

/**
 * The quantile of the exponential distribution of mean 1, -ln(1 - u), to a relative 1e-13: half the time of `Math.log`, for
 * this is what is drawn most. 1 - u, doubled until it is in [1/2, 1), is in a cell there that says the logarithm up to a
 * factor 1 - f with f < 2^-10, and -ln(1 - f) = f + f^2/2 + f^3/3 + ...
 */
export function unitExponentialQuantile(u: number): number {
  if (!(u >= FROM && u <= TO)) return -Math.log1p(-u);
  const rest = 1 - u;
  DOUBLE[0] = rest;
  const upper = HALVES[UPPER]!;
  const halvings = EXPONENT_OF_HALF - (upper >> BITS_OF_UPPER);
  const cell = (upper >> (BITS_OF_UPPER - DIGITS)) & (CELLS - 1);
  const f = 1 - rest * POWER_OF_2[halvings]! * INVERSE[cell]!;
  const series = f + f * f * (1 / 2 + f * (1 / 3) + f * f * (1 / 4 + f * (1 / 5)));
  return halvings * Math.LN2 + DEPTH[cell]! + series;
}
