import { stringify } from "yaml";
import type { LoadedScenario } from "./loadedScenario.ts";

/**
 * The whole scenario as YAML, every default and the alternatives' patches in it. Loading that text gives a scenario of the same hash; files
 * are named from the original's directory, so it must stand there.
 */
export function showScenario({ written }: LoadedScenario): string {
  return stringify(written, { lineWidth: 0, aliasDuplicateObjects: false, collectionStyle: "any" });
}
