import type { WorldSpec } from "../../model/worldSpec.ts";
import type { Objective } from "../../scenario/objective.ts";
import { estimate } from "../estimate.ts";
import { evidenceFor, holds, judge } from "../objectives.ts";
import type { ObjectiveResult } from "../results.ts";
import type { Seen } from "./trials.ts";

export type Verdict = "met" | "missed" | "undecided";

/** All objectives of one candidate. */
export interface Judgement {
  /** Met: all are. Missed: one is, at least. */
  readonly verdict: Verdict;
  readonly objectives: readonly ObjectiveResult[];
  /** About so many further replications would decide it; null where it is decided or nothing tells how many. */
  readonly moreReplications: number | null;
}

/**
 * Judges a candidate so that a wrong verdict has at most the chance `error`, on the assumptions of the intervals: one-sided, and
 * for `missed` shared among the objectives.
 *
 * @param random whether anything is drawn; if not, one replication says all.
 */
export function verdictOf(
  objectives: readonly Objective[],
  spec: WorldSpec,
  random: boolean,
  seen: readonly Seen[],
  error: number,
): Judgement {
  const confidence = 1 - (2 * error) / objectives.length;
  const results = objectives.map((objective): ObjectiveResult => {
    const { metric, unit } = objective;
    const values = seen.map(({ metrics }) => metrics[metric]?.value ?? null);
    const result = judge(
      objective,
      estimate(values, unit, confidence),
      evidenceFor(metric, random, spec, seen),
      confidence,
    );
    return isHopeless(objective, seen) ? { ...result, outcome: "missed", moreReplications: null } : result;
  });
  const outcomes = results.map(({ outcome }) => outcome);
  const more = results.filter(({ outcome }) => outcome === "undecided").map((result) => result.moreReplications);
  return {
    verdict: outcomes.includes("missed") ? "missed" : outcomes.includes("undecided") ? "undecided" : "met",
    objectives: results,
    moreReplications: more.length === 0 || more.includes(null) ? null : Math.max(...more.map(Number)),
  };
}

/** Whether the means alone would have all objectives met: for finding the way, not for an answer. */
export function looksMet(objectives: readonly Objective[], seen: readonly Seen[]): boolean {
  return objectives.every((objective) => {
    const { mean } = estimate(
      seen.map(({ metrics }) => metrics[objective.metric]?.value ?? null),
      objective.unit,
    );
    return mean !== null && !isHopeless(objective, seen) && holds(objective, mean);
  });
}

/** A time that most replications cannot tell because jobs were left over is beyond every bound. */
function isHopeless({ metric, unit, relation }: Objective, seen: readonly Seen[]): boolean {
  if (unit !== "s" || relation.startsWith(">")) return false;
  const without = seen.filter(
    ({ metrics }) => (metrics[metric]?.value ?? null) === null && (metrics["jobs.unfinished"]?.value ?? 0) > 0,
  );
  return 2 * without.length > seen.length;
}
