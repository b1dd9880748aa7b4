import { max } from "d3-array";
import type { Ticks } from "../../engine/time.ts";
import type { PoolSpec } from "../../model/pool/poolSpec.ts";

/** By when the VMs of time 0 are ready: of each delay that is random, all but one in a thousand. */
export function readyBy({ provisioning, startTask }: PoolSpec): Ticks {
  return [provisioning, startTask]
    .map((variate) => ("mean" in variate ? variate.quantile(0.999) : max(variate.sequence)!))
    .reduce((sum, ticks) => sum + ticks, 0);
}
