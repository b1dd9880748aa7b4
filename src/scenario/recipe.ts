import type { TraceJobs } from "../model/workload/traceJobs.ts";
import type { WorldSpec } from "../model/worldSpec.ts";
import { compileWorld } from "./compile.ts";
import type { LoadedAlternative, LoadedScenario } from "./loadedScenario.ts";
import { fromPlain, type Source, toPlain } from "./located.ts";
import type { NamedFiles, NamedText } from "./namedFiles.ts";
import type { Objective } from "./objective.ts";
import type { ResolvedScenario } from "./resolved.ts";
import { fileProblem } from "./scenarioError.ts";

type FileContents = TraceJobs | readonly number[] | NamedText;

/**
 * What an alternative's world is compiled from, as plain data that can be sent to another thread: a `WorldSpec` holds functions and
 * cannot. The files are in it as they were read; the columns of traces are shared, not copied.
 */
export interface WorldRecipe {
  readonly resolved: ResolvedScenario;
  readonly tree: unknown;
  readonly objectives: readonly Objective[];
  /** By the path of the value that names the file. */
  readonly files: ReadonlyMap<string, FileContents>;
}

/** Compiles an alternative as `compileWorld`, and tells from what it was. Rejects as `compileWorld`. */
export async function compileWithRecipe(
  alternative: LoadedAlternative,
  { objectives }: Pick<LoadedScenario, "objectives">,
): Promise<{ readonly spec: WorldSpec; readonly recipe: WorldRecipe }> {
  const files = new Map<string, FileContents>();
  const spec = await compileWorld({ ...alternative, files: recorded(alternative.files, files) }, { objectives });
  const { resolved, tree } = alternative;
  return { spec, recipe: { resolved, tree: toPlain(tree), objectives, files } };
}

/** The very spec that a recipe was made with. */
export function compileRecipe({ resolved, tree, objectives, files }: WorldRecipe): Promise<WorldSpec> {
  const place = { source: NOWHERE, start: 0, end: 0, path: [] };
  const alternative = { name: "", resolved, warnings: [], files: asRead(files) };
  return compileWorld({ ...alternative, tree: fromPlain(tree, place) }, { objectives });
}

/** Passes on what is read, and keeps it. */
function recorded(files: NamedFiles, kept: Map<string, FileContents>): NamedFiles {
  const keep = <Contents extends FileContents>(at: readonly string[], contents: Contents): Contents => {
    kept.set(keyOf(at), contents);
    return contents;
  };
  return {
    trace: async (tree, at, format, placing) => keep(at, await files.trace(tree, at, format, placing)),
    column: async (tree, at, column) => keep(at, await files.column(tree, at, column)),
    formula: async (tree, at) => keep(at, await files.formula(tree, at)),
  };
}

function asRead(files: WorldRecipe["files"]): NamedFiles {
  return {
    trace: async (_tree, at) => files.get(keyOf(at)) as TraceJobs,
    column: async (_tree, at) => files.get(keyOf(at)) as readonly number[],
    formula: async (_tree, at) => files.get(keyOf(at)) as NamedText,
  };
}

function keyOf(at: readonly string[]): string {
  return JSON.stringify(at);
}

/** What a recipe holds was found valid where it was made: a problem that points here is a fault of ours. */
const NOWHERE: Source = {
  label: "recipe",
  directory: "",
  problem: (_start, _end, path, message) => fileProblem("recipe", `${path}: ${message}`),
};
