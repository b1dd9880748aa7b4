import type { WorldResult } from "../../model/worldResult.ts";
import type { CellTime } from "../cell.ts";
import { InterruptedError, NO_ANSWER_YET } from "../interruptedError.ts";
import type { Simulator } from "../simulator.ts";

/** What is kept of a replication. */
export type Seen = Pick<WorldResult, "metrics" | "warnings" | "timeline">;

/** The replications of each candidate, simulated as they are asked for: candidate by candidate the same numbers, so that all see the same jobs. */
export class Trials {
  /** Replications of all candidates. */
  total = 0;
  readonly #simulate: Simulator["simulate"];
  readonly #times: readonly CellTime[];
  readonly #first: number;
  readonly #withTimelines: boolean;
  readonly #seen: Seen[][];

  /** @param first the number of the first replication; @param withTimelines else they are empty: they are large. */
  constructor(simulate: Simulator["simulate"], times: readonly CellTime[], first: number, withTimelines: boolean) {
    this.#simulate = simulate;
    this.#times = times;
    this.#first = first;
    this.#withTimelines = withTimelines;
    this.#seen = times.map(() => []);
  }

  /**
   * Simulates until each of these candidates has so many replications.
   *
   * Rejects with an InterruptedError if it was told to end before.
   */
  async reach(candidates: readonly number[], replications: number): Promise<void> {
    const cells = candidates.flatMap((alternative) => {
      const done = this.#seen[alternative]!.length;
      const { warmUp, horizon, drain } = this.#times[alternative]!;
      return Array.from({ length: Math.max(0, replications - done) }, (_, more) => ({
        alternative,
        replication: this.#first + done + more,
        time: { warmUp, horizon, drain },
      }));
    });
    if (cells.length === 0) return;
    const worlds = await this.#simulate(cells);
    worlds.forEach((world, place) => {
      if (world === undefined) throw new InterruptedError(NO_ANSWER_YET);
      const { metrics, warnings, timeline } = world;
      const kept = this.#withTimelines ? timeline : [];
      this.#seen[cells[place]!.alternative]!.push({ metrics, warnings, timeline: kept });
    });
    this.total += cells.length;
  }

  of(candidate: number): readonly Seen[] {
    return this.#seen[candidate]!;
  }

  /** A metric by replication; null where it is not defined. */
  values(candidate: number, metric: string): readonly (number | null)[] {
    return this.of(candidate).map(({ metrics }) => metrics[metric]?.value ?? null);
  }
}
