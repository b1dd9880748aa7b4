import type { Located } from "./located.ts";
import { names, routeTargets } from "./references.ts";

/** A warning for each pool of an alternative's tree that no job goes to: it is paid for all the same. */
export function unusedPools(tree: Located): readonly string[] {
  const used = new Set(routeTargets(tree).map(({ target }) => target));
  const unused = names(tree, ["pools"]).filter((pool) => !used.has(pool));
  return unused.map(
    (pool) =>
      `no workload goes to pool "${pool}", which is billed all the same; route one to it, or remove it with pools: {${pool}: null}`,
  );
}
