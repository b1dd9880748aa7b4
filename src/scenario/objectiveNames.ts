import { type Located, nodeAt, problemAt } from "./located.ts";
import { names, suggest } from "./references.ts";
import type { Problem } from "./scenarioError.ts";

/** Objectives, and a metric to be known well enough, on a workload or a pool that no alternative has. */
export function objectiveNameProblems(top: Located, trees: readonly Located[]): readonly Problem[] {
  const objectives = nodeAt(top, ["objectives"]);
  const count = objectives?.kind === "list" ? objectives.items.length : 0;
  const places = Array.from({ length: count }, (_, i) => ["objectives", String(i)]);
  return [...places, ["replications", "metric"]].flatMap((at) => {
    const item = nodeAt(top, at);
    const match = item?.kind === "scalar" ? /^\s*by(Workload|Pool)\.([^.\s]+)\./.exec(String(item.value)) : null;
    if (match === null) return [];
    const where = match[1] === "Pool" ? "pools" : "workloads";
    const known = [...new Set(trees.flatMap((tree) => names(tree, [where])))];
    if (known.includes(match[2]!)) return [];
    return [
      problemAt(top, at, `no ${where.slice(0, -1)} is named "${match[2]}"; ${suggest(match[2]!, known, "there are")}`),
    ];
  });
}
