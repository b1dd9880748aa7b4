import type { WorldRecord } from "../model/worldResult.ts";
import type { Precision } from "../scenario/load.ts";
import type { Cell, CellTime } from "./cell.ts";
import type { Simulator } from "./simulator.ts";
import { type Look, nextLook } from "./stoppingRule.ts";

/** How many replications there are to be. */
export interface ReplicationPlan {
  /** Of each alternative, in place of its own. */
  readonly times: readonly CellTime[];
  /** All of them, or those before the first look. */
  readonly replications: number;
  readonly precision: Precision | null;
  /** The metric to be precise, over an alternative's worlds. */
  readonly look: (worlds: readonly WorldRecord[], metric: string) => Look;
  /** Told before each round how many replications there will be after it. */
  readonly onPlan?: (replications: number) => void;
}

/** The worlds of each alternative by replication, all of one length, and whether that is all there was to be. */
export interface Replicated {
  readonly worlds: readonly (readonly WorldRecord[])[];
  readonly complete: boolean;
}

/**
 * Simulates replications of all alternatives, until there are enough. The same number for each, since they are paired; replication by
 * replication, so that an interrupted run has the same ones of all: the first, whichever happened to be done beside them, for
 * those that are done early are not like the others.
 */
export async function replicate(simulator: Pick<Simulator, "simulate">, plan: ReplicationPlan): Promise<Replicated> {
  const { times } = plan;
  const worlds = times.map((): WorldRecord[] => []);
  let done = 0;
  let wanted = plan.replications;
  while (done < wanted) {
    plan.onPlan?.(wanted);
    const results = await simulator.simulate(cellsOf(times, done, wanted));
    const missing = results.indexOf(undefined);
    const complete = missing < 0 ? wanted : done + Math.floor(missing / times.length);
    for (let place = 0; place < (complete - done) * times.length; place++)
      worlds[place % times.length]!.push(results[place]!);
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

/** The cells of replications `from` to `to` (not included) of the alternatives with these times. */
export function cellsOf(times: readonly CellTime[], from: number, to: number): Cell[] {
  return Array.from({ length: (to - from) * times.length }, (_, place) => {
    const alternative = place % times.length;
    const { warmUp, horizon, drain } = times[alternative]!;
    return { alternative, replication: from + Math.floor(place / times.length), time: { warmUp, horizon, drain } };
  });
}
