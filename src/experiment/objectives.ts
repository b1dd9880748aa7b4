import type { Objective } from "../scenario/objective.ts";
import type { Estimate, ObjectiveResult } from "./results.ts";

/**
 * Judges an objective by the interval of its metric: met or missed where the whole interval says so, else undecided. With
 * one replication there is no interval, and the one value decides.
 */
export function judge(objective: Objective, estimate: Estimate | undefined): ObjectiveResult {
  const { text, metric, bound } = objective;
  const value = estimate?.mean ?? null;
  const result = { objective: text, metric, value, unit: estimate?.unit ?? "1", bound } as const;
  if (estimate === undefined || value === null) return { ...result, outcome: "undecided" };
  const lowHolds = holds(objective, estimate.low ?? value);
  const highHolds = holds(objective, estimate.high ?? value);
  if (lowHolds && highHolds) return { ...result, outcome: "met" };
  return { ...result, outcome: lowHolds || highHolds ? "undecided" : "missed" };
}

function holds({ relation, bound }: Objective, value: number): boolean {
  switch (relation) {
    case "<":
      return value < bound;
    case "<=":
      return value <= bound;
    case ">":
      return value > bound;
    case ">=":
      return value >= bound;
  }
}
