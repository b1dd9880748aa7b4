import { fitness, type Parameter, type Signature } from "./signatures.ts";
import type { Typed, ValueType } from "./typedFormula.ts";

/** A sampled variable where a value is needed is its last sample. */
export function asValue(node: Typed): Typed {
  if (node.kind !== "sampled") return node;
  const { metric, start, end } = node;
  return { kind: "lastSample", type: "double", metric, start, end };
}

/** The type of a choice between two values, or null where they do not go together. */
export function commonType(a: ValueType, b: ValueType): ValueType | null {
  if (a === b || b === "never") return a;
  if (a === "never") return b;
  const both = [a, b];
  return both.includes("double") && both.includes("doubleVec") ? "doubleVec" : null;
}

/** A double as a vector of one element, where vectors are wanted. */
export function asType(type: ValueType, node: Typed): Typed {
  if (type !== "doubleVec" || node.type !== "double") return node;
  return { kind: "asVector", type: "doubleVec", operand: node, start: node.start, end: node.end };
}

/** Arguments as the signature that was chosen takes them. */
export function converted({ parameters }: Signature, args: readonly Typed[]): readonly Typed[] {
  return args.map((arg, index) => {
    const parameter: Parameter = parameters[Math.min(index, parameters.length - 1)]!;
    const value = asValue(arg);
    return parameter !== "list" && fitness(parameter, value.type) === "converted" ? asType("doubleVec", value) : value;
  });
}
