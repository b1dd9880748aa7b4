import { CLASSIC } from "../eventLog.ts";
import type { PoolSpec, RouteSpec } from "../worldSpec.ts";

/** The index of the system to which a tenant's jobs are routed; -1 for a pool that is not there. */
export function systemOf(route: RouteSpec, tenant: string, pools: readonly PoolSpec[]): number {
  const listed = route.kind === "fixed" ? route.target : route.targets.get(tenant);
  const target = listed === undefined && route.kind === "byTenant" ? route.otherwise : (listed ?? null);
  if (target === null) return CLASSIC;
  const pool = pools.findIndex((candidate) => candidate.name === target);
  return pool < 0 ? -1 : pool + 1;
}
