import { EvaluationFailure } from "./evaluationFailure.ts";
import type { BinaryOperator } from "./syntax.ts";
import type { ValueType } from "./typedFormula.ts";
import { Vector } from "./vector.ts";

type NumberCode = () => number;

/**
 * A number of two numbers. `&&` and `||` leave their right side alone where the left one decides, as in C; a division by 0 is infinite.
 *
 * @param type of the result: intervals are rounded to 0.1 microseconds (100 ns), timestamps to microseconds.
 */
export function binaryCode(operator: BinaryOperator, type: ValueType, left: NumberCode, right: NumberCode): NumberCode {
  const code = plainCode(operator, left, right);
  if (type === "timeinterval") return () => Math.round(code() * 10) / 10;
  return type === "timestamp" ? () => Math.round(code()) : code;
}

function plainCode(operator: BinaryOperator, left: NumberCode, right: NumberCode): NumberCode {
  switch (operator) {
    case "+":
      return () => left() + right();
    case "-":
      return () => left() - right();
    case "*":
      return () => left() * right();
    case "/":
      return () => left() / right();
    case "<":
      return () => (left() < right() ? 1 : 0);
    case "<=":
      return () => (left() <= right() ? 1 : 0);
    case "==":
      return () => (left() === right() ? 1 : 0);
    case "!=":
      return () => (left() !== right() ? 1 : 0);
    case ">=":
      return () => (left() >= right() ? 1 : 0);
    case ">":
      return () => (left() > right() ? 1 : 0);
    case "&&":
      return () => (left() !== 0 && right() !== 0 ? 1 : 0);
    case "||":
      return () => (left() !== 0 || right() !== 0 ? 1 : 0);
  }
}

/** Compares two texts by their UTF-16 units. */
export function textComparison(operator: BinaryOperator, left: () => string, right: () => string): NumberCode {
  return binaryCode(
    operator,
    "double",
    () => {
      const [a, b] = [left(), right()];
      return a === b ? 0 : a < b ? -1 : 1;
    },
    () => 0,
  );
}

/** A vector of two vectors, element by element; a side that is a double counts for each element. */
export function vectorCode(
  operator: BinaryOperator,
  left: () => Vector | number,
  right: () => Vector | number,
  offset: number,
): () => Vector {
  const result = new Vector();
  return () => {
    const a = left();
    const b = right();
    const length = typeof a === "number" ? (b as Vector).length : a.length;
    if (typeof b !== "number" && b.length !== length) {
      throw new EvaluationFailure(
        `a doubleVec of ${length} ${operator} one of ${b.length}, expected two of one length`,
        offset,
      );
    }
    result.length = 0;
    result.reserve(length);
    for (let i = 0; i < length; i++) {
      const x = typeof a === "number" ? a : a.values[i]!;
      const y = typeof b === "number" ? b : b.values[i]!;
      result.values[i] = operator === "+" ? x + y : operator === "-" ? x - y : operator === "*" ? x * y : x / y;
    }
    result.length = length;
    return result;
  };
}
