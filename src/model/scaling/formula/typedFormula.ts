import type { Span } from "./formulaError.ts";
import type { TimestampMember } from "./serviceVariables.ts";
import type { BinaryOperator } from "./syntax.ts";

/**
 * The type of a value, under the service's names. A timestamp is in microseconds since 1970, a timeinterval in microseconds; `sampled`
 * is a read-only variable itself, `option` one of the deallocation options; `never` has no value: `stop()`, or a variable before it is
 * set.
 */
export type ValueType =
  | "double"
  | "doubleVec"
  | "string"
  | "timestamp"
  | "timeinterval"
  | "option"
  | "sampled"
  | "never";

/** The types that are numbers in memory. */
export type NumberType = "double" | "timestamp" | "timeinterval";

/** The methods of a sampled variable. */
export type SampleMethod = "GetSample" | "GetSamplePercent" | "GetSamplePeriod" | "Count" | "HistoryBeginTime";

/** An expression whose names and types are known; conversions are nodes of their own. */
export type Typed = Span & { readonly type: ValueType } & (
    | { readonly kind: "number"; readonly value: number }
    | { readonly kind: "text"; readonly value: string }
    | { readonly kind: "variable"; readonly slot: number }
    | { readonly kind: "unset"; readonly name: string }
    | { readonly kind: "target"; readonly pool: "dedicated" | "lowPriority" }
    | { readonly kind: "option" }
    | { readonly kind: "sampled"; readonly metric: number }
    | { readonly kind: "lastSample"; readonly metric: number }
    | { readonly kind: "asVector"; readonly operand: Typed }
    | { readonly kind: "unary"; readonly operator: "-" | "!"; readonly operand: Typed }
    | { readonly kind: "binary"; readonly operator: BinaryOperator; readonly left: Typed; readonly right: Typed }
    | { readonly kind: "ternary"; readonly condition: Typed; readonly yes: Typed; readonly no: Typed }
    | { readonly kind: "call"; readonly name: string; readonly args: readonly Typed[] }
    | {
        readonly kind: "method";
        readonly method: SampleMethod;
        readonly metric: number;
        readonly args: readonly Typed[];
        readonly parenthesis: number;
      }
    | { readonly kind: "member"; readonly member: TimestampMember; readonly of: Typed }
  );

/** What a statement sets; null: nothing. */
export type Assigned =
  | { readonly kind: "variable"; readonly slot: number }
  | { readonly kind: "target"; readonly pool: "dedicated" | "lowPriority"; readonly full: boolean }
  | { readonly kind: "option" }
  | null;

export interface TypedStatement extends Span {
  readonly assigned: Assigned;
  readonly value: Typed;
  /** A value given from outside stands in for this assignment, which is not carried out. */
  readonly replaced: boolean;
}

/** A formula that has been checked. */
export interface TypedFormula {
  readonly text: string;
  readonly statements: readonly TypedStatement[];
  /** Names of the user's variables as first written, with or without dollar sign, by slot. */
  readonly variables: readonly string[];
  /** Values given from outside, by slot. */
  readonly given: ReadonlyMap<number, number>;
  /** Names of the sampled variables it reads, in order of first use: the histories that an evaluation needs. */
  readonly metrics: readonly string[];
}

/** All expressions inside one, itself first, each before those to its right. */
export function within(node: Typed): readonly Typed[] {
  const found: Typed[] = [];
  const left = [node];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    found.push(next);
    left.push(...partsOf(next).toReversed());
  }
  return found;
}

/** The expressions directly inside one. */
export function partsOf(node: Typed): readonly Typed[] {
  switch (node.kind) {
    case "asVector":
    case "unary":
      return [node.operand];
    case "binary":
      return [node.left, node.right];
    case "ternary":
      return [node.condition, node.yes, node.no];
    case "call":
    case "method":
      return node.args;
    case "member":
      return [node.of];
    default:
      return [];
  }
}
