import { checkConfidence } from "./interval.ts";
import { normalQuantile } from "./normal.ts";

/** A share of successes with its confidence interval, all in 0..1. */
export interface ShareInterval {
  readonly share: number;
  readonly low: number;
  readonly high: number;
  readonly n: number;
}

/**
 * The score interval of Wilson (1927, JASA 22:209-212) for a share seen as `successes` out of `n` independent trials:
 * unlike the textbook one it holds its level near 0 and 1 and never leaves them.
 *
 * Throws RangeError unless n >= 1 and 0 <= successes <= n are integers and 0 < confidence < 1.
 */
export function wilsonInterval(successes: number, n: number, confidence = 0.95): ShareInterval {
  checkConfidence(confidence);
  if (!Number.isSafeInteger(n) || n < 1) throw new RangeError(`a share needs at least one trial, got ${n}`);
  if (!Number.isSafeInteger(successes) || successes < 0 || successes > n) {
    throw new RangeError(`successes out of ${n} are an integer from 0 to ${n}, got ${successes}`);
  }
  const z = normalQuantile(0.5 + confidence / 2);
  const share = successes / n;
  const shrink = 1 + (z * z) / n;
  const centre = (share + (z * z) / (2 * n)) / shrink;
  const half = (z * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n))) / shrink;
  // At the ends one bound is 0 or 1 exactly, which rounding would miss by a hair.
  return { share, low: successes === 0 ? 0 : centre - half, high: successes === n ? 1 : centre + half, n };
}
