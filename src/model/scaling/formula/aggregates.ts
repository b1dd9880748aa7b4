import { nearestRank } from "../../../statistics/nearestRank.ts";
import type { FormulaAssumptions } from "./assumptions.ts";
import type { Vector } from "./vector.ts";

/** The functions that make one number of a list. NaN: the list is too short for it. */
export const AGGREGATES: Readonly<Record<string, (list: Vector) => number>> = {
  avg: (list) => sum(list) / list.length,
  len: (list) => list.length,
  max,
  min,
  norm,
  range: (list) => max(list) - min(list),
  std,
  sum,
};

/** How many values each of them needs; those left out need none. */
export const LEAST_VALUES: Readonly<Record<string, number>> = {
  avg: 1,
  max: 1,
  min: 1,
  range: 1,
  percentile: 1,
  std: 2,
};

/** The functions of one number, which apply to each element of a longer list. */
export function elementFunctions(assumptions: FormulaAssumptions): Readonly<Record<string, (value: number) => number>> {
  return {
    lg: Math.log2,
    ln: Math.log,
    log: Math.log10,
    ceil: Math.ceil,
    floor: Math.floor,
    round: assumptions.round === "toEven" ? roundToEven : roundFromZero,
  };
}

/**
 * The p-th percentile, 0 to 100, of a list that is not empty: the element of the nearest rank, or the point between two elements, at
 * (n - 1) p / 100 from the smallest (R. Hyndman, Y. Fan, Sample quantiles in statistical packages, definition 7).
 */
export function percentile(list: Vector, p: number, method: FormulaAssumptions["percentile"]): number {
  const sorted = list.values.slice(0, list.length).sort();
  if (method === "nearestRank") return sorted[nearestRank(p / 100, sorted.length) - 1]!;
  const place = ((sorted.length - 1) * p) / 100;
  const below = Math.floor(place);
  const low = sorted[below]!;
  return low + (place - below) * ((sorted[below + 1] ?? low) - low);
}

function sum({ values, length }: Vector): number {
  let total = 0;
  for (let i = 0; i < length; i++) total += values[i]!;
  return total;
}

function max({ values, length }: Vector): number {
  if (length === 0) return Number.NaN;
  let most = values[0]!;
  for (let i = 1; i < length; i++) most = Math.max(most, values[i]!);
  return most;
}

function min({ values, length }: Vector): number {
  if (length === 0) return Number.NaN;
  let least = values[0]!;
  for (let i = 1; i < length; i++) least = Math.min(least, values[i]!);
  return least;
}

function norm({ values, length }: Vector): number {
  let total = 0;
  for (let i = 0; i < length; i++) total += values[i]! * values[i]!;
  return Math.sqrt(total);
}

/** The sample standard deviation, divisor n - 1, in two passes. */
function std(list: Vector): number {
  const { values, length } = list;
  const mean = sum(list) / length;
  let squares = 0;
  for (let i = 0; i < length; i++) squares += (values[i]! - mean) ** 2;
  return Math.sqrt(squares / (length - 1));
}

function roundFromZero(value: number): number {
  return Math.sign(value) * Math.round(Math.abs(value));
}

function roundToEven(value: number): number {
  const below = Math.floor(value);
  const part = value - below;
  if (part !== 0.5) return Math.round(value);
  return below % 2 === 0 ? below : below + 1;
}
