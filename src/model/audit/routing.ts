import { CLASSIC } from "../eventLog.ts";
import type { PoolSpec } from "../pool/poolSpec.ts";
import type { RouteSpec, Target } from "../routeSpec.ts";

/** The indexes of the systems that a tenant's jobs may be routed to, in the order of the route; -1 for a pool that is not there. */
export function systemsOf(route: RouteSpec, tenant: string, pools: readonly PoolSpec[]): readonly number[] {
  return [...new Set(targetsOf(route, tenant).map((target) => indexOf(target, pools)))];
}

function targetsOf(route: RouteSpec, tenant: string): readonly Target[] {
  if (route.kind === "anyOf") return route.targets;
  if (route.kind === "overflow") return [route.target, route.overflowTo];
  const listed = route.kind === "fixed" ? route.target : route.targets.get(tenant);
  return [listed === undefined && route.kind === "byTenant" ? route.otherwise : (listed ?? null)];
}

function indexOf(target: Target, pools: readonly PoolSpec[]): number {
  if (target === null) return CLASSIC;
  const pool = pools.findIndex((candidate) => candidate.name === target);
  return pool < 0 ? -1 : pool + 1;
}
