import { AGGREGATES, elementFunctions, LEAST_VALUES, percentile } from "./aggregates.ts";
import type { FormulaAssumptions } from "./assumptions.ts";
import { EvaluationFailure, STOP } from "./evaluationFailure.ts";
import type { Frame } from "./frame.ts";
import { readTime } from "./timeText.ts";
import type { Typed } from "./typedFormula.ts";
import { Vector } from "./vector.ts";

type Call = Typed & { readonly kind: "call" };

/** How the arguments of a call are compiled. */
export interface ArgumentCode {
  readonly number: (node: Typed) => () => number;
  readonly vector: (node: Typed) => () => Vector;
  readonly text: (node: Typed) => () => string;
}

/** A function call's code, where a number comes out. */
export function numberCall(node: Call, frame: Frame, code: ArgumentCode, assumed: FormulaAssumptions): () => number {
  const { name, args, start } = node;
  if (name === "max" || name === "min") {
    const extreme = extremeCode(node, name, code);
    if (extreme !== null) return extreme;
  }
  const aggregate = AGGREGATES[name];
  if (aggregate !== undefined) {
    const list = listCode(args, code);
    return atLeast(name, start, list, aggregate, assumed);
  }
  const element = elementFunctions(assumed)[name];
  if (element !== undefined) {
    const value = code.number(args[0]!);
    return () => element(value());
  }
  switch (name) {
    case "percentile":
      return percentileCode(node, code, assumed);
    case "val":
      return elementCode(node, code);
    case "rand":
      return () => frame.context.uniform();
    case "time":
      return args.length === 0 ? () => frame.context.epoch + frame.context.now : timeCode(node, frame, code);
    default:
      return () => {
        throw STOP;
      };
  }
}

/** A function call's code, where a vector comes out: an element function of a list, or vec itself. */
export function vectorCall({ name, args }: Call, code: ArgumentCode, assumed: FormulaAssumptions): () => Vector {
  const list = listCode(args, code);
  const element = elementFunctions(assumed)[name];
  if (element === undefined) return list;
  const result = new Vector();
  return () => {
    const { values, length } = list();
    result.reserve(length);
    for (let i = 0; i < length; i++) result.values[i] = element(values[i]!);
    result.length = length;
    return result;
  };
}

/** All arguments in one vector: that of a single vector itself, else one of the call's own. */
function listCode(args: readonly Typed[], code: ArgumentCode): () => Vector {
  const [only] = args;
  if (args.length === 1 && only!.type === "doubleVec") return code.vector(only!);
  const result = new Vector();
  const parts = args.map((arg) => {
    if (arg.type === "doubleVec") {
      const vector = code.vector(arg);
      return () => result.append(vector());
    }
    const value = code.number(arg);
    return () => result.push(value());
  });
  return () => {
    result.length = 0;
    for (const part of parts) part();
    return result;
  };
}

/** The larger or smaller of two numbers, or of a number and a list, without a list of them all; null for other arguments. */
function extremeCode({ args }: Call, name: "max" | "min", code: ArgumentCode): (() => number) | null {
  const [first, second] = args;
  if (args.length !== 2 || first!.type === "doubleVec") return null;
  const left = code.number(first!);
  if (second!.type !== "doubleVec") {
    const right = code.number(second!);
    return name === "max" ? () => Math.max(left(), right()) : () => Math.min(left(), right());
  }
  const list = code.vector(second!);
  const sign = name === "max" ? 1 : -1;
  return () => {
    let most = sign * left();
    const { values, length } = list();
    for (let i = 0; i < length; i++) most = Math.max(most, sign * values[i]!);
    return sign * most;
  };
}

function atLeast(
  name: string,
  offset: number,
  list: () => Vector,
  compute: (list: Vector) => number,
  { tooFewValues }: FormulaAssumptions,
): () => number {
  const least = LEAST_VALUES[name] ?? 0;
  return () => {
    const values = list();
    if (values.length >= least) return compute(values);
    if (tooFewValues === "zero") return 0;
    const needed = least === 1 ? "at least 1" : `at least ${least}`;
    throw new EvaluationFailure(`${name} of ${values.length} values, expected ${needed}`, offset);
  };
}

function percentileCode({ args, start }: Call, code: ArgumentCode, assumed: FormulaAssumptions): () => number {
  const p = code.number(args[1]!);
  const compute = (list: Vector): number => {
    const percent = p();
    if (!(percent >= 0 && percent <= 100)) {
      throw new EvaluationFailure(`a percentile of ${percent}, expected 0 to 100`, args[1]!.start);
    }
    return percentile(list, percent, assumed.percentile);
  };
  return atLeast("percentile", start, code.vector(args[0]!), compute, assumed);
}

function elementCode({ args, start }: Call, code: ArgumentCode): () => number {
  const vector = code.vector(args[0]!);
  const index = code.number(args[1]!);
  return () => {
    const { values, length } = vector();
    const at = Math.trunc(index());
    if (at >= 0 && at < length) return values[at]!;
    const range = length === 0 ? "which is empty" : `which has 0 to ${length - 1}`;
    throw new EvaluationFailure(`val asks for element ${at} of a doubleVec ${range}`, start);
  };
}

function timeCode({ args }: Call, frame: Frame, code: ArgumentCode): () => number {
  const text = code.text(args[0]!);
  return () => {
    const written = text();
    if (written === "") return frame.context.epoch + frame.context.now;
    const reading = readTime(written);
    if ("fault" in reading) throw new EvaluationFailure(reading.fault, args[0]!.start);
    return reading.time;
  };
}
