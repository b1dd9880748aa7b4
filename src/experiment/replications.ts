import type { Ticks } from "../engine/time.ts";
import type { WorldResult } from "../model/worldResult.ts";
import type { Precision } from "../scenario/load.ts";
import type { Cell } from "./cell.ts";
import type { Simulator } from "./simulator.ts";
import { type Look, nextLook } from "./stoppingRule.ts";

/** How many replications there are to be. */
export interface ReplicationPlan {
  readonly alternatives: number;
  /** All of them, or those before the first look. */
  readonly replications: number;
  readonly precision: Precision | null;
  /** In place of the alternatives' own. */
  readonly warmUp?: Ticks;
  /** The metric to be precise, over an alternative's worlds. */
  readonly look: (worlds: readonly WorldResult[], metric: string) => Look;
  /** Told before each round how many replications there will be after it. */
  readonly onPlan?: (replications: number) => void;
}

/** The worlds of each alternative by replication, all of one length, and whether that is all there was to be. */
export interface Replicated {
  readonly worlds: readonly (readonly WorldResult[])[];
  readonly complete: boolean;
}

/**
 * Simulates replications of all alternatives, until there are enough. The same number for each, since they are paired; replication by
 * replication, so that an interrupted run has the same ones of all: the first, whichever happened to be done beside them, for
 * those that are done early are not like the others.
 */
export async function replicate(simulator: Simulator, plan: ReplicationPlan): Promise<Replicated> {
  const worlds = Array.from({ length: plan.alternatives }, (): WorldResult[] => []);
  let done = 0;
  let wanted = plan.replications;
  while (done < wanted) {
    plan.onPlan?.(wanted);
    const results = await simulator.simulate(cellsOf(plan.alternatives, done, wanted, plan.warmUp));
    const missing = results.indexOf(undefined);
    const complete = missing < 0 ? wanted : done + Math.floor(missing / plan.alternatives);
    for (let place = 0; place < (complete - done) * plan.alternatives; place++)
      worlds[place % plan.alternatives]!.push(results[place]!);
    if (missing >= 0) return { worlds, complete: false };
    done = wanted;
    const { precision } = plan;
    if (precision !== null)
      wanted = nextLook(
        worlds.map((some) => plan.look(some, precision.metric)),
        done,
        precision,
      );
  }
  return { worlds, complete: true };
}

/** The cells of replications `from` to `to` (not included) of so many alternatives, with a warm-up in place of their own if told. */
export function cellsOf(alternatives: number, from: number, to: number, warmUp?: Ticks): Cell[] {
  return Array.from({ length: (to - from) * alternatives }, (_, place) => ({
    alternative: place % alternatives,
    replication: from + Math.floor(place / alternatives),
    ...(warmUp === undefined ? {} : { warmUp }),
  }));
}
