import type { Variate } from "./distribution.ts";
import { isConstant } from "./distributions/constant.ts";
import { isExponential } from "./distributions/exponential.ts";
import type { Uniform } from "./random.ts";
import { unitExponentialQuantile } from "./special/unitExponential.ts";

/** Gives the next value at each call. */
export type Sampler = () => number;

/**
 * Draws a variate from a stream: one uniform for each value, by inversion; none for a constant or a sequence. A sequence
 * is taken in turn from its first value, and again from there after its last: each sampler counts for itself.
 *
 * @throws RangeError if a sequence is empty.
 */
export function createSampler(variate: Variate, uniform: Uniform): Sampler {
  if ("sequence" in variate) {
    return takeInTurn(variate.sequence);
  }
  if (isConstant(variate)) {
    const value = variate.mean;
    return () => value;
  }
  if (isExponential(variate)) {
    // The commonest draw, with its formula in the closure itself.
    const mean = variate.mean;
    return () => mean * unitExponentialQuantile(uniform());
  }
  return () => variate.quantile(uniform());
}

/** Fills the first `count` places of an array with the next values. */
export type BatchSampler = (values: Float64Array, count: number) => void;

/** The values of `createSampler`, many at a time: the commonest draw in one loop. */
export function createBatchSampler(variate: Variate, uniform: Uniform): BatchSampler {
  if (!("sequence" in variate) && isExponential(variate)) {
    const { mean } = variate;
    const fill = uniform.fill ?? oneByOne(uniform);
    return (values, count) => {
      fill(values, count);
      for (let i = 0; i < count; i++) values[i] = mean * unitExponentialQuantile(values[i]!);
    };
  }
  return oneByOne(createSampler(variate, uniform));
}

function oneByOne(sampler: Sampler): BatchSampler {
  return (values, count) => {
    for (let i = 0; i < count; i++) values[i] = sampler();
  };
}

function takeInTurn(values: readonly number[]): Sampler {
  const first = values[0];
  if (first === undefined) {
    throw new RangeError("A sequence needs at least one value.");
  }
  let next = 0;
  return () => {
    const value = values[next] ?? first;
    next = next + 1 < values.length ? next + 1 : 0;
    return value;
  };
}
