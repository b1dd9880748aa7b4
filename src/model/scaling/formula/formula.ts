import { DEFAULT_ASSUMPTIONS, type FormulaAssumptions } from "./assumptions.ts";
import { checkFormula } from "./checker.ts";
import type { Estimate } from "./estimate.ts";
import { estimateFormula } from "./estimator.ts";
import { EvaluationFailure, STOP } from "./evaluationFailure.ts";
import { compileStatements, type StatementCode } from "./evaluator.ts";
import { FormulaError, type FormulaPlace, placeOf, type Span } from "./formulaError.ts";
import { type EvaluationContext, Frame, type TargetState } from "./frame.ts";
import { SyntaxProblem } from "./lexer.ts";
import { lookBacks } from "./lookBack.ts";
import { parseFormula } from "./parser.ts";
import { targetsText, variablesText, wholeTarget } from "./resultsText.ts";
import type { LookBack } from "./sampleHistory.ts";
import { type DeallocationOption, METRICS } from "./serviceVariables.ts";
import { type Typed, type TypedFormula, within } from "./typedFormula.ts";

export type { EvaluationContext } from "./frame.ts";

/** How a formula is compiled. */
export interface FormulaOptions {
  /** Values for its variables, by name, in place of the first assignment of each. */
  readonly with?: Readonly<Record<string, number>>;
  readonly assumptions?: Partial<FormulaAssumptions>;
}

/** Why an evaluation changed nothing. */
export interface EvaluationError extends FormulaPlace {
  /** `InsufficientSampleData` or `AutoScaleFormulaEvaluationError`. */
  readonly code: string;
  /** In the service's wording: `Line 9, Col 43: Insufficient data from data set: $PendingTasks wanted 70%, received 0%`. */
  readonly message: string;
  /** Where, as offsets of the text. */
  readonly span: Span;
}

/** What an evaluation decides: whole numbers, 0 or more. After an error they are what they were. */
export interface Outcome {
  readonly dedicated: number;
  readonly lowPriority: number;
  readonly deallocation: DeallocationOption;
  readonly error: EvaluationError | null;
}

/**
 * Parses and checks a formula, once; it is then evaluated as often as wanted, for any pool.
 *
 * @throws FormulaError with every problem and its place.
 */
export function compileFormula(text: string, options: FormulaOptions = {}): Formula {
  const assumptions = { ...DEFAULT_ASSUMPTIONS, ...options.assumptions };
  const given = options.with ?? {};
  try {
    const statements = parseFormula(text);
    const { formula, problems } = checkFormula(text, statements, given, assumptions);
    if (problems.length > 0) throw new FormulaError(text, problems);
    return new Formula(formula, assumptions);
  } catch (error) {
    if (error instanceof SyntaxProblem) throw new FormulaError(text, [error.problem]);
    throw error;
  }
}

/** A compiled formula. One evaluation at a time; between two of them it keeps nothing but what `results` tells. */
export class Formula {
  /** The checked text, for lint. */
  readonly checked: TypedFormula;
  readonly assumptions: FormulaAssumptions;
  /** The sampled variables that it reads, each with how far it looks back: what histories an evaluation needs, in that order. */
  readonly metrics: readonly { readonly name: string; readonly lookBack: LookBack }[];
  /** The largest targets that it can set, as far as its text tells: 0 if it sets none, `Infinity` if nothing bounds it. */
  readonly mostDedicated: number;
  readonly mostLowPriority: number;
  readonly #frame: Frame;
  readonly #code: readonly StatementCode[];
  readonly #places = new Map<number, FormulaPlace>();

  constructor(checked: TypedFormula, assumptions: FormulaAssumptions) {
    this.checked = checked;
    this.assumptions = assumptions;
    const estimates = estimateFormula(checked, assumptions);
    const depths = lookBacks(checked, estimates);
    this.mostDedicated = largestTarget("dedicated", checked, estimates);
    this.mostLowPriority = largestTarget("lowPriority", checked, estimates);
    this.metrics = checked.metrics.map((name, index) => ({ name, lookBack: depths[index]! }));
    this.#frame = new Frame(checked);
    this.#code = compileStatements(checked, this.#frame, assumptions);
  }

