/**
 * What ends an evaluation that cannot go on: the pool is left alone. No Error, because a formula that lacks samples fails at every
 * evaluation, and nobody reads the stack.
 */
export class EvaluationFailure {
  /** As the service names it. */
  readonly code: "InsufficientSampleData" | "AutoScaleFormulaEvaluationError";
  readonly message: string;
  /** Where in the formula's text. */
  readonly offset: number;

  constructor(message: string, offset: number, code: EvaluationFailure["code"] = "AutoScaleFormulaEvaluationError") {
    this.code = code;
    this.message = message;
    this.offset = offset;
  }
}

/** In the service's wording; percentages are cut to whole ones. */
export function insufficientData(metric: string, wanted: string, received: string, offset: number): EvaluationFailure {
  const message = `Insufficient data from data set: ${metric} wanted ${wanted}, received ${received}`;
  return new EvaluationFailure(message, offset, "InsufficientSampleData");
}

/** Thrown by stop(). */
export const STOP: unique symbol = Symbol("stop");
