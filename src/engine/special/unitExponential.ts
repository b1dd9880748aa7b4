/** Cells of [1/2, 1): so narrow that five terms of the logarithm's series give all digits of a double within one. */
const CELLS = 512;
const CELLS_BELOW_1 = 2 * CELLS;

/** For each cell: one over its middle, and minus the logarithm of that middle. */
const INVERSE = new Float64Array(CELLS);
const DEPTH = new Float64Array(CELLS);
const POWER_OF_2 = Float64Array.from({ length: 33 }, (_, exponent) => 2 ** exponent);

for (let cell = 0; cell < CELLS; cell++) {
  const middle = (cell + CELLS + 0.5) / CELLS_BELOW_1;
  INVERSE[cell] = 1 / middle;
  DEPTH[cell] = -Math.log(middle);
}

/** Below, 1 - u loses digits of u that its logarithm needs; above, it is less than 33 halvings of 1 reach. */
const FROM = 2 ** -8;
const TO = 1 - 2 ** -33;

/**
 * The quantile of the exponential distribution of mean 1, -ln(1 - u), to a relative 1e-13: half the time of `Math.log`, for
 * this is what is drawn most. 1 - u is halved into [1/2, 1), its cell there says the logarithm up to a factor 1 - f with
 * f < 2^-10, and -ln(1 - f) = f + f^2/2 + f^3/3 + ...
 */
export function unitExponentialQuantile(u: number): number {
  if (!(u >= FROM && u <= TO)) return -Math.log1p(-u);
  const rest = 1 - u;
  const halvings = Math.clz32((rest * 2 ** 32) >>> 0);
  const scaled = rest * POWER_OF_2[halvings]!;
  const cell = ((scaled * CELLS_BELOW_1) | 0) - CELLS;
  const f = 1 - scaled * INVERSE[cell]!;
  const series = f + f * f * (1 / 2 + f * (1 / 3) + f * f * (1 / 4 + f * (1 / 5)));
  return halvings * Math.LN2 + DEPTH[cell]! + series;
}
