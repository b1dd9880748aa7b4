import { DAY } from "../../engine/time.ts";
import { isEndless } from "../../model/loadCycle.ts";
import { offeredLoads } from "../../model/offeredLoad.ts";
import type { WorldSpec } from "../../model/worldSpec.ts";
import { overloadedStores } from "../stability.ts";

/** Shorter runs may see one burst of a load that comes once a week, which is no rate. */
const CYCLES_AFTER = 7 * DAY;

/**
 * Why a candidate can have no steady state, which no simulated figure would tell: a system is offered as much as it can do, or more.
 * Null where none is, and for loads that end.
 */
export function overloadOf(spec: WorldSpec): string | null {
  const { workloads, horizon } = spec;
  const steady = workloads.every(({ arrivals }) => arrivals.kind === "poisson" || arrivals.kind === "renewal");
  if (!isEndless(spec) || (!steady && horizon < CYCLES_AFTER)) return null;
  const store = overloadedStores(spec)[0];
  if (store !== undefined) {
    const load = Number((store.offered / store.capacity).toFixed(2));
    return `storage ${store.store} is asked for ${load} of its ${store.limit}: no steady state`;
  }
  const over = offeredLoads(spec).find(({ offered, capacity }) => offered > 0 && offered >= capacity);
  if (over === undefined) return null;
  const { system, offered, capacity } = over;
  return `${system} is offered ${Number(offered.toFixed(1))} slots' work and has ${capacity}: no steady state`;
}
