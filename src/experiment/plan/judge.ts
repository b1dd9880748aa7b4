import type { WorldSpec } from "../../model/worldSpec.ts";
import type { Objective } from "../../scenario/objective.ts";
import { overloadOf } from "./overload.ts";
import type { Space } from "./space.ts";
import type { Trials } from "./trials.ts";
import { type Judgement, looksMet, verdictOf } from "./verdict.ts";

/** How decisions are made. */
export interface DecisionRule {
  /** Whether anything is drawn. If not, one replication says all. */
  readonly random: boolean;
  /** Replications of the first look at a candidate; each further look has twice as many. */
  readonly firstStage: number;
  /** With so many it stays undecided. */
  readonly most: number;
  /** Chance of any wrong decision, at most, over `decisions` of them. */
  readonly error: number;
  readonly decisions: number;
}

/** Replications that only show the way. */
const PROBE = 3;

/** Decides which candidates meet the objectives, with few replications where it is plain, and remembers. */
export class Judge {
  readonly decided = new Map<number, Judgement>();
  readonly #objectives: readonly Objective[];
  readonly #specs: readonly WorldSpec[];
  readonly #trials: Trials;
  readonly #space: Space;
  readonly #rule: DecisionRule;

  constructor(
    objectives: readonly Objective[],
    specs: readonly WorldSpec[],
    trials: Trials,
    space: Space,
    rule: DecisionRule,
  ) {
    this.#objectives = objectives;
    this.#specs = specs;
    this.#trials = trials;
    this.#space = space;
    this.#rule = rule;
  }

  /** Whether a candidate looks feasible: what was decided of it, or of those above and below it, else by the means of a few replications. */
  async looksFeasible(candidate: number): Promise<boolean> {
    for (const [other, { verdict }] of this.decided) {
      if (verdict === "met" ? this.#space.isBelow(other, candidate) : this.#space.isBelow(candidate, other))
        return verdict === "met";
    }
    if (this.isOverloaded(candidate)) return false;
    await this.#trials.reach([candidate], this.#rule.random ? PROBE : 1);
    return looksMet(this.#objectives, this.#trials.of(candidate));
  }

  /** Whether it is offered more than it can do, so that it need not be simulated. */
  isOverloaded(candidate: number): boolean {
    return overloadOf(this.#specs[candidate]!) !== null;
  }

  /** Decides a candidate, by looks at ever more replications. The error is shared evenly among all looks of all decisions. */
  async decide(candidate: number): Promise<Judgement> {
    const known = this.decided.get(candidate);
    if (known !== undefined) return known;
    const judgement = await this.#look(candidate);
    this.decided.set(candidate, judgement);
    return judgement;
  }

  async #look(candidate: number): Promise<Judgement> {
    const spec = this.#specs[candidate]!;
    if (this.isOverloaded(candidate)) return { verdict: "missed", objectives: [], moreReplications: null };
    const { random, firstStage, most, error, decisions } = this.#rule;
    const looks = 1 + Math.max(0, Math.ceil(Math.log2(most / firstStage)));
    const each = this.decided.size < decisions ? error / (decisions * looks) : 0;
    // Beyond the decisions that were planned for there is no error left to make.
    if (each === 0) return { verdict: "undecided", objectives: [], moreReplications: null };
    for (let count = random ? firstStage : 1; ; count = Math.min(most, 2 * count)) {
      await this.#trials.reach([candidate], count);
      const judgement = verdictOf(this.#objectives, spec, random, this.#trials.of(candidate), each);
      if (judgement.verdict !== "undecided" || !random || count >= most) return judgement;
    }
  }
}
