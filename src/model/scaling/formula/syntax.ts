import type { Span } from "./formulaError.ts";

/** A binary operator. */
export type BinaryOperator = "+" | "-" | "*" | "/" | "<" | "<=" | "==" | "!=" | ">=" | ">" | "&&" | "||";

/** An expression as written, before names and types are known. `depth` is the height of its tree. */
export type Expression = Span & { readonly depth: number } & (
    | { readonly kind: "number"; readonly value: number }
    | { readonly kind: "string"; readonly value: string }
    | { readonly kind: "name"; readonly name: string }
    | { readonly kind: "unary"; readonly operator: "-" | "!"; readonly operand: Expression }
    | {
        readonly kind: "binary";
        readonly operator: BinaryOperator;
        readonly left: Expression;
        readonly right: Expression;
        /** Of the operator. */
        readonly at: Span;
      }
    | {
        readonly kind: "ternary";
        readonly condition: Expression;
        readonly yes: Expression;
        readonly no: Expression;
      }
    | { readonly kind: "vector"; readonly args: readonly Expression[] }
    | { readonly kind: "call"; readonly name: string; readonly at: Span; readonly args: readonly Expression[] }
    | {
        readonly kind: "method";
        readonly of: Expression;
        readonly name: string;
        readonly at: Span;
        readonly args: readonly Expression[];
        /** Offset of the opening parenthesis: where the service places an error of this call. */
        readonly parenthesis: number;
      }
    | { readonly kind: "member"; readonly of: Expression; readonly name: string; readonly at: Span }
  );

/** `name = value;`, or an expression alone, which is of use for `stop()` only. */
export interface Statement extends Span {
  readonly target: (Span & { readonly name: string }) | null;
  readonly value: Expression;
}
