import { type Located, nodeAt, problemAt } from "./located.ts";
import { names, suggest } from "./references.ts";
import type { Problem } from "./scenarioError.ts";

/** Objectives on a workload or a pool that no alternative has. */
export function objectiveNameProblems(top: Located, trees: readonly Located[]): readonly Problem[] {
  const node = nodeAt(top, ["objectives"]);
  if (node?.kind !== "list") return [];
  return node.items.flatMap((item, i) => {
    const match = item.kind === "scalar" ? /^\s*by(Workload|Pool)\.([^.\s]+)\./.exec(String(item.value)) : null;
    if (match === null) return [];
    const where = match[1] === "Pool" ? "pools" : "workloads";
    const known = [...new Set(trees.flatMap((tree) => names(tree, [where])))];
    if (known.includes(match[2]!)) return [];
    return [
      problemAt(
        top,
        ["objectives", String(i)],
        `no ${where.slice(0, -1)} is named "${match[2]}"; ${suggest(match[2]!, known, "there are")}`,
      ),
    ];
  });
}
