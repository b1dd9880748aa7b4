import type { LoadedAlternative } from "../../scenario/load.ts";
import type { PoolRoom } from "../../scenario/quotaChanges.ts";
import { names, routeTargets } from "../../scenario/references.ts";
import type { PlanResult } from "../plan/planResult.ts";
import { type QuotaFigures, quotasOf } from "../plan/quotaNeeds.ts";

/** The one pool that jobs go to; null where they go to several, or to none. */
export function onlyPool({ tree }: LoadedAlternative): string | null {
  const pools = names(tree, ["pools"]);
  const used = [...new Set(routeTargets(tree).map(({ target }) => target))].filter((name) => pools.includes(name));
  return used.length === 1 ? used[0]! : null;
}

/** Today's quotas. Where the file tells none, what there is is taken for it: the pools, and the VMs that the pool has. */
export function todayOf(
  { resolved }: LoadedAlternative,
  pool: string | null,
): { readonly isTold: boolean; readonly poolsTold: boolean; readonly today: QuotaFigures } {
  const told = quotasOf(resolved) ?? { pools: null, vmsPerPool: null, cores: null };
  if (told.vmsPerPool !== null || told.cores !== null || pool === null)
    return { isTold: true, poolsTold: true, today: told };
  const pools = told.pools ?? Object.keys(resolved.pools!).length;
  return {
    isTold: false,
    poolsTold: told.pools !== null,
    today: { ...told, pools, vmsPerPool: largestOf(resolved.pools![pool]!) },
  };
}

/** How long a raise of the quotas takes, as it is written; null where nothing is told of it. */
export function increaseOf({ resolved }: LoadedAlternative): string | null {
  const takes = resolved.account?.quotaIncrease?.[0]?.takes;
  if (takes === undefined) return null;
  if (typeof takes !== "object") return String(takes);
  return JSON.stringify(takes).replaceAll('"', "").replaceAll(":", ": ").replaceAll(",", ", ");
}

/** What the pool may become within today's quotas, and what the plan would have it be. */
export function roomOf(
  { resolved }: LoadedAlternative,
  pool: string,
  { poolsTold, today }: ReturnType<typeof todayOf>,
  { status, configuration, quota: { ask } }: PlanResult,
): PoolRoom {
  const pools = resolved.pools!;
  const coresOf = (name: string): number | null => {
    const { vmSize } = pools[name]!;
    return (typeof vmSize === "string" ? resolved.vmSizes?.[vmSize] : vmSize)?.cores ?? null;
  };
  const cores = coresOf(pool);
  const byPool = today.vmsPerPool ?? Number.POSITIVE_INFINITY;
  const others = Object.keys(pools).filter((name) => name !== pool);
  const left =
    today.cores === null || cores === null
      ? Number.POSITIVE_INFINITY
      : Math.max(
          0,
          today.cores - others.reduce((sum, name) => sum + (coresOf(name) ?? 0) * largestOf(pools[name]!), 0),
        );
  const byCores = cores === null ? left : Math.floor(left / cores);
  const wanted = [status === "feasible" ? configuration : null, ask?.configuration ?? null].flatMap((each) => {
    const vms = each?.[`pools.${pool}.vms`];
    return typeof vms === "number" ? [vms] : [];
  });
  const allowed = Math.min(byPool, byCores);
  // Where nothing limits it, it may become all that it would have to be.
  const limit = Number.isFinite(allowed) ? allowed : Math.max(largestOf(pools[pool]!), ...wanted);
  return {
    pool,
    limit,
    mayAddPool: poolsTold ? today.pools === null || others.length + 1 < today.pools : "untold",
    secondLimit: Math.max(0, Math.min(byPool, byCores - limit)),
    wanted,
  };
}

type Pool = NonNullable<LoadedAlternative["resolved"]["pools"]>[string];

/** Its VMs at the most, as far as they are written as numbers. */
function largestOf({ vms, scaling }: Pool): number {
  const max = scaling?.onDemand?.max;
  return Math.max(vms ?? 0, typeof max === "number" ? max : 0);
}
