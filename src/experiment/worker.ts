import { parentPort, workerData } from "node:worker_threads";
import { AuditError } from "../model/audit/auditError.ts";
import type { WorldSpec } from "../model/worldSpec.ts";
import { compileRecipe, type WorldRecipe } from "../scenario/recipe.ts";
import { type Cell, type CellOptions, runCell } from "./cell.ts";
import { faultIn } from "./cellError.ts";
import { packWorld, type WorldMessage } from "./worldMessage.ts";

/** What each thread is started with. */
export interface WorkerSetting {
  readonly alternatives: readonly SentAlternative[];
  readonly options: CellOptions;
  readonly progress: boolean;
}

export interface SentAlternative {
  readonly name: string;
  readonly recipe: WorldRecipe;
}

/** A cell; of an alternative that was added after the start of the threads, with it. */
export interface WorkerTask extends Cell {
  readonly added?: SentAlternative;
}

/** How far a thread is with a cell. */
export interface ProgressMessage {
  readonly cell: Cell;
  readonly share: number;
  readonly events: number;
}

/** What a cell came to. `started` and `ended` in milliseconds of a clock that all threads share. */
export type Outcome =
  | { readonly kind: "done"; readonly world: WorldMessage; readonly started: number; readonly ended: number }
  | { readonly kind: "audit"; readonly invariant: number; readonly at: number; readonly finding: string }
  | { readonly kind: "failed"; readonly message: string; readonly stack: string };

const PROGRESS_MILLISECONDS = 100;
const specs: WorldSpec[] = [];
let told = Number.NEGATIVE_INFINITY;

/** Simulates one cell in this thread: the only thing that a worker does. */
export async function simulateCell({ added, ...cell }: WorkerTask): Promise<Outcome> {
  const { alternatives, options, progress } = workerData as WorkerSetting;
  const { name, recipe } = added ?? alternatives[cell.alternative]!;
  try {
    const spec = specs[cell.alternative] ?? (await compileRecipe(recipe));
    specs[cell.alternative] = spec;
    const started = now();
    const world = packWorld(runCell({ name, spec }, cell, options, progress ? tell : undefined));
    return { kind: "done", world, started, ended: now() };
  } catch (error) {
    if (error instanceof AuditError) {
      const { invariant, at, finding } = error;
      return { kind: "audit", invariant, at, finding };
    }
    const { message, stack = "" } = faultIn(
      { alternative: name, replication: cell.replication, seed: recipe.resolved.seed },
      error,
    );
    return { kind: "failed", message, stack };
  }
}

function tell(cell: Cell, share: number, events: number): void {
  const at = now();
  // That a cell is done, its result says.
  if (share === 1 || at - told < PROGRESS_MILLISECONDS) return;
  told = at;
  parentPort?.postMessage({ cell, share, events } satisfies ProgressMessage);
}

function now(): number {
  return performance.timeOrigin + performance.now();
}
