import { fromPlain, type Located, problemAt, toPlain } from "./located.ts";
import { type Problem, ScenarioError } from "./scenarioError.ts";

/** A path of the scenario and the values that it takes, in order. */
export interface Choice {
  readonly path: string;
  readonly values: readonly Located[];
}

/** More of them nobody waits for. */
const MOST_VALUES = 10_000;

/**
 * The values of a choice: a list as it stands, `{from, to, step}` written out, both ends included. The ends are numbers, or
 * quantities of one unit; a step is 1 unless told.
 *
 * Throws a `ScenarioError` for a range that goes nowhere. @param at where the choice stands in the file's tree.
 */
export function choiceOf(top: Located, at: readonly string[], node: Located): Choice {
  const path = at.at(-1)!;
  if (node.kind === "list") return { path, values: node.items };
  const { from, to, step = 1 } = toPlain(node) as Readonly<Record<"from" | "to" | "step", unknown>>;
  const refuse = (message: string): never => {
    const problems: Problem[] = [problemAt(top, at, message)];
    throw new ScenarioError(problems);
  };
  const [first, last, by] = [numberAndUnit(from), numberAndUnit(to), numberAndUnit(step)];
  if (first === null || last === null || by === null)
    return refuse("from, to and step are numbers, or quantities such as 10 min");
  if (first.unit !== last.unit || (by.unit !== first.unit && by.unit !== ""))
    return refuse(`from, to and step have one unit; found "${first.unit}", "${last.unit}" and "${by.unit}"`);
  if (!(by.amount > 0)) return refuse(`step must be above 0, got ${String(step)}`);
  if (last.amount < first.amount) return refuse(`to (${String(to)}) is below from (${String(from)})`);
  // A sum of decimal steps may end a hair beyond the end.
  const count = Math.floor((last.amount - first.amount) / by.amount + 1e-9) + 1;
  if (count > MOST_VALUES) return refuse(`makes ${count} values; at most ${MOST_VALUES} are taken`);
  const amounts = Array.from({ length: count }, (_, place) =>
    Number((first.amount + place * by.amount).toPrecision(12)),
  );
  return {
    path,
    values: amounts.map((amount) => fromPlain(first.unit === "" ? amount : `${amount} ${first.unit}`, node.place)),
  };
}

function numberAndUnit(value: unknown): { readonly amount: number; readonly unit: string } | null {
  const [, amount, unit = ""] = /^\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)\s*(\D*)$/u.exec(String(value)) ?? [];
  return amount === undefined ? null : { amount: Number(amount), unit: unit.trim() };
}
