import type { Objective } from "../../scenario/objective.ts";
import { configurationText } from "../../scenario/planQuestion.ts";
import { estimate } from "../estimate.ts";
import type { ObjectiveResult } from "../results.ts";
import type { Yardstick } from "./cheapest.ts";
import type { Judge } from "./judge.ts";
import type { CompiledCandidate } from "./monotone.ts";
import { overloadOf } from "./overload.ts";
import type { Tried } from "./planResult.ts";
import type { Space } from "./space.ts";
import type { Trials } from "./trials.ts";
import { verdictOf } from "./verdict.ts";

/** What a search leaves behind. */
export interface Traces {
  readonly compiled: readonly CompiledCandidate[];
  readonly judge: Judge;
  readonly trials: Trials;
  readonly space: Space;
  readonly yardstick: Yardstick;
  readonly objectives: readonly Objective[];
  readonly random: boolean;
  readonly answer: number | null;
}

/** Of each objective the value and its 95% interval over the search's replications. */
export function objectivesOf(
  { objectives, compiled, trials, random }: Traces,
  candidate: number,
): readonly ObjectiveResult[] {
  const seen = trials.of(candidate);
  if (seen.length === 0) return [];
  return verdictOf(objectives, compiled[candidate]!.spec, random, seen, 0.025 * objectives.length).objectives;
}

/** What became of every candidate, and why. */
export function triedOf(traces: Traces): readonly Tried[] {
  const { compiled, judge, trials, yardstick, answer } = traces;
  const unit = compiled
    .map((_, each) => trials.of(each)[0]?.metrics[yardstick.metric]?.unit)
    .find((some) => some !== undefined);
  return compiled.map(({ candidate }, index): Tried => {
    const values = trials.values(index, yardstick.metric);
    const verdict = judge.decided.get(index)?.verdict;
    return {
      configuration: candidate.configuration,
      replications: values.length,
      outcome: verdict ?? (impliedBy(traces, index) === null ? "not decided" : "implied"),
      cost: values.length === 0 ? null : estimate(values, unit ?? "1"),
      objectives: objectivesOf(traces, index),
      dropped: index === answer ? null : whyDropped(traces, index),
    };
  });
}

function whyDropped(traces: Traces, index: number): string {
  const { compiled, judge, answer } = traces;
  const overload = overloadOf(compiled[index]!.spec);
  if (overload !== null) return overload;
  const judgement = judge.decided.get(index);
  if (judgement?.verdict === "missed") {
    const wrong = judgement.objectives.filter(({ outcome }) => outcome === "missed").map(({ objective }) => objective);
    return `misses ${wrong.join(" and ")}`;
  }
  if (judgement?.verdict === "undecided") return "undecided: too close to an objective";
  if (judgement?.verdict === "met") return answer === null ? "meets the objectives" : "costs no less than the answer";
  const other = impliedBy(traces, index);
  if (other === null) return "costs more than the answer";
  const { configuration } = compiled[other]!.candidate;
  return judge.decided.get(other)!.verdict === "met"
    ? `costs no less than ${configurationText(configuration)}, which meets them`
    : `no better than ${configurationText(configuration)}, which does not`;
}

/** The decided candidate that a candidate must be better, or worse, than. */
function impliedBy({ judge, space }: Traces, index: number): number | null {
  for (const [other, { verdict }] of judge.decided) {
    if (verdict === "missed" && space.isBelow(index, other)) return other;
    if (verdict === "met" && space.isBelow(other, index)) return other;
  }
  return null;
}
