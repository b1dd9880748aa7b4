import { type Located, pathText } from "./located.ts";
import { isNamed } from "./oneOf.ts";
import type { IdleRemoval } from "./patch.ts";
import { names, suggest } from "./references.ts";
import type { Problem } from "./scenarioError.ts";
import { scenarioSchema } from "./scenarioSchema.ts";
import { keysAt } from "./schemaWalk.ts";

/**
 * A null that removed nothing is fine for a key that might have been there; for a name or a key that nothing has, it is a misspelling (or
 * a thing that was left empty), and no error of the schema would tell, because it leaves no trace in the result.
 */
export function idleProblems(idle: readonly IdleRemoval[], tree: Located): readonly Problem[] {
  return idle.flatMap(({ path, entry }) => {
    const above = path.slice(0, -1);
    const key = path.at(-1)!;
    const { source, start, end, path: written } = entry.key;
    const problem = (message: string): readonly Problem[] => [source.problem(start, end, pathText(written), message)];
    if (path.length === 2 && path[0] === "alternatives")
      return problem("is empty; write {} for the scenario as it stands");
    if (isNamed(above) && above.length > 0)
      return problem(
        `is empty, and there is no such name to remove; ${suggest(key, names(tree, above), "the names are")}`,
      );
    const valid = keysAt(scenarioSchema, above);
    return valid === null || valid.includes(key)
      ? []
      : problem(`unknown key; ${suggest(key, valid, "expected one of")}`);
  });
}
