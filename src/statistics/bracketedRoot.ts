/** Two places between which a function changes its sign, and its values there; both the same place where it is 0. */
export interface Bracket {
  readonly low: number;
  readonly high: number;
  readonly atLow: number;
  readonly atHigh: number;
}

/** Factor, power and slack of the method; the values that its authors recommend. */
const KAPPA_1 = 0.2;
const KAPPA_2 = 2;
const SLACK = 1;

/**
 * Narrows a bracket to `width`, by the ITP method (Oliveira & Takahashi, ACM TOMS 47(1), 2021): never more than one evaluation beyond
 * bisection, and few where the function is smooth. A function that jumps over 0 is bracketed where it jumps.
 *
 * @param whole only whole numbers are asked for; the bracket's ends are such, and the width is 1.
 * @throws RangeError if the function has the same sign at both ends.
 */
export async function narrowBracket(
  f: (x: number) => Promise<number>,
  bracket: Bracket,
  width: number,
  whole = false,
): Promise<Bracket> {
  let { low, high, atLow, atHigh } = bracket;
  if (atLow * atHigh > 0) throw new RangeError(`no change of sign from ${low} to ${high}`);
  if (atLow === 0) return { low, high: low, atLow, atHigh: atLow };
  if (atHigh === 0) return { low: high, high, atLow: atHigh, atHigh };
  const most = whole ? 1 : width;
  const bisections = Math.max(0, Math.ceil(Math.log2((high - low) / most)));
  const kappa = KAPPA_1 / (high - low);
  for (let step = 0; high - low > most; step++) {
    const middle = low + (high - low) / 2;
    const slack = (most / 2) * 2 ** (bisections + SLACK - step) - (high - low) / 2;
    const secant = (atHigh * low - atLow * high) / (atHigh - atLow);
    const side = Math.sign(middle - secant);
    const shift = kappa * (high - low) ** KAPPA_2;
    const truncated = shift <= Math.abs(middle - secant) ? secant + side * shift : middle;
    const projected = Math.abs(truncated - middle) <= slack ? truncated : middle - side * slack;
    const x = whole ? Math.min(high - 1, Math.max(low + 1, Math.round(projected))) : projected;
    // Doubles have no place left between the two.
    if (!(x > low && x < high)) break;
    const atX = await f(x);
    if (atX === 0) return { low: x, high: x, atLow: 0, atHigh: 0 };
    if (Math.sign(atX) === Math.sign(atLow)) {
      low = x;
      atLow = atX;
    } else {
      high = x;
      atHigh = atX;
    }
  }
  return { low, high, atLow, atHigh };
}
