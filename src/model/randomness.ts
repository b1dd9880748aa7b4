import { CLASSIC } from "./eventLog.ts";
import { Parties } from "./parties.ts";
import type { AutoscaleSpec } from "./scaling/scalingSpec.ts";
import type { WorldSpec } from "./worldSpec.ts";

/**
 * Whether anything in a world is drawn, as far as jobs and VMs of the customer's can notice it: if not, one replication says
 * all, and every further one says the same.
 */
export function isRandomWorld(spec: WorldSpec): boolean {
  const { workloads, pools, classic } = spec;
  const usesClassic = new Parties(spec).reaches(CLASSIC, workloads);
  return (
    holdsChance(workloads.filter(({ background }) => !background || usesClassic)) ||
    holdsChance(pools) ||
    (usesClassic && holdsChance(classic))
  );
}

/** Looks for what draws wherever it stands, so that no new part of a world can be forgotten here. */
function holdsChance(part: unknown): boolean {
  if (typeof part !== "object" || part === null || ArrayBuffer.isView(part)) return false;
  if ("quantile" in part && "variance" in part) return part.variance !== 0;
  if ("kind" in part && part.kind === "poisson") return true;
  if ("kind" in part && part.kind === "autoscale") return drawsByFormula(part as AutoscaleSpec);
  if ("probability" in part && typeof part.probability === "number" && part.probability > 0) return true;
  return Object.values(part).some(holdsChance);
}

function drawsByFormula({ formula, missingSamples }: AutoscaleSpec): boolean {
  return missingSamples > 0 || formula.calls("rand");
}
