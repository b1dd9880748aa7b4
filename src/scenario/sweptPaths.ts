import { type Amount, amountIn, amountOf, writtenAmount } from "./amount.ts";
import { type Located, mapAt, problemAt, toPlain } from "./located.ts";
import { describeValue } from "./quantity.ts";
import type { Problem } from "./scenarioError.ts";

/** A value as a scenario file writes it. */
export type WrittenValue = string | number | boolean | null;

/** A path of the scenario and the values that a sweep gives it. */
export interface SweptPath {
  readonly path: string;
  /** In the order of the file, or of the range; at least one. */
  readonly values: readonly WrittenValue[];
  /** A problem with it, shown where it stands in the file. */
  readonly problem: (message: string) => Problem;
}

/** So many values are no sweep of anything, but a step that is much too small. */
const MOST_VALUES = 1_000_000;
/** A last step that misses the end of the range by rounding is one all the same. */
const ROUNDING = 1e-9;

/** What `sweep` says, its ranges spelt out; and what is wrong with it. */
export function sweptPaths(top: Located): {
  readonly paths: readonly SweptPath[];
  readonly problems: readonly Problem[];
} {
  const paths: SweptPath[] = [];
  const problems: Problem[] = [];
  for (const [path, { node }] of mapAt(top, ["sweep"])?.entries ?? []) {
    const problem = (message: string, key?: string): Problem =>
      problemAt(top, ["sweep", path, ...(key === undefined ? [] : [key])], message);
    const spelt = valuesOf(toPlain(node));
    if ("values" in spelt) paths.push({ path, values: spelt.values, problem });
    else problems.push(problem(spelt.message, spelt.key));
  }
  return { paths, problems };
}

/** The values of a path, or what is wrong with them; `key` of its range, where one is to blame. */
export type SpeltValues =
  | { readonly values: readonly WrittenValue[] }
  | { readonly message: string; readonly key?: string };

/** The values that a list or a range `{from, to, step}` stands for. What is no such thing is left to the schema: no values. */
export function valuesOf(written: unknown): SpeltValues {
  if (Array.isArray(written)) {
    const twice = written.find((value, index) => written.indexOf(value) !== index);
    return twice === undefined
      ? { values: written as WrittenValue[] }
      : { message: `${describeValue(twice)} is in it twice` };
  }
  if (typeof written !== "object" || written === null || !("from" in written) || !("to" in written))
    return { values: [] };
  const { from, to } = written;
  return rangeOf(from, to, "step" in written ? written.step : undefined);
}

function rangeOf(from: unknown, to: unknown, step: unknown): SpeltValues {
  const first = amountOf(from);
  if (first === null) return notAnAmount("from", from);
  const last = inUnitOf(first, to);
  if (last === null) return notLike(first, "to", to);
  if (step === undefined && !(first.unit === null && Number.isInteger(first.number)))
    return {
      message: `a range of such values needs a step; write for example {from: .., to: .., step: ${example(first)}}`,
    };
  const each = step === undefined ? 1 : inUnitOf(first, step);
  if (each === null) return notLike(first, "step", step);
  if (!(each > 0)) return { key: "step", message: `${describeValue(step)} is not above 0` };
  if (last < first.number) return { key: "to", message: `${describeValue(to)} is below from, ${describeValue(from)}` };
  const steps = Math.floor((last - first.number) / each + ROUNDING);
  if (steps >= MOST_VALUES) return { message: `the range has more than ${MOST_VALUES} values; take a larger step` };
  const { number, unit } = first;
  return {
    values: Array.from({ length: steps + 1 }, (_, index) => writtenAmount({ number: number + index * each, unit })),
  };
}

function inUnitOf({ unit }: Amount, value: unknown): number | null {
  const amount = amountOf(value);
  return amount === null ? null : amountIn(amount, unit);
}

function notAnAmount(key: string, value: unknown): SpeltValues {
  return { key, message: `${describeValue(value)} is no amount; a range goes over numbers such as 16, or "90 s"` };
}

function notLike(first: Amount, key: string, value: unknown): SpeltValues {
  return { key, message: `${describeValue(value)} is not the like of from; write it as "${example(first)}"` };
}

function example({ unit }: Amount): number | string {
  return writtenAmount({ number: 10, unit });
}