  /** The variables it reads that a simulated pool does not know, and that are zero there. */
  get unmodelled(): readonly string[] {
    return this.metrics.flatMap(({ name }) => (METRICS[name]!.modelled ? [] : [name]));
  }

  /** Whether it calls a function: `time`, and it follows the clock; `rand`, and it draws. */
  calls(name: "time" | "rand"): boolean {
    return this.checked.statements.some(({ value }) => callsIn(value, name));
  }

  /** Evaluates it. Targets are cut to whole numbers; an error leaves everything as it is. */
  evaluate(context: EvaluationContext): Outcome {
    const frame = this.#frame;
    frame.begin(context);
    try {
      for (const statement of this.#code) statement();
    } catch (error) {
      if (error instanceof EvaluationFailure) return this.#failed(error);
      if (error !== STOP) throw error;
      if (this.assumptions.stop === "discard") return unchanged(context, null);
    }
    const failure = this.#targetFailure(frame.dedicated) ?? this.#targetFailure(frame.lowPriority);
    if (failure !== null) return this.#failed(failure);
    return {
      dedicated: Math.max(0, wholeTarget(frame, "dedicated")),
      lowPriority: Math.max(0, wholeTarget(frame, "lowPriority")),
      deallocation: frame.option as DeallocationOption,
      error: null,
    };
  }

  /** What the latest evaluation ended with, in the service's form: `$TargetDedicatedNodes=10;$NodeDeallocationOption=requeue;$x=1`. */
  results(outcome: Outcome): string {
    return [this.targets(outcome), this.variables()].filter((part) => part !== "").join(";");
  }

  /** The first part of that: targets and deallocation option. */
  targets({ dedicated, lowPriority, deallocation }: Outcome): string {
    return targetsText(this.#frame, [dedicated, lowPriority], deallocation);
  }

  /** The second: the user's variables. */
  variables(): string {
    return variablesText(this.#frame, this.checked.variables);
  }

  #targetFailure({ value, set, offset }: TargetState): EvaluationFailure | null {
    if (!set || (Number.isFinite(value) && (value > -1 || this.assumptions.negativeTarget === "zero"))) return null;
    return new EvaluationFailure(`the target is ${value}, expected a number of 0 or more`, offset);
  }

  #failed({ code, message, offset }: EvaluationFailure): Outcome {
    const { text } = this.checked;
    let place = this.#places.get(offset);
    if (place === undefined) {
      place = placeOf(text, offset);
      this.#places.set(offset, place);
    }
    const { line, column } = place;
    const span = { start: offset, end: offset + 1 };
    const error = { code, message: `Line ${line}, Col ${column}: ${message}`, line, column, span };
    return unchanged(this.#frame.context, error);
  }
}

/** Of the assignments to a target the last one counts, and before it those that a stop() may leave standing. */
function largestTarget(
  pool: "dedicated" | "lowPriority",
  { statements }: TypedFormula,
  estimates: ReadonlyMap<Typed, Estimate>,
): number {
  let [largest, latest, inFull] = [0, 0, false];
  for (const { assigned, value } of statements) {
    if (callsIn(value, "stop")) largest = Math.max(largest, latest);
    if (assigned?.kind !== "target" || assigned.pool !== pool || value.type === "never") continue;
    if (inFull && !assigned.full) continue;
    inFull = assigned.full;
    const high = estimates.get(value)?.high ?? Number.POSITIVE_INFINITY;
    latest = Number.isNaN(high) ? Number.POSITIVE_INFINITY : Math.floor(high);
  }
  return Math.max(largest, latest);
}

function callsIn(value: Typed, name: string): boolean {
  return within(value).some((node) => node.kind === "call" && node.name === name);
}

function unchanged(
  { dedicated, lowPriority, deallocation }: EvaluationContext,
  error: EvaluationError | null,
): Outcome {
  return { dedicated, lowPriority, deallocation, error };
}
