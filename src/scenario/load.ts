import { createHash } from "node:crypto";
import path from "node:path";
import { namingAlternatives } from "./alternativeNames.ts";
import { alternativeProblems, type PatchedTree, patchAlternatives, topWorld } from "./alternatives.ts";
import { checkTree } from "./checkTree.ts";
import { currencyOfTree } from "./currency.ts";
import { readMergedFile } from "./extends.ts";
import { filesFromHere } from "./filesFromHere.ts";
import { gangsBeyondQuota } from "./gangsBeyondQuota.ts";
import { idleProblems } from "./idleRemovals.ts";
import type { LoadedAlternative, LoadedScenario } from "./loadedScenario.ts";
import { type Located, problemAt, toPlain } from "./located.ts";
import type { NamedFiles } from "./namedFiles.ts";
import { parseObjective } from "./objective.ts";
import { objectiveNameProblems } from "./objectiveNames.ts";
import { precisionOf } from "./precision.ts";
import { raisedFromNothing } from "./quotaProblems.ts";
import { CLASSIC, suggest } from "./references.ts";
import { type ResolvedScenario, withoutDirectories } from "./resolved.ts";
import { fileProblem, ScenarioError } from "./scenarioError.ts";
import { ScenarioFiles } from "./scenarioFiles.ts";
import { scenarioSchema } from "./scenarioSchema.ts";
import { applySettings } from "./setOption.ts";
import { sweptPaths } from "./sweptPaths.ts";
import { unusedCaps } from "./unusedCaps.ts";
import { unusedLowPriority } from "./unusedLowPriority.ts";
import { unusedPools } from "./unusedPools.ts";

export { compileWorld, validateScenario } from "./compile.ts";
export type { LoadedAlternative, LoadedScenario } from "./loadedScenario.ts";
export type { Objective } from "./objective.ts";
export { type Candidate, candidatesOf, type PlanQuestion, planQuestion } from "./planQuestion.ts";
export type { Precision } from "./precision.ts";
export type { ResolvedScenario } from "./resolved.ts";
export { type Problem, ScenarioError } from "./scenarioError.ts";
export type { SweptPath, WrittenValue } from "./sweptPaths.ts";

/** What the command line may change about a scenario file. */
export interface LoadOptions {
  /** `path=value`, in order; a later one wins. Set on the top of the file, before the alternatives' patches. */
  readonly set?: readonly string[];
  readonly seed?: number;
  readonly replications?: number;
  /** Names of the alternatives to keep; none: all. */
  readonly alternative?: readonly string[];
  /** What another variant of the same file has read, so that it is not read again. */
  readonly files?: NamedFiles;
}

/**
 * Reads a scenario file: what it extends, `--set` options, schema, references, alternatives. Everything but the files of traces and
 * empirical values, which `compileWorld` reads.
 *
 * Rejects with a `ScenarioError` that tells all problems found.
 */
