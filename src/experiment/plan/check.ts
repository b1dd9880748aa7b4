import type { WorldSpec } from "../../model/worldSpec.ts";
import type { Objective } from "../../scenario/objective.ts";
import { estimate } from "../estimate.ts";
import type { Estimate } from "../results.ts";
import type { Seen, Trials } from "./trials.ts";
import { type Judgement, verdictOf } from "./verdict.ts";

export interface CheckSetting {
  /** Replications that had no part in the search. */
  readonly fresh: Trials;
  readonly trials: Trials;
  readonly objectives: readonly Objective[];
  readonly specs: readonly WorldSpec[];
  readonly random: boolean;
  readonly error: number;
  readonly least: number;
  readonly most: number;
}

/** What fresh replications say of the answer; undecided, with nothing seen, where there is none. */
export interface Check extends Judgement {
  readonly seen: readonly Seen[];
  /** Whether `seen` are fresh ones; where nothing is drawn there are none that would say anything new. */
  readonly isFresh: boolean;
  readonly metrics: Readonly<Record<string, Estimate>>;
}

/**
 * Judges the answer once more, on fresh replications: as many as the search took to decide it, at least `least`, and more until they decide
 * it or are `most`.
 */
export async function checkAnswer(answer: number | null, setting: CheckSetting): Promise<Check> {
  const { fresh, trials, objectives, specs, random, error, least, most } = setting;
  const nothing = {
    verdict: "undecided",
    objectives: [],
    moreReplications: null,
    seen: [],
    isFresh: false,
    metrics: {},
  } as const;
  if (answer === null) return nothing;
  const spec = specs[answer]!;
  const judged = (seen: readonly Seen[], isFresh: boolean): Check => ({
    ...verdictOf(objectives, spec, random, seen, error / 2),
    seen,
    isFresh,
    metrics: metricsOf(seen),
  });
  if (!random) return judged(trials.of(answer), false);
  for (let count = Math.min(most, Math.max(least, trials.of(answer).length)); ; count = Math.min(most, 2 * count)) {
    await fresh.reach([answer], count);
    const check = judged(fresh.of(answer), true);
    if (check.verdict !== "undecided" || count >= most) return check;
  }
}

function metricsOf(seen: readonly Seen[]): Record<string, Estimate> {
  const names = new Map(seen.flatMap(({ metrics }) => Object.entries(metrics).map(([name, { unit }]) => [name, unit])));
  return Object.fromEntries(
    [...names].map(([name, unit]) => [
      name,
      estimate(
        seen.map(({ metrics }) => metrics[name]?.value ?? null),
        unit,
      ),
    ]),
  );
}
