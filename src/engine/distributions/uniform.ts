import type { Distribution } from "../distribution.ts";
import { constant } from "./constant.ts";

/**
 * The continuous uniform distribution between `min` and `max`; equal ones make it a constant.
 *
 * @throws RangeError if either is not finite, or `max` is less than `min`.
 */
export function uniform({ min, max }: { readonly min: number; readonly max: number }): Distribution {
  const width = max - min;
  if (!Number.isFinite(width) || width < 0) {
    throw new RangeError(`A uniform distribution needs finite min <= max, not min ${min} and max ${max}.`);
  }
  if (width === 0) {
    return constant(min);
  }
  return {
    mean: min + 0.5 * width,
    variance: (width * width) / 12,
    cdf: (x) => Math.min(1, Math.max(0, (x - min) / width)),
    quantile: (u) => min + width * u,
  };
}
