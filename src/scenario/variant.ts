import { type LoadOptions, loadScenario } from "./load.ts";
import type { LoadedScenario } from "./loadedScenario.ts";
import { type Problem, ScenarioError } from "./scenarioError.ts";
import type { WrittenValue } from "./sweptPaths.ts";

/** A path of a scenario with a value for it. */
export interface Setting {
  readonly path: string;
  readonly value: WrittenValue;
}

/**
 * Loads a scenario file with some paths set, after the `--set` options.
 *
 * Rejects as `loadScenario`; what is wrong with a setting itself is shown as `blame` says, and other problems say which settings they
 * come with.
 */
export async function loadVariant(
  file: string,
  options: LoadOptions,
  settings: readonly Setting[],
  blame: (setting: Setting, problem: Problem) => Problem,
): Promise<LoadedScenario> {
  const texts = settings.map(({ path, value }) => `${path}=${JSON.stringify(value)}`);
  try {
    return await loadScenario(file, { ...options, set: [...(options.set ?? []), ...texts] });
  } catch (error) {
    if (!(error instanceof ScenarioError)) throw error;
    throw new ScenarioError(
      error.problems.map((problem) => {
        const place = texts.findIndex((text) => problem.file === `--set ${text}`);
        return place < 0
          ? { ...problem, message: `${problem.message} (with ${texts.join(", ")})` }
          : blame(settings[place]!, problem);
      }),
    );
  }
}
