import { logGamma } from "./logGamma.ts";
import { normalCdf } from "./normalCdf.ts";
import { gammaDensity, gammaTails } from "./regularisedGamma.ts";

const STEPS = 200;

/**
 * ln(X / shape) at the point X of the gamma distribution of shape > 0 and scale 1 that lies as far up in it as `z` does
 * in the standard normal: with u = Φ(z), its quantile. Given as a normal score so that both tails keep their digits.
 *
 * Newton's method on the logarithm of the smaller tail, which is concave in ln X: from anywhere it lands on the outer
 * side of the solution at once and then closes in from there, so it needs no bracket.
 */
export function gammaLogQuantile(shape: number, z: number): number {
  const outer = z < 0 ? -1 : 1;
  const target = Math.log(normalCdf(-Math.abs(z)));
  const closeEnough = 1e-9 * Math.min(1, 1 / Math.sqrt(shape));
  let y = firstGuess(shape, z);
  let inside = 0;
  for (let step = 0; step < STEPS; step++) {
    const tails = gammaTails(shape, y);
    const tail = outer < 0 ? tails.lower : tails.upper;
    if (!(tail > 0)) {
      // So far out that the tail underflows: come half-way back in.
      y = 0.5 * (y + inside);
      continue;
    }
    inside = y;
    const change = (outer * (Math.log(tail) - target) * tail) / gammaDensity(shape, y);
    y += change;
    if (Math.abs(change) <= closeEnough) {
      break;
    }
  }
  return y;
}

/** Wilson and Hilferty's cube root of a normal (1931) where it is positive, else the leading term of the lower tail. */
function firstGuess(shape: number, z: number): number {
  const root = 1 - 1 / (9 * shape) + z / (3 * Math.sqrt(shape));
  return root > 0.2 ? 3 * Math.log(root) : (Math.log(normalCdf(z)) + logGamma(shape + 1)) / shape - Math.log(shape);
}
