import type { Estimate } from "../estimate.ts";
import { type Typed, within } from "../typedFormula.ts";
import type { LintSubject, Trap } from "./trap.ts";

/**
 * Weekends that leave Sunday out: `weekday >= 6 && weekday <= 7` where Sunday is 0, as no document says. A weekday is known by its range,
 * also in a variable.
 */
export function weekdayTraps({ formula, estimates }: LintSubject): readonly Trap[] {
  return formula.statements
    .filter(({ replaced }) => !replaced)
    .flatMap(({ value }) => within(value))
    .filter((node) => node.kind === "binary" && node.operator === "<=" && isWeekdayFrom0(estimates.get(node.left)))
    .filter((node) => node.kind === "binary" && isSeven(node.right, estimates))
    .map((span) => ({
      rule: "sunday",
      message: "a weekday is compared with 7, but Sunday is taken to be 0",
      reason: "Whether Sunday is 0 or 7 is documented nowhere: with the one, days 6 to 7 are Saturday alone.",
      mend: "Ask for working days instead: weekday >= 1 && weekday <= 5 is right either way.",
      span,
    }));
}

function isWeekdayFrom0(estimate: Estimate | undefined): boolean {
  return estimate?.whole === true && estimate.low === 0 && estimate.high === 6;
}

function isSeven(node: Typed, estimates: LintSubject["estimates"]): boolean {
  const estimate = estimates.get(node);
  return estimate?.low === 7 && estimate.high === 7;
}
