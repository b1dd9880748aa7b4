/** The zeros of the Chebyshev polynomial of degree 12, written out: Math.cos may differ between engines. */
const POSITIVE_ZEROS = [
  0.9914448613738104, 0.9238795325112867, 0.7933533402912352, 0.6087614290087207, 0.3826834323650898,
  0.1305261922200516,
] as const;
const ZEROS = [...POSITIVE_ZEROS, ...POSITIVE_ZEROS.map((zero) => -zero).reverse()];
const TERMS = ZEROS.length;

/** Where a function is tabulated: `panels` equal intervals between `from` and `to`. */
export interface TableRange {
  readonly from: number;
  readonly to: number;
  readonly panels: number;
}

/**
 * Stands in for a smooth, costly function on a range: a polynomial of degree 11 in each panel, fitted through 12 exact
 * values when the panel is first used. The range includes `from` and excludes `to`; outside it `exact` itself is called.
 */
export function tabulate(exact: (x: number) => number, { from, to, panels }: TableRange): (x: number) => number {
  const width = (to - from) / panels;
  const perWidth = panels / (to - from);
  const coefficients = new Float64Array(panels * TERMS);
  const isFitted = new Uint8Array(panels);

  return (x) => {
    const position = (x - from) * perWidth;
    if (!(position >= 0 && position < panels)) {
      return exact(x);
    }
    const panel = Math.floor(position);
    const at = panel * TERMS;
    if (isFitted[panel] === 0) {
      const middle = from + (panel + 0.5) * width;
      coefficients.set(
        fitPolynomial((t) => exact(middle + 0.5 * width * t)),
        at,
      );
      isFitted[panel] = 1;
    }
    const t = 2 * (position - panel) - 1;
    let value = coefficients[at + TERMS - 1]!;
    for (let n = TERMS - 2; n >= 0; n--) {
      value = value * t + coefficients[at + n]!;
    }
    return value;
  };
}

/** The coefficients, from the constant up, of the polynomial in t that agrees with the function at the twelve zeros. */
function fitPolynomial(of: (t: number) => number): Float64Array {
  const values = ZEROS.map(of);
  const polynomial = new Float64Array(TERMS);
  let previous = new Float64Array(TERMS);
  let current = new Float64Array(TERMS);
  current[0] = 1;
  for (let order = 0; order < TERMS; order++) {
    const weight = chebyshevWeight(values, current, order);
    for (let n = 0; n < TERMS; n++) {
      polynomial[n]! += weight * current[n]!;
    }
    // T(n+1) = 2 t T(n) - T(n-1), but T(1) = t T(0).
    const next = new Float64Array(TERMS);
    for (let n = 0; n < TERMS; n++) {
      next[n] = (order === 0 ? 1 : 2) * (current[n - 1] ?? 0) - previous[n]!;
    }
    previous = current;
    current = next;
  }
  return polynomial;
}

/** By the discrete orthogonality of the Chebyshev polynomials over their zeros. */
function chebyshevWeight(values: readonly number[], chebyshev: Float64Array, order: number): number {
  let sum = 0;
  for (let k = 0; k < TERMS; k++) {
    const t = ZEROS[k]!;
    let at = 0;
    for (let n = order; n >= 0; n--) {
      at = at * t + chebyshev[n]!;
    }
    sum += values[k]! * at;
  }
  return (sum * (order === 0 ? 1 : 2)) / TERMS;
}
