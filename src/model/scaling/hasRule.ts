import type { ScalingSpec } from "./scalingSpec.ts";

/** Whether a rule decides how many VMs a pool has: what it is to have at its creation is the rule's to say, too. */
export function hasRule({ kind }: ScalingSpec): boolean {
  return kind === "onDemand" || kind === "byJobs";
}
