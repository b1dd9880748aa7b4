import type { SampleMethod, ValueType } from "./typedFormula.ts";

/** Types that an argument may have; `list` is any number of double and doubleVec, to the last argument. */
export type Parameter = readonly ValueType[] | "list";

/** One way to call a function or a method. */
export interface Signature {
  readonly parameters: readonly Parameter[];
  /** Parameters that may not be left out. */
  readonly least: number;
  readonly result: ValueType;
  /** As the service's documents write it. */
  readonly shown: string;
}

const DOUBLE: Parameter = ["double"];
const VECTOR: Parameter = ["doubleVec"];
const MOMENT: Parameter = ["timestamp", "timeinterval"];

function signature(
  shown: string,
  result: ValueType,
  parameters: readonly Parameter[],
  least = parameters.length,
): Signature {
  return { parameters, least, result, shown };
}

function ofList(name: string): readonly Signature[] {
  return [signature(`${name}(doubleVecList)`, "double", ["list"], 0)];
}

function ofElements(name: string): readonly Signature[] {
  return [
    signature(`${name}(double)`, "double", [DOUBLE]),
    signature(`${name}(doubleVecList)`, "doubleVec", ["list"], 1),
  ];
}

/** The functions. */
export const FUNCTIONS: Readonly<Record<string, readonly Signature[]>> = {
  avg: ofList("avg"),
  len: ofList("len"),
  lg: ofElements("lg"),
  ln: ofElements("ln"),
  log: ofElements("log"),
  max: ofList("max"),
  min: ofList("min"),
  norm: ofList("norm"),
  percentile: [signature("percentile(doubleVec, double)", "double", [VECTOR, DOUBLE])],
  rand: [signature("rand()", "double", [])],
  range: ofList("range"),
  std: ofList("std"),
  stop: [signature("stop()", "never", [])],
  sum: ofList("sum"),
  time: [signature("time([string])", "timestamp", [["string"]], 0)],
  val: [signature("val(doubleVec, double)", "double", [VECTOR, DOUBLE])],
  ceil: ofElements("ceil"),
  floor: ofElements("floor"),
  round: ofElements("round"),
  vec: [signature("vec(doubleVecList)", "doubleVec", ["list"], 0)],
};

/** The methods of the sampled variables. */
export const METHODS: Readonly<Record<SampleMethod, readonly Signature[]>> = {
  GetSample: [
    signature("GetSample(count)", "doubleVec", [DOUBLE]),
    signature("GetSample(start[, percent])", "doubleVec", [MOMENT, DOUBLE], 1),
    signature("GetSample(start, end[, percent])", "doubleVec", [MOMENT, MOMENT, DOUBLE], 2),
  ],
  GetSamplePercent: [signature("GetSamplePercent(start[, end])", "double", [MOMENT, MOMENT], 1)],
  GetSamplePeriod: [signature("GetSamplePeriod()", "timeinterval", [])],
  Count: [signature("Count()", "double", [])],
  HistoryBeginTime: [signature("HistoryBeginTime()", "timestamp", [])],
};

/** How well arguments fit a parameter: exactly, after a conversion (a sampled variable to its last sample, a double to a vector), or not. */
export function fitness(parameter: Parameter, type: ValueType): "exact" | "converted" | null {
  if (type === "never") return "exact";
  if (parameter === "list") return type === "double" || type === "doubleVec" || type === "sampled" ? "exact" : null;
  if (parameter.includes(type)) return "exact";
  if (type === "sampled") return parameter.includes("double") || parameter.includes("doubleVec") ? "converted" : null;
  return type === "double" && parameter.includes("doubleVec") ? "converted" : null;
}

/** The first signature that takes arguments of these types. */
export function matching(signatures: readonly Signature[], types: readonly ValueType[]): Signature | null {
  return signatures.find((candidate) => firstMisfit(candidate, types) === null) ?? null;
}

/** The index of the first argument that does not fitness, or the number of arguments where that is wrong; null: all is well. */
export function firstMisfit({ parameters, least }: Signature, types: readonly ValueType[]): number | null {
  const open = parameters.at(-1) === "list";
  const misfit = types.findIndex((type, index) => {
    const parameter = parameters[Math.min(index, parameters.length - 1)];
    return parameter !== undefined && (index < parameters.length || open) && fitness(parameter, type) === null;
  });
  if (misfit >= 0) return misfit;
  return types.length < least || (!open && types.length > parameters.length) ? types.length : null;
}
