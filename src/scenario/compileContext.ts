import type { Ticks } from "../engine/time.ts";
import type { Formula } from "../model/scaling/formula/formula.ts";
import type { Located } from "./located.ts";
import { problemAt } from "./located.ts";
import type { NamedFiles } from "./namedFiles.ts";
import { ScenarioError } from "./scenarioError.ts";

/** What the parts of a compilation share. */
export interface CompileContext {
  readonly tree: Located;
  readonly files: NamedFiles;
  /** The calendar time of tick 0, in milliseconds since 1970 UTC. */
  readonly startEpochMs: number;
  /** Those compiled so far, by text and options: pools with the same one share it. */
  readonly formulas: Map<string, Formula>;
  /** When arrivals stop. */
  readonly end: Ticks;
}

/** Refuses the value at a path. */
export function refuse({ tree }: CompileContext, path: readonly string[], message: string): never {
  throw new ScenarioError([problemAt(tree, path, message)]);
}
