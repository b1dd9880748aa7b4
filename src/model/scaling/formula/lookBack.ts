import { DAY, type Ticks } from "../../../engine/time.ts";
import type { Estimate } from "./estimate.ts";
import type { LookBack } from "./sampleHistory.ts";
import { type Typed, type TypedFormula, within } from "./typedFormula.ts";

/**
 * How far a formula may look back where its text does not say it (a start that is a timestamp, a count that nothing bounds): what is
 * older is forgotten. An assumption.
 */
export const LONGEST_HISTORY: Ticks = 7 * DAY;

/** How far a checked formula looks back on each of its metrics. */
export function lookBacks(formula: TypedFormula, estimates: ReadonlyMap<Typed, Estimate>): readonly LookBack[] {
  const depths = formula.metrics.map(() => ({ samples: 1, age: 0 }));
  for (const { value } of formula.statements) {
    for (const node of within(value)) {
      if (node.kind !== "method") continue;
      const depth = depths[node.metric]!;
      const [first] = node.args;
      if (node.method === "GetSample" && first!.type === "double") {
        const count = estimates.get(first!)!.high;
        if (Number.isFinite(count)) depth.samples = Math.max(depth.samples, Math.floor(count));
        else depth.age = Math.max(depth.age, LONGEST_HISTORY);
      }
      for (const arg of node.args) depth.age = Math.max(depth.age, ageOf(arg, estimates));
    }
  }
  return depths;
}

function ageOf(node: Typed, estimates: ReadonlyMap<Typed, Estimate>): Ticks {
  if (node.type === "timestamp") return LONGEST_HISTORY;
  if (node.type !== "timeinterval") return 0;
  const { high } = estimates.get(node)!;
  return Number.isFinite(high) ? high : LONGEST_HISTORY;
}
