import type { FormulaAssumptions } from "./assumptions.ts";
import { binaryCode, textComparison, vectorCode } from "./binaryCode.ts";
import { type ArgumentCode, numberCall, vectorCall } from "./callCode.ts";
import { timestampMember } from "./civilTime.ts";
import { EvaluationFailure, STOP } from "./evaluationFailure.ts";
import { type Frame, setTarget, targetValue } from "./frame.ts";
import { getSample, lastSample, numberMethod } from "./sampleCode.ts";
import type { Typed, TypedFormula, TypedStatement } from "./typedFormula.ts";
import { Vector } from "./vector.ts";

/** Carries one statement out on the frame. Throws an EvaluationFailure, or STOP. */
export type StatementCode = () => void;

/** Compiles a checked formula to one closure a statement. They share the frame, so that nothing is allocated by an evaluation. */
export function compileStatements(
  { statements, metrics }: TypedFormula,
  frame: Frame,
  assumptions: FormulaAssumptions,
): readonly StatementCode[] {
  const compiler = new Compiler(frame, metrics, assumptions);
  return statements.filter(({ replaced }) => !replaced).map((statement) => compiler.statement(statement));
}

class Compiler {
  readonly #frame: Frame;
  readonly #metrics: readonly string[];
  readonly #assumptions: FormulaAssumptions;
  readonly #code: ArgumentCode = {
    number: (node) => this.#number(node),
    vector: (node) => this.#vector(node),
    text: (node) => this.#text(node),
  };

  constructor(frame: Frame, metrics: readonly string[], assumptions: FormulaAssumptions) {
    this.#frame = frame;
    this.#metrics = metrics;
    this.#assumptions = assumptions;
  }

  statement({ assigned, value, start }: TypedStatement): StatementCode {
    const frame = this.#frame;
    if (assigned?.kind === "target") {
      const target = frame[assigned.pool];
      const { full } = assigned;
      const code = this.#number(value);
      return () => setTarget(target, code(), full, start);
    }
    if (assigned?.kind === "option") {
      const code = this.#text(value);
      return () => {
        frame.option = code();
      };
    }
    if (assigned !== null && isNumber(value)) return this.#assignment(assigned.slot, value);
    const code = this.#valueCode(value);
    return assigned === null ? () => code(-1) : () => code(assigned.slot);
  }

  #assignment(slot: number, node: Typed): StatementCode {
    const { numbers, types } = this.#frame;
    const { type } = node;
    const code = this.#number(node);
    return () => {
      numbers[slot] = code();
      types[slot] = type;
    };
  }

  /** Computes a value and puts it into a variable; -1: into none. */
  #valueCode(node: Typed): (slot: number) => void {
    const { numbers, vectors, texts, types } = this.#frame;
    const { type } = node;
    if (type === "doubleVec") {
      const code = this.#vector(node);
      return (slot) => {
        const value = code();
        if (slot < 0) return;
        vectors[slot] = value;
        types[slot] = type;
      };
    }
    if (type === "string" || type === "option") {
      const code = this.#text(node);
      return (slot) => {
        const value = code();
        if (slot < 0) return;
        texts[slot] = value;
        types[slot] = type;
      };
    }
    const code = this.#number(node);
    return (slot) => {
      const value = code();
      if (slot < 0) return;
      numbers[slot] = value;
      types[slot] = type;
    };
  }

  #number(node: Typed): () => number {
    const frame = this.#frame;
    switch (node.kind) {
      case "number": {
        const { value } = node;
        return () => value;
      }
      case "variable": {
        const { slot } = node;
        const { numbers } = frame;
        return () => numbers[slot]!;
      }
      case "target": {
        const target = frame[node.pool];
        return () => targetValue(target);
      }
      case "lastSample":
        return lastSample(node, this.#metrics[node.metric]!, frame, this.#assumptions.noSamples);
      case "unary": {
        const operand = this.#number(node.operand);
        return node.operator === "-" ? () => -operand() : () => (operand() === 0 ? 1 : 0);
      }
      case "binary":
        if (node.left.type === "string") {
          return textComparison(node.operator, this.#text(node.left), this.#text(node.right));
        }
        return this.#arithmetic(node);
      case "ternary": {
        const [condition, yes, no] = [node.condition, node.yes, node.no].map((part) => this.#number(part));
        return () => (condition!() !== 0 ? yes!() : no!());
      }
      case "call":
        return numberCall(node, frame, this.#code, this.#assumptions);
      case "method":
        return numberMethod(node, this.#metrics[node.metric]!, frame, this.#code.number);
      case "member": {
        const time = this.#number(node.of);
        const { member } = node;
        const sunday = Number(this.#assumptions.sunday);
        return () => timestampMember(time(), member, sunday);
      }
      default:
        return raising(node);
    }
  }

  /** What is the same at every evaluation is computed now. */
  #arithmetic({ operator, type, left, right }: Typed & { readonly kind: "binary" }): () => number {
    const code = binaryCode(operator, type, this.#number(left), this.#number(right));
    if (!isConstant(left) || !isConstant(right)) return code;
    const value = code();
    return () => value;
  }

  #vector(node: Typed): () => Vector {
    const { vectors } = this.#frame;
    switch (node.kind) {
      case "variable": {
        const { slot } = node;
        return () => vectors[slot]!;
      }
      case "asVector": {
        const single = new Vector();
        const value = this.#number(node.operand);
        return () => {
          single.length = 0;
          single.push(value());
          return single;
        };
      }
      case "binary":
        return vectorCode(node.operator, this.#side(node.left), this.#side(node.right), node.start);
      case "ternary": {
        const condition = this.#number(node.condition);
        const [yes, no] = [this.#vector(node.yes), this.#vector(node.no)];
        return () => (condition() !== 0 ? yes() : no());
      }
      case "call":
        return node.type === "never" ? raising(node) : vectorCall(node, this.#code, this.#assumptions);
      case "method":
        return getSample(node, this.#metrics[node.metric]!, this.#frame, this.#code.number);
      default:
        return raising(node);
    }
  }

  #side(node: Typed): () => Vector | number {
    return node.type === "doubleVec" ? this.#vector(node) : this.#number(node);
  }

  #text(node: Typed): () => string {
    const frame = this.#frame;
    switch (node.kind) {
      case "text": {
        const { value } = node;
        return () => value;
      }
      case "variable": {
        const { slot } = node;
        return () => frame.texts[slot]!;
      }
      case "option":
        return () => frame.option;
      case "ternary": {
        const condition = this.#number(node.condition);
        const [yes, no] = [this.#text(node.yes), this.#text(node.no)];
        return () => (condition() !== 0 ? yes() : no());
      }
      default:
        return raising(node);
    }
  }
}

/** What has no value: stop(), a variable before it is set, or a choice between such. */
function raising(node: Typed): () => never {
  if (node.kind === "unset") {
    const failure = new EvaluationFailure(`${node.name} is used before it is set`, node.start);
    return () => {
      throw failure;
    };
  }
  return () => {
    throw STOP;
  };
}

function isNumber({ type }: Typed): boolean {
  return type === "double" || type === "timestamp" || type === "timeinterval";
}

function isConstant(node: Typed): boolean {
  if (node.kind === "binary") return isConstant(node.left) && isConstant(node.right);
  return node.kind === "number";
}
