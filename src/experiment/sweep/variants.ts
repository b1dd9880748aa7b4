import type { LoadedScenario, LoadOptions, Problem } from "../../scenario/load.ts";
import type { SweptPath } from "../../scenario/sweptPaths.ts";
import { loadVariant, type Setting } from "../../scenario/variant.ts";

/** Tells where a setting that is wrong stands in the file, and what is wrong with it. */
export type Blame = (setting: Setting, problem: Problem) => Problem;

/** The scenario with each of these settings; what files hold is read once. Rejects with a `ScenarioError` as `blame` says. */
export async function variantsOf(
  file: string,
  load: LoadOptions,
  { alternatives }: LoadedScenario,
  points: readonly (readonly Setting[])[],
  blame: Blame,
): Promise<readonly LoadedScenario[]> {
  const { files } = alternatives[0]!;
  const variants: LoadedScenario[] = [];
  for (const settings of points) variants.push(await loadVariant(file, { ...load, files }, settings, blame));
  return variants;
}

/** Blames a value where `sweep` has it. */
export function blameOf(sweep: readonly SweptPath[]): Blame {
  return ({ path, value }, { path: at, message }) =>
    sweep
      .find((swept) => swept.path === path)!
      .problem(`${JSON.stringify(value)}: ${at === path ? "" : `${at}: `}${message}`);
}