export async function loadScenario(file: string, options: LoadOptions = {}): Promise<LoadedScenario> {
  const merged = readMergedFile(file);
  const set = applySettings(merged.tree, settingsOf(options));
  const top = set.tree;
  const swept = sweptPaths(top);
  const problems = [
    ...idleProblems([...merged.idle, ...set.idle], top),
    ...alternativeProblems(top),
    ...swept.problems,
  ];
  const fallback = path.basename(file).replace(/\.(?:ya?ml|json)$/i, "");
  const whole = checkTree(top, fallback, "top");
  const patched = patchAlternatives(top);
  const checked = patched.map((alternative) => {
    const { resolved, problems: found } = checkTree(alternative.tree, fallback, "alternative");
    problems.push(...idleProblems(alternative.idle, alternative.tree));
    return { alternative, resolved, found };
  });
  problems.push(
    ...namingAlternatives(
      checked.map(({ alternative, found }) => ({ name: alternative.name, found })),
      () => checkTree(topWorld(top), fallback, "alternative").problems,
    ),
    ...whole.problems,
    ...objectiveNameProblems(
      top,
      patched.map(({ tree }) => tree),
    ),
  );
  const money = currencyOfTree(top);
  problems.push(...money.problems, ...baselineProblems(top, patched));
  if (problems.length > 0 || whole.resolved === null) throw new ScenarioError(problems);
  const directory = directoryOf(file);
  const files = options.files ?? new ScenarioFiles(directory);
  const alternatives = checked.map(({ alternative: { name, tree }, resolved }): LoadedAlternative => {
    return {
      name,
      resolved: resolved!,
      tree,
      files,
      warnings: [
        ...unusedPools(tree),
        ...unusedLowPriority(tree, top),
        ...unusedCaps(tree),
        ...gangsBeyondQuota(resolved!, tree),
        ...raisedFromNothing(resolved!),
      ],
    };
  });
  const selected = select(file, alternatives, options.alternative ?? []);
  const named = filesFromHere(whole.resolved, top, directory);
  return { ...assemble(file, named, patched, selected, money.currency), top, sweep: swept.paths };
}

function directoryOf(file: string): string {
  return path.dirname(path.resolve(file));
}

function settingsOf({ set = [], seed, replications }: LoadOptions): readonly string[] {
  return [
    ...set,
    ...(seed === undefined ? [] : [`seed=${seed}`]),
    ...(replications === undefined ? [] : [`replications=${replications}`]),
  ];
}

function assemble(
  file: string,
  top: ResolvedScenario,
  patched: readonly PatchedTree[],
  alternatives: readonly LoadedAlternative[],
  currency: string,
): Omit<LoadedScenario, "top" | "sweep"> {
  const declared = top.baseline ?? (patched.some(({ name }) => name === CLASSIC) ? CLASSIC : patched[0]!.name);
  const patches = Object.fromEntries(
    patched.map(({ name, patch }) => [name, filesFromHere(toPlain(patch), patch, directoryOf(file))]),
  );
  // Checked once more for the order of its keys: what `show` prints must have the same when it is loaded.
  const written = scenarioSchema.parse({ ...top, baseline: declared, alternatives: patches });
  const resolved = withoutDirectories(written);
  const precision = precisionOf(top);
  return {
    name: top.name,
    file,
    seed: top.seed,
    replications: precision === null ? Number(top.replications) : precision.min,
    precision,
    hash: createHash("sha256").update(JSON.stringify(resolved)).digest("hex"),
    resolved,
    written,
    baseline: alternatives.some(({ name }) => name === declared) ? declared : alternatives[0]!.name,
    objectives: top.objectives.map(parseObjective),
    currency,
    alternatives,
    warnings: alternatives.flatMap(({ name, warnings }) => warnings.map((warning) => `${name}: ${warning}`)),
  };
}

function baselineProblems(top: Located, patched: readonly PatchedTree[]): readonly ReturnType<typeof problemAt>[] {
  const baseline = top.kind === "map" ? top.entries.get("baseline")?.node : undefined;
  const known = patched.map(({ name }) => name);
  if (baseline?.kind !== "scalar" || typeof baseline.value !== "string" || known.includes(baseline.value)) return [];
  return [
    problemAt(
      top,
      ["baseline"],
      `no alternative is named "${baseline.value}"; ${suggest(baseline.value, known, "there are")}`,
    ),
  ];
}

function select(
  file: string,
  all: readonly LoadedAlternative[],
  wanted: readonly string[],
): readonly LoadedAlternative[] {
  const known = all.map(({ name }) => name);
  const unknown = wanted.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw new ScenarioError(
      unknown.map((name) =>
        fileProblem(file, `no alternative is named "${name}"; ${suggest(name, known, "there are")}`),
      ),
    );
  }
  return wanted.length === 0 ? all : all.filter(({ name }) => wanted.includes(name));
}
