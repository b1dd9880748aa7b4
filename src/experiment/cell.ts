import type { Ticks } from "../engine/time.ts";
import { AuditError } from "../model/audit/auditError.ts";
import { runWorld } from "../model/world.ts";
import type { WorldResult } from "../model/worldResult.ts";
import type { WorldSpec } from "../model/worldSpec.ts";
import type { WorldRecipe } from "../scenario/recipe.ts";
import { faultIn } from "./cellError.ts";

/** One alternative in one replication: the unit of work. What it gives is a pure function of the scenario and of this. */
export interface Cell {
  /** Place in the list of alternatives that the simulator was opened with. */
  readonly alternative: number;
  readonly replication: number;
  /** In place of the alternative's own: for pilot runs, and for a warm-up that was found by them. */
  readonly time?: CellTime;
}

export interface CellTime {
  readonly warmUp: Ticks;
  readonly horizon: Ticks;
  readonly drain: boolean;
}

/** An alternative, ready to be simulated here (`spec`) or in another thread (`recipe`). */
export interface CompiledAlternative {
  readonly name: string;
  readonly spec: WorldSpec;
  readonly recipe: WorldRecipe;
}

/** The same for all cells of a run. */
export interface CellOptions {
  readonly jobs: boolean;
  readonly audit: boolean;
  readonly engine: "auto" | "events";
  /** Each evaluation of autoscale formulas, not only their number. */
  readonly evaluations?: boolean;
}

/** Called now and then with the share of a cell that is done, 0 at its start and 1 at its end, and its events so far. */
export type CellProgress = (cell: Cell, share: number, events: number) => void;

/**
 * Simulates one cell in this thread.
 *
 * @throws AuditError; CellError for anything else that goes wrong.
 */
export function runCell(
  { name, spec }: Pick<CompiledAlternative, "name" | "spec">,
  cell: Cell,
  options: CellOptions,
  onProgress?: CellProgress,
): WorldResult {
  const { replication, time } = cell;
  const progress = onProgress && ((share: number, events: number) => onProgress(cell, share, events));
  progress?.(0, 0);
  try {
    const world = runWorld(time === undefined ? spec : { ...spec, ...time }, {
      ...options,
      replication,
      ...(progress === undefined ? {} : { onProgress: progress }),
    });
    progress?.(1, world.events);
    return world;
  } catch (error) {
    if (error instanceof AuditError) throw error;
    throw faultIn({ alternative: name, replication, seed: spec.seed }, error);
  }
}
