import { amountOf } from "../../scenario/amount.ts";

/** A number that a scenario has. */
export interface ScenarioNumber {
  readonly path: string;
  readonly number: number;
  /** Null: it is written without one. */
  readonly unit: string | null;
}

/** What is the study's and not the system's. */
const STUDY = new Set([
  "name",
  "description",
  "extends",
  "seed",
  "time",
  "replications",
  "quantiles",
  "objectives",
  "baseline",
  "sweep",
  "plan",
]);
/** Names, which may look like amounts. */
const NAMES = new Set([
  "tenant",
  "endpoint",
  "route",
  "billingPlan",
  "preset",
  "store",
  "object",
  "file",
  "column",
  "csv",
  "from",
]);

/**
 * The numbers of a resolved scenario that describe the system, those of its alternatives' patches and its defaults among them,
 * by their paths; pools first, for they are what one decides on. Zeros and numbers in lists are left out: nothing is 20% more than 0, and
 * a list has one path.
 */
export function scenarioNumbers(resolved: unknown): readonly ScenarioNumber[] {
  const numbers = [...walk(resolved, [])];
  const isPools = ({ path }: ScenarioNumber): boolean => path.startsWith("pools.");
  return [...numbers.filter(isPools), ...numbers.filter((number) => !isPools(number))];
}

function* walk(value: unknown, at: readonly string[]): Generator<ScenarioNumber> {
  if (Array.isArray(value)) return;
  if (typeof value === "object" && value !== null) {
    for (const [key, inner] of Object.entries(value)) if (!isLeftOut(key, at)) yield* walk(inner, [...at, key]);
    return;
  }
  const amount = amountOf(value);
  if (amount !== null && amount.number !== 0) yield { path: at.join("."), ...amount };
}

function isLeftOut(key: string, at: readonly string[]): boolean {
  const depth = at[0] === "alternatives" ? at.length - 2 : at.length;
  return (depth === 0 && STUDY.has(key)) || (depth > 1 && NAMES.has(key));
}
