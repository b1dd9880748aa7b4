import { compileFormula, type Formula } from "../model/scaling/formula/formula.ts";
import { FormulaError, placeOf, type Span } from "../model/scaling/formula/formulaError.ts";
import { SAMPLE_DELAY, SAMPLE_PERIOD } from "../model/scaling/formula/sampleHistory.ts";
import type { AutoscaleSpec } from "../model/scaling/scalingSpec.ts";
import type { CompileContext } from "./compileContext.ts";
import { problemsIn } from "./formulaFile.ts";
import { type Located, problemAt } from "./located.ts";
import { SHARE } from "./quantities.ts";
import { type Problem, ScenarioError } from "./scenarioError.ts";
import type { PoolValues } from "./scenarioSchema.ts";
import { DURATIONS } from "./valueKind.ts";

type AutoscaleValues = NonNullable<NonNullable<PoolValues["scaling"]>["autoscale"]>;

/** A pool that a formula scales, in the model's terms. Rejects with a ScenarioError for what is wrong with the formula, at its place. */
export async function compileAutoscale(
  context: CompileContext,
  values: AutoscaleValues,
  at: readonly string[],
): Promise<AutoscaleSpec> {
  const missing = SHARE.read(values.missingSamples);
  return {
    kind: "autoscale",
    formula: await formulaOf(context, values, at),
    interval: DURATIONS.read(values.interval),
    firstEvaluation: DURATIONS.read(values.firstEvaluation),
    samplePeriod: SAMPLE_PERIOD,
    sampleDelay: SAMPLE_DELAY,
    missingSamples: missing.ok ? missing.value : 0,
    whileResizing: values.whileResizing,
  };
}

async function formulaOf(
  { tree, files, formulas }: CompileContext,
  { formula, with: given = {}, assume = {} }: AutoscaleValues,
  at: readonly string[],
): Promise<Formula> {
  const named = formula === undefined ? await files.formula(tree, [...at, "formulaFile"]) : null;
  const text = formula ?? named!.text;
  // Where a choice is a number, it may be written as one.
  const assumptions = Object.fromEntries(Object.entries(assume).map(([name, choice]) => [name, String(choice)]));
  const key = JSON.stringify([text, given, assumptions]);
  try {
    const compiled = formulas.get(key) ?? compileFormula(text, { with: given, assumptions });
    formulas.set(key, compiled);
    return compiled;
  } catch (error) {
    if (!(error instanceof FormulaError)) throw error;
    const inText = named === null ? inlineProblems(tree, [...at, "formula"], text) : problemsIn(named);
    throw new ScenarioError(
      error.problems.map((problem) =>
        problem.given === undefined
          ? inText(problem, problem.message)
          : problemAt(tree, [...at, "with", problem.given], problem.message, true),
      ),
    );
  }
}

/** A formula inside a scenario file: where it begins there, and the place in the formula. */
function inlineProblems(tree: Located, at: readonly string[], text: string): (span: Span, message: string) => Problem {
  return ({ start }, message) => {
    const { line, column } = placeOf(text, start);
    return problemAt(tree, at, `line ${line}, column ${column} of the formula: ${message}`);
  };
}
