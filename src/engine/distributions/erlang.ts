import type { Distribution } from "../distribution.ts";
import { gammaOfShape } from "./gamma.ts";
import { requireNotNegative } from "./parameterRules.ts";

/**
 * The Erlang distribution: the sum of `stages` independent exponential stages, which together have the mean; a mean of 0
 * is the constant 0.
 *
 * @throws RangeError if the mean is negative or not finite, or the stages are not a whole number of at least 1.
 */
export function erlang({ mean, stages }: { readonly mean: number; readonly stages: number }): Distribution {
  requireNotNegative("mean", mean);
  if (!Number.isSafeInteger(stages) || stages < 1) {
    throw new RangeError(`The stages must be a whole number, 1 or more, not ${stages}.`);
  }
  return gammaOfShape(mean, stages);
}
