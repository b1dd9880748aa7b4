import { largestCount } from "./countBounds.ts";
import type { Located } from "./located.ts";
import { routeTargets } from "./references.ts";
import type { ResolvedScenario } from "./resolved.ts";

/**
 * A warning for each gang of an alternative that fits its pool, but not what the account's quota of VMs ever lets the pool have. No
 * error, for the quota may be what is asked about.
 */
export function gangsBeyondQuota(
  { account, workloads, pools = {} }: ResolvedScenario,
  tree: Located,
): readonly string[] {
  if (account?.maxVmsPerPool === undefined) return [];
  const later = (account.quotaIncrease ?? []).flatMap(({ maxVmsPerPool }) => maxVmsPerPool ?? []);
  const vms = Math.max(account.maxVmsPerPool, ...later);
  return routeTargets(tree).flatMap(({ path, target }) => {
    const { gang, nodes } = workloads[path[1]!]!.job;
    const width = largestCount(gang ?? nodes ?? 1);
    const pool = pools[target];
    if (pool === undefined || !Number.isFinite(width) || width <= vms * pool.slotsPerVm) return [];
    const room = `account.maxVmsPerPool lets pool "${target}" have ${vms} VM${vms === 1 ? "" : "s"}, ${vms * pool.slotsPerVm} slots`;
    return [
      `the gang of ${width} slots of workload "${path[1]}" never fits: ${room}; it and those behind it wait for ever, ` +
        "unless the quota is raised",
    ];
  });
}
