import { type Located, nodeAt, problemAt } from "./located.ts";
import { PRESETS } from "./planPresets.ts";
import { names, suggest } from "./references.ts";
import type { Problem } from "./scenarioError.ts";

/** Metrics that name a thing of the scenario, and where these stand. */
const NAMING = [
  { metric: /^\s*byWorkload\.([^.\s]+)\./, where: "workloads", noun: "workload", ready: [] },
  { metric: /^\s*byPool\.([^.\s]+)\./, where: "pools", noun: "pool", ready: [] },
  {
    metric: /^\s*(?:cost\.byPlan\.([^.\s<>=]+)|byPlan\.([^.\s]+)\.)/,
    where: "billingPlans",
    noun: "billing plan",
    ready: Object.keys(PRESETS),
  },
] as const;

/** Objectives, and a metric to be known well enough, on a workload, a pool or a billing plan that no alternative has. */
export function objectiveNameProblems(top: Located, trees: readonly Located[]): readonly Problem[] {
  const objectives = nodeAt(top, ["objectives"]);
  const count = objectives?.kind === "list" ? objectives.items.length : 0;
  const places = Array.from({ length: count }, (_, i) => ["objectives", String(i)]);
  return [...places, ["replications", "metric"]].flatMap((at) => {
    const item = nodeAt(top, at);
    if (item?.kind !== "scalar") return [];
    return NAMING.flatMap(({ metric, where, noun, ready }) => {
      const match = metric.exec(String(item.value));
      const name = match?.[1] ?? match?.[2];
      const known = [...new Set([...trees.flatMap((tree) => names(tree, [where])), ...ready])];
      if (name === undefined || known.includes(name)) return [];
      return [problemAt(top, at, `no ${noun} is named "${name}"; ${suggest(name, known, "there are")}`)];
    });
  });
}
