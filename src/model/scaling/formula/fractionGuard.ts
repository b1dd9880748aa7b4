import type { Estimate } from "./estimate.ts";
import type { BinaryOperator } from "./syntax.ts";
import type { Typed } from "./typedFormula.ts";

/** What a comparison says of the numbers strictly between 0 and 1. */
type Verdict = "all" | "none" | "some";

/** The comparison with its sides exchanged. */
export const EXCHANGED: Readonly<Partial<Record<BinaryOperator, BinaryOperator>>> = {
  "<": ">",
  "<=": ">=",
  ">": "<",
  ">=": "<=",
  "==": "==",
  "!=": "!=",
};

/**
 * Whether a value that is used only where a condition is true (or false) cannot lie between 0 and 1 there: `x < 1 ? 1 : x`, or
 * `(x > 0 && x < 1) ? 1 : x`. The value is known again by its text.
 */
export function excludesFractions(
  condition: Typed,
  holds: boolean,
  value: Typed,
  text: string,
  estimates: ReadonlyMap<Typed, Estimate>,
): boolean {
  const key = keyOf(value, text);
  return verdict(condition, key, text, estimates) === (holds ? "none" : "all");
}

/** An expression's text without blanks, the dollar sign of a user's variable included. */
export function keyOf({ start, end }: Typed, text: string): string {
  return text.slice(start, end).replace(/\s+/g, "");
}

function verdict(node: Typed, key: string, text: string, estimates: ReadonlyMap<Typed, Estimate>): Verdict {
  if (node.kind !== "binary") return "some";
  const { operator, left, right } = node;
  if (operator === "&&" || operator === "||") {
    const both = [verdict(left, key, text, estimates), verdict(right, key, text, estimates)];
    const [one, every] = operator === "&&" ? (["none", "all"] as const) : (["all", "none"] as const);
    if (both.includes(one)) return one;
    return both.every((side) => side === every) ? every : "some";
  }
  const [limit, comparison] =
    keyOf(left, text) === key ? [right, operator] : keyOf(right, text) === key ? [left, EXCHANGED[operator]] : [null];
  const known = limit == null ? undefined : estimates.get(limit);
  if (known === undefined || known.low !== known.high) return "some";
  return overUnitInterval(comparison!, known.low);
}

function overUnitInterval(operator: BinaryOperator, limit: number): Verdict {
  const outside = limit <= 0 || limit >= 1;
  if (!outside) return "some";
  const above = limit >= 1;
  switch (operator) {
    case "<":
    case "<=":
      return above ? "all" : "none";
    case ">":
    case ">=":
      return above ? "none" : "all";
    case "==":
      return "none";
    case "!=":
      return "all";
    default:
      return "some";
  }
}
