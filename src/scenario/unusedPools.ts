import { type Located, mapAt, nodeAt, toPlain } from "./located.ts";
import { names, routeTargets } from "./references.ts";

/** A warning for each pool of an alternative's tree that no job goes to: unless its VMs come only for jobs, it is paid for all the same. */
export function unusedPools(tree: Located): readonly string[] {
  const used = new Set(routeTargets(tree).map(({ target }) => target));
  const unused = names(tree, ["pools"]).filter((pool) => !used.has(pool));
  return unused.map((pool) => {
    const billed = comesOnlyForJobs(tree, pool) ? "" : ", which is billed all the same";
    return `no workload goes to pool "${pool}"${billed}; route one to it, or remove it with pools: {${pool}: null}`;
  });
}

/** Whether a pool has no VMs as long as it has no jobs. */
function comesOnlyForJobs(tree: Located, pool: string): boolean {
  const at = ["pools", pool, "scaling"];
  const isNone = (path: readonly string[]): boolean => {
    const node = nodeAt(tree, [...at, ...path]);
    return node === undefined || toPlain(node) === 0;
  };
  if (mapAt(tree, [...at, "onDemand"]) !== undefined) return isNone(["onDemand", "min"]);
  return mapAt(tree, [...at, "byJobs"]) !== undefined && isNone(["byJobs", "min"]) && isNone(["byJobs", "initial"]);
}
