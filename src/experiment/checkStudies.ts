import { choiceOf } from "../scenario/choiceValues.ts";
import { candidatesOf, type LoadedScenario, type LoadOptions, ScenarioError } from "../scenario/load.ts";
import { type Located, mapAt, nodeAt } from "../scenario/located.ts";
import { gridOf, gridSize } from "./sweep/grid.ts";
import { blameOf, variantsOf } from "./sweep/variants.ts";

/** Of more combinations only the first and the last value of each path are tried. */
const MOST_TRIED = 20;

/**
 * Refuses what a file's own `sweep` and `plan.choose` ask for and cannot have: paths that lead nowhere, values that do not fit there.
 *
 * Rejects with a `ScenarioError` that tells of the first.
 */
export async function checkStudies(file: string, load: LoadOptions, scenario: LoadedScenario): Promise<void> {
  const { sweep } = scenario;
  if (sweep.length > 0) await variantsOf(file, load, scenario, gridOf(fewOf(sweep)), blameOf(sweep));
  checkChoices(scenario);
}

/** A plan chooses on the top of the file, or on an alternative that is asked for: what fits on one of them is right. */
function checkChoices(scenario: LoadedScenario): void {
  const at = ["plan", "choose"];
  const written = [...(mapAt(scenario.top, at)?.entries ?? [])];
  const choices = fewOf(written.map(([path, { node }]) => choiceOf(scenario.top, [...at, path], node)));
  const faultOn = (alternative: string | null): ScenarioError | null => {
    try {
      candidatesOf(scenario, choices, alternative);
      return null;
    } catch (error) {
      if (error instanceof ScenarioError) return error;
      throw error;
    }
  };
  const fault = choices.length === 0 ? null : faultOn(null);
  const hasAll = (tree: Located): boolean =>
    choices.every((choice) => nodeAt(tree, choice.path.split(".").slice(0, -1)) !== undefined);
  const others = scenario.alternatives.filter(({ tree }) => hasAll(tree));
  if (fault !== null && others.every(({ name }) => faultOn(name) !== null)) throw fault;
}

function fewOf<Path extends { readonly values: readonly unknown[] }>(paths: readonly Path[]): readonly Path[] {
  if (gridSize(paths) <= MOST_TRIED) return paths;
  return paths.map((path) => ({
    ...path,
    values: path.values.length > 2 ? [path.values[0], path.values.at(-1)] : path.values,
  }));
}
