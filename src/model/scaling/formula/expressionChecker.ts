import { nearestName } from "../../nearestName.ts";
import type { FormulaAssumptions } from "./assumptions.ts";
import { checkCall, checkMethod } from "./callChecker.ts";
import { asType, asValue, commonType } from "./conversions.ts";
import { Fault, listed, withArticle } from "./fault.ts";
import type { Names } from "./names.ts";
import { operatorAdvice, operatorType } from "./operators.ts";
import { TIMESTAMP_MEMBERS, type TimestampMember } from "./serviceVariables.ts";
import { METHODS } from "./signatures.ts";
import type { Expression } from "./syntax.ts";
import type { Typed } from "./typedFormula.ts";

/** Finds the types of expressions. Every method throws a Fault at the first thing that is wrong. */
export class ExpressionChecker {
  readonly #names: Names;
  readonly #assumptions: FormulaAssumptions;
  readonly #check = (node: Expression): Typed => this.typed(node);

  constructor(names: Names, assumptions: FormulaAssumptions) {
    this.#names = names;
    this.#assumptions = assumptions;
  }

  /** The typed form of an expression; a sampled variable stays one. */
  typed(node: Expression): Typed {
    const { start, end } = node;
    switch (node.kind) {
      case "number":
        return { kind: "number", type: "double", value: node.value, start, end };
      case "string":
        return { kind: "text", type: "string", value: node.value, start, end };
      case "name":
        return this.#names.resolve(node.name, { start, end });
      case "unary":
        return this.#unary(node, asValue(this.typed(node.operand)));
      case "binary":
        return this.#binary(node, asValue(this.typed(node.left)), asValue(this.typed(node.right)));
      case "ternary":
        return this.#ternary(node);
      case "vector":
        return checkCall({ ...node, kind: "call", name: "vec", at: { start, end: start + 1 } }, this.#check);
      case "call":
        return checkCall(node, this.#check);
      case "method":
        return checkMethod(node, this.#check);
      case "member":
        return this.#member(node);
    }
  }

  #unary(node: Expression & { readonly kind: "unary" }, operand: Typed): Typed {
    const { operator, start, end } = node;
    const { type } = operand;
    if (type === "never") return operand;
    if (type !== "double" && !(operator === "-" && type === "timeinterval")) {
      const expected = operator === "-" ? "a double or a timeinterval" : "a double";
      throw new Fault(
        { start, end: start + 1 },
        `there is no "${operator}" of ${withArticle(type)}, expected ${expected}`,
      );
    }
    return { kind: "unary", operator, operand, type, start, end };
  }

  #binary(node: Expression & { readonly kind: "binary" }, left: Typed, right: Typed): Typed {
    const { operator, at, start, end } = node;
    if (left.type === "never") return left;
    // Only where the left side does not decide is the right one reached: x || stop().
    const decides = left.type === "double" && (operator === "&&" || operator === "||");
    if (right.type === "never" && !decides) return right;
    const other = right.type === "never" ? "double" : right.type;
    const type = operatorType(left.type, operator, other, this.#assumptions.unlistedOperators);
    if (type === null) {
      const advice = operatorAdvice(left.type, operator, other);
      throw new Fault(at, `there is no ${left.type} ${operator} ${other}${advice}`);
    }
    return { kind: "binary", operator, left, right, type, start, end };
  }

  #ternary(node: Expression & { readonly kind: "ternary" }): Typed {
    const { start, end } = node;
    const condition = asValue(this.typed(node.condition));
    if (condition.type !== "double" && condition.type !== "never") {
      throw new Fault(
        node.condition,
        `the condition is ${withArticle(condition.type)}, expected a double (0: no, anything else: yes)`,
      );
    }
    const yes = asValue(this.typed(node.yes));
    const no = asValue(this.typed(node.no));
    const type = commonType(yes.type, no.type);
    if (type === null) {
      throw new Fault(
        node.no,
        `this is ${withArticle(no.type)}, expected ${withArticle(yes.type)} like the value before ":"`,
      );
    }
    if (condition.type === "never") return condition;
    return { kind: "ternary", condition, yes: asType(type, yes), no: asType(type, no), type, start, end };
  }

  #member(node: Expression & { readonly kind: "member" }): Typed {
    const { name, at, start, end } = node;
    const of = this.typed(node.of);
    if (of.type === "never") return of;
    if (of.type !== "timestamp") {
      const isMethod = of.type === "sampled" && Object.hasOwn(METHODS, name);
      const mend = isMethod ? `, expected "(" after ${name}` : ', expected a timestamp such as time() before the "."';
      throw new Fault(
        at,
        `${withArticle(of.type === "sampled" ? "sampled variable" : of.type)} has no member "${name}"${mend}`,
      );
    }
    if (!TIMESTAMP_MEMBERS.some((member) => member === name)) {
      const near = nearestName(name, TIMESTAMP_MEMBERS);
      const mend = near === null ? `expected ${listed(TIMESTAMP_MEMBERS)}` : `did you mean "${near}"?`;
      throw new Fault(at, `a timestamp has no member "${name}"; ${mend}`);
    }
    return { kind: "member", member: name as TimestampMember, of, type: "double", start, end };
  }
}
