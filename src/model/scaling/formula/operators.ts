import type { FormulaAssumptions } from "./assumptions.ts";
import type { BinaryOperator } from "./syntax.ts";
import type { ValueType } from "./typedFormula.ts";

const ARITHMETIC = "+ - * /";
const COMPARISON = "< <= == >= > !=";

/** Left, operators, right, result: the service's table of operators. */
const LISTED: readonly (readonly [ValueType, string, ValueType, ValueType])[] = [
  ["double", ARITHMETIC, "double", "double"],
  ["double", "*", "timeinterval", "timeinterval"],
  ["doubleVec", ARITHMETIC, "double", "doubleVec"],
  ["doubleVec", ARITHMETIC, "doubleVec", "doubleVec"],
  ["timeinterval", "* /", "double", "timeinterval"],
  ["timeinterval", "+ -", "timeinterval", "timeinterval"],
  ["timeinterval", "+", "timestamp", "timestamp"],
  ["timestamp", "+", "timeinterval", "timestamp"],
  ["timestamp", "-", "timestamp", "timeinterval"],
  ["double", COMPARISON, "double", "double"],
  ["string", COMPARISON, "string", "double"],
  ["timestamp", COMPARISON, "timestamp", "double"],
  ["timeinterval", COMPARISON, "timeinterval", "double"],
  ["double", "&& ||", "double", "double"],
];

/** What it does not list, though one might expect it. */
const UNLISTED: typeof LISTED = [
  ["double", ARITHMETIC, "doubleVec", "doubleVec"],
  ["timestamp", "-", "timeinterval", "timestamp"],
];

/** The type of `left operator right`, or null where there is no such operator. */
export function operatorType(
  left: ValueType,
  operator: BinaryOperator,
  right: ValueType,
  unlisted: FormulaAssumptions["unlistedOperators"],
): ValueType | null {
  const rows = unlisted === "allow" ? [...LISTED, ...UNLISTED] : LISTED;
  const row = rows.find(([a, operators, b]) => a === left && b === right && operators.split(" ").includes(operator));
  return row?.[3] ?? null;
}

/** How to mend a pair of types that has no such operator; empty where nothing is known. */
export function operatorAdvice(left: ValueType, operator: BinaryOperator, right: ValueType): string {
  if (left === "timestamp" && operator === "-" && right === "timeinterval") return '; write "+ -interval"';
  if (left === "double" && right === "doubleVec") {
    if (operator === "-") return '; write "vector * -1 + number"';
    if (operator === "+" || operator === "*") return "; write the doubleVec first";
  }
  if (left === "doubleVec" || right === "doubleVec") return "; make a double of it by avg(), max(), min() or val()";
  const ofPair = LISTED.filter(([a, , b]) => a === left && b === right).flatMap(([, listed]) => listed.split(" "));
  if (ofPair.length > 0) return `; there ${ofPair.length === 1 ? "is" : "are"} ${ofPair.join(" ")}`;
  const withOperator = LISTED.filter(([, listed]) => listed.split(" ").includes(operator));
  const meant = withOperator.find(([a]) => a === left) ?? withOperator.find(([, , b]) => b === right);
  return meant === undefined ? "" : `; expected ${meant[0]} ${operator} ${meant[2]}`;
}
