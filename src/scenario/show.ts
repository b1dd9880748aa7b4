import path from "node:path";
import { stringify } from "yaml";
import { filesFromHere } from "./filesFromHere.ts";
import type { LoadedScenario } from "./loadedScenario.ts";

/**
 * The whole scenario as YAML, every default and the alternatives' patches in it. Loading that text gives a scenario of the same hash; files
 * are named from the original's directory, so it must stand there.
 */
export function showScenario({ written }: LoadedScenario): string {
  return yamlOf(written);
}

/** One of its alternatives as a scenario of its own: with its patch applied and every default filled in, which gives the same figures. */
export function alternativeAlone({ file, alternatives }: LoadedScenario, wanted: string): unknown {
  const { name, resolved, tree } = alternatives.find((alternative) => alternative.name === wanted)!;
  const values = filesFromHere(resolved, tree, path.dirname(path.resolve(file)));
  return { ...values, alternatives: { [name]: {} } };
}

/** Values as a scenario file has them. */
export function yamlOf(values: unknown): string {
  return stringify(values, { lineWidth: 0, aliasDuplicateObjects: false, collectionStyle: "any" });
}
