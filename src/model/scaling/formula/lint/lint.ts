import type { Ticks } from "../../../../engine/time.ts";
import type { Estimate } from "../estimate.ts";
import { estimateFormula } from "../estimator.ts";
import type { Formula } from "../formula.ts";
import { type FormulaPlace, placeOf, type Span } from "../formulaError.ts";
import type { Typed, TypedFormula } from "../typedFormula.ts";
import { conditionTraps } from "./conditionTraps.ts";
import { poolTraps } from "./poolTraps.ts";
import { sampleTraps } from "./sampleTraps.ts";
import { targetTraps } from "./targetTraps.ts";
import { weekdayTraps } from "./weekdayTraps.ts";

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

/** The known traps that a formula steps into, in order of place. It is right nevertheless: it can be evaluated. */
export function lintFormula({ checked, assumptions }: Formula, pool: PoolFacts = {}): readonly LintWarning[] {
  const subject = { formula: checked, estimates: estimateFormula(checked, assumptions), pool };
  const traps = [targetTraps, sampleTraps, conditionTraps, weekdayTraps, poolTraps].flatMap((rule) => rule(subject));
  return traps
    .map((trap) => ({ ...placeOf(checked.text, trap.span.start), ...trap }))
    .sort((a, b) => a.span.start - b.span.start);
}
