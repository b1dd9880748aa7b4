import type { WorldSpec } from "../../model/worldSpec.ts";
import type { Objective } from "../../scenario/objective.ts";
import type { Trials } from "./trials.ts";
import { type Judgement, verdictOf } from "./verdict.ts";

export interface LooksSetting {
  readonly objectives: readonly Objective[];
  readonly spec: WorldSpec;
  readonly random: boolean;
  /** Replications of the first look; each further look has twice as many. */
  readonly firstStage: number;
  /** Chance of a wrong verdict at each look. */
  readonly error: number;
}

/** Looks after the first one: four times as many replications in all. */
const DOUBLINGS = 2;

/**
 * Judges one candidate by looks at ever more replications, until they decide it or are four times the first ones.
 *
 * Rejects with an InterruptedError if the simulation was told to end.
 */
export async function judgeByLooks(trials: Trials, candidate: number, setting: LooksSetting): Promise<Judgement> {
  const { objectives, spec, random, firstStage, error } = setting;
  const most = random ? firstStage * 2 ** DOUBLINGS : 1;
  for (let count = random ? firstStage : 1; ; count *= 2) {
    await trials.reach([candidate], count);
    const judgement = verdictOf(objectives, spec, random, trials.of(candidate), error);
    if (judgement.verdict !== "undecided" || count >= most) return judgement;
  }
}
