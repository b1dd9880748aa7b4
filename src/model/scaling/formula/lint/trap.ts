import type { Ticks } from "../../../../engine/time.ts";
import type { Estimate } from "../estimate.ts";
import type { FormulaPlace, Span } from "../formulaError.ts";
import type { Typed, TypedFormula } from "../typedFormula.ts";

/** What is known of the pool that a formula is for; a trap that depends on what is not given is told where it may be one. */
export interface PoolFacts {
  readonly slotsPerVm?: number;
  /** Between two evaluations. */
  readonly interval?: Ticks;
  /** A typical task. */
  readonly work?: Ticks;
}

/** A trap that a formula steps into. */
export interface LintWarning extends FormulaPlace {
  /** A name that stays the same: `fractional-target`. */
  readonly rule: string;
  readonly message: string;
  /** What happens, and why. */
  readonly reason: string;
  /** What to write instead. */
  readonly mend: string;
  /** Where, as offsets of the text. */
  readonly span: Span;
}

/** A warning before its place is known. */
export type Trap = Omit<LintWarning, keyof FormulaPlace>;

/** What the rules look at. */
export interface LintSubject {
  readonly formula: TypedFormula;
  readonly estimates: ReadonlyMap<Typed, Estimate>;
  readonly pool: PoolFacts;
}
