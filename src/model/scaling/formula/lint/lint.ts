import { estimateFormula } from "../estimator.ts";
import type { Formula } from "../formula.ts";
import { placeOf } from "../formulaError.ts";
import { conditionTraps } from "./conditionTraps.ts";
import { poolTraps } from "./poolTraps.ts";
import { sampleTraps } from "./sampleTraps.ts";
import { targetTraps } from "./targetTraps.ts";
import type { LintWarning, PoolFacts } from "./trap.ts";
import { weekdayTraps } from "./weekdayTraps.ts";

/** The known traps that a formula steps into, in order of place. It is right nevertheless: it can be evaluated. */
export function lintFormula({ checked, assumptions }: Formula, pool: PoolFacts = {}): readonly LintWarning[] {
  const subject = { formula: checked, estimates: estimateFormula(checked, assumptions), pool };
  const traps = [targetTraps, sampleTraps, conditionTraps, weekdayTraps, poolTraps].flatMap((rule) => rule(subject));
  return traps
    .map((trap) => ({ ...placeOf(checked.text, trap.span.start), ...trap }))
    .sort((a, b) => a.span.start - b.span.start);
}
