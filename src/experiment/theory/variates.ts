import type { Distribution, Variate } from "../../engine/distribution.ts";
import { isExponential } from "../../engine/distributions/exponential.ts";

/** The only value of a variate that always has the same; else null. */
export function onlyValue(variate: Variate): number | null {
  if ("mean" in variate) return variate.variance === 0 ? variate.mean : null;
  const [first = 0, ...others] = variate.sequence;
  return others.every((value) => value === first) ? first : null;
}

/** Whether a variate is drawn anew each time: neither constant nor a list in turn. */
export function isDrawn(variate: Variate): variate is Distribution {
  return "mean" in variate && variate.variance !== 0;
}

/** The mean of an exponential variate; of another, null. */
export function exponentialMean(variate: Variate): number | null {
  return "mean" in variate && isExponential(variate) ? variate.mean : null;
}

/** Mean and variance; null for a list in turn, whose values depend on each other. */
export function momentsOf(variate: Variate): { readonly mean: number; readonly variance: number } | null {
  const value = onlyValue(variate);
  if (value !== null) return { mean: value, variance: 0 };
  return "mean" in variate ? variate : null;
}

/** The one value that all have, or null where any has none or another. */
export function common(values: readonly (number | null)[]): number | null {
  const [first = null] = values;
  return values.every((value) => value === first) ? first : null;
}
