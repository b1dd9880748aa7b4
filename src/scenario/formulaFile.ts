import path from "node:path";
import { compileFormula, type Formula, type FormulaOptions } from "../model/scaling/formula/formula.ts";
import { FormulaError, type Span } from "../model/scaling/formula/formulaError.ts";
import type { NamedText } from "./namedFiles.ts";
import { type Problem, ScenarioError } from "./scenarioError.ts";
import { readTextFile } from "./textFile.ts";
import { TextSource } from "./textSource.ts";

/** A formula from a file, and how to show a place in it. */
export interface FormulaFile {
  readonly formula: Formula;
  /** A problem of its text, with line, column and a caret under the place. */
  readonly problem: (span: Span, message: string) => Problem;
}

/**
 * Reads and compiles the autoscale formula in a file.
 *
 * @throws ScenarioError for a file that cannot be read, and with everything that is wrong with the formula.
 */
export function readFormulaFile(file: string, options: FormulaOptions = {}): FormulaFile {
  const text = readFormulaText(file);
  const problem = problemsIn({ file, text });
  try {
    return { formula: compileFormula(text, options), problem };
  } catch (error) {
    if (!(error instanceof FormulaError)) throw error;
    throw new ScenarioError(error.problems.map((fault) => problem(fault, fault.message)));
  }
}

/** The text of a formula's file. @throws ScenarioError for a file that cannot be read. */
export function readFormulaText(file: string): string {
  return readTextFile(file, { noun: "a formula's file", text: "the text of a formula" });
}

/** How to show a place in the text of a formula's file. */
export function problemsIn({ file, text }: NamedText): FormulaFile["problem"] {
  const source = new TextSource(file, path.dirname(path.resolve(file)), text);
  return ({ start, end }, message) => source.problem(start, end, "", message);
}
