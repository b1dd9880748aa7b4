import type { Estimate } from "../estimate.ts";
import { EXCHANGED, keyOf } from "../fractionGuard.ts";
import type { BinaryOperator } from "../syntax.ts";
import { partsOf, type Typed } from "../typedFormula.ts";
import type { LintSubject, Trap } from "./trap.ts";

/** A comparison of something with a constant. */
interface Bound {
  readonly of: Typed;
  readonly operator: BinaryOperator;
  readonly limit: number;
}

/** Values that are still possible. */
interface Possible {
  low: number;
  high: number;
  lowOpen: boolean;
  highOpen: boolean;
}

const NEGATED: Readonly<Partial<Record<BinaryOperator, BinaryOperator>>> = {
  "<": ">=",
  "<=": ">",
  ">": "<=",
  ">=": "<",
};

/** Conditions that can never hold: a weekday below 1 and above 5, an hour after 24; and choices that are none. */
export function conditionTraps(subject: LintSubject): readonly Trap[] {
  return subject.formula.statements.filter(({ replaced }) => !replaced).flatMap(({ value }) => inside(value, subject));
}

function inside(node: Typed, subject: LintSubject): readonly Trap[] {
  const never = impossible(bounds(node, subject.estimates), subject);
  if (never !== null) return [trap(node, `the condition can never hold: ${never}`)];
  const always = node.kind === "ternary" ? impossible(opposite(node.condition, subject.estimates), subject) : null;
  // The sides of an && have been looked at together.
  const parts = node.kind === "binary" && node.operator === "&&" ? conjuncts(node) : partsOf(node);
  const traps = parts.flatMap((part) => inside(part, subject));
  if (always === null || node.kind !== "ternary") return traps;
  return [trap(node.condition, `the condition always holds: never ${always}`), ...traps];
}

/** What a chain of && joins. */
function conjuncts(node: Typed): readonly Typed[] {
  return node.kind === "binary" && node.operator === "&&"
    ? [...conjuncts(node.left), ...conjuncts(node.right)]
    : [node];
}

/** What must hold where a comparison does not; nothing where a condition is more than one. */
function opposite(node: Typed, estimates: ReadonlyMap<Typed, Estimate>): readonly Bound[] {
  const [bound, ...others] = bounds(node, estimates);
  const operator = bound === undefined || others.length > 0 ? undefined : NEGATED[bound.operator];
  return operator === undefined ? [] : [{ ...bound!, operator }];
}

/** What can never be, in words; null: the condition can hold as far as is known. */
function impossible(all: readonly Bound[], { formula, estimates }: LintSubject): string | null {
  const byKey = new Map<string, Bound[]>();
  for (const bound of all) {
    const key = keyOf(bound.of, formula.text);
    byKey.set(key, [...(byKey.get(key) ?? []), bound]);
  }
  for (const [key, own] of byKey) {
    const estimate = estimates.get(own[0]!.of);
    if (own.length === 1 && (estimate === undefined || estimate.low === estimate.high)) continue;
    if (isEmpty(own, estimate))
      return `${key} ${own.map(({ operator, limit }) => `${operator} ${limit}`).join(" and ")}`;
  }
  return null;
}

/** The comparisons that all must hold. */
function bounds(node: Typed, estimates: ReadonlyMap<Typed, Estimate>): readonly Bound[] {
  if (node.kind !== "binary" || node.left.type !== "double") return [];
  const { operator, left, right } = node;
  if (operator === "&&") return [...bounds(left, estimates), ...bounds(right, estimates)];
  const exchanged = EXCHANGED[operator];
  if (exchanged === undefined) return [];
  const [leftLimit, rightLimit] = [limitOf(left, estimates), limitOf(right, estimates)];
  if (rightLimit !== null) return [{ of: left, operator, limit: rightLimit }];
  return leftLimit === null ? [] : [{ of: right, operator: exchanged, limit: leftLimit }];
}

function limitOf(node: Typed, estimates: ReadonlyMap<Typed, Estimate>): number | null {
  const estimate = estimates.get(node);
  return estimate !== undefined && estimate.low === estimate.high ? estimate.low : null;
}

function isEmpty(all: readonly Bound[], estimate: Estimate | undefined): boolean {
  const possible: Possible = {
    low: estimate?.low ?? Number.NEGATIVE_INFINITY,
    high: estimate?.high ?? Number.POSITIVE_INFINITY,
    lowOpen: false,
    highOpen: false,
  };
  for (const bound of all) narrow(possible, bound);
  const { low, high, lowOpen, highOpen } = possible;
  if (estimate?.whole !== true) return low > high || (low === high && (lowOpen || highOpen));
  const least = lowOpen ? Math.floor(low) + 1 : Math.ceil(low);
  return least > (highOpen ? Math.ceil(high) - 1 : Math.floor(high));
}

function narrow(possible: Possible, { operator, limit }: Bound): void {
  const strict = operator === "<" || operator === ">";
  if (operator === "<" || operator === "<=" || operator === "==") {
    if (limit < possible.high || (limit === possible.high && strict)) {
      possible.high = limit;
      possible.highOpen = strict;
    }
  }
  if (operator === ">" || operator === ">=" || operator === "==") {
    if (limit > possible.low || (limit === possible.low && strict)) {
      possible.low = limit;
      possible.lowOpen = strict;
    }
  }
}

function trap(span: Typed, message: string): Trap {
  return {
    rule: "impossible-condition",
    message,
    reason: "No value is like that, so what depends on it is never done.",
    mend: 'Check the limits (of samples, the last minute is never visible), and whether "||" is meant for "&&".',
    span,
  };
}
