import { capacityProblems } from "./capacityProblems.ts";
import { type Located, toPlain } from "./located.ts";
import { planProblems } from "./planProblems.ts";
import { withPoolPresets } from "./poolPresets.ts";
import { referenceProblems } from "./references.ts";
import { fillDependent, type ResolvedScenario } from "./resolved.ts";
import type { Problem } from "./scenarioError.ts";
import { scenarioSchema } from "./scenarioSchema.ts";
import { schemaProblems } from "./schemaProblems.ts";
import { storageProblems } from "./storageProblems.ts";

/** A tree with its defaults, or null with what is wrong with it. */
export interface CheckedTree {
  readonly resolved: ResolvedScenario | null;
  readonly problems: readonly Problem[];
}

/**
 * Checks a tree against the schema, and an alternative's also for names that refer to nothing and gangs that fit nowhere; the top may leave
 * such things to its alternatives.
 */
export function checkTree(tree: Located, fallbackName: string, part: "top" | "alternative"): CheckedTree {
  const parsed = scenarioSchema.safeParse(withPoolPresets(toPlain(tree)));
  const shape = parsed.success ? [] : schemaProblems(parsed.error.issues, tree);
  const names =
    part === "alternative" ? [...referenceProblems(tree), ...planProblems(tree), ...storageProblems(tree)] : [];
  if (!parsed.success) return { resolved: null, problems: [...shape, ...names] };
  const resolved = fillDependent(parsed.data, fallbackName);
  const fits = part === "alternative" && names.length === 0 ? capacityProblems(resolved, tree) : [];
  const problems = [...names, ...fits];
  return { resolved: problems.length === 0 ? resolved : null, problems };
}
