import type { LoadedAlternative } from "./loadedScenario.ts";
import { names, routeTargets } from "./references.ts";

/** A warning for each pool of an alternative that no job goes to: it is paid for all the same. */
export function unusedPools({ name, tree }: LoadedAlternative): readonly string[] {
  const used = new Set(routeTargets(tree).map(({ target }) => target));
  const unused = names(tree, ["pools"]).filter((pool) => !used.has(pool));
  return unused.map(
    (pool) =>
      `${name}: no workload goes to pool "${pool}", which is billed all the same; route one to it, or remove it with pools: {${pool}: null}`,
  );
}
