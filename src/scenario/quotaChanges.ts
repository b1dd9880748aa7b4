import { checkTree } from "./checkTree.ts";
import type { LoadedAlternative } from "./loadedScenario.ts";
import { fromPlain, type Located, mapAt, nodeAt, textAt, toPlain } from "./located.ts";
import { MergePatch } from "./patch.ts";
import { CLASSIC, names } from "./references.ts";
import { shiftedCron } from "./shiftedCron.ts";

/** A change that needs no larger quota. */
export type ChangeKind = "as it is" | "resize" | "second pool" | "other hours" | "on demand" | "classic";

/** A scenario with the change made; or why it is not. */
export type QuotaChange =
  | { readonly kind: ChangeKind; readonly text: string; readonly alternative: LoadedAlternative }
  | { readonly kind: ChangeKind; readonly text: string; readonly skipped: string };

/** What a pool is, and what it may become. */
export interface PoolRoom {
  readonly pool: string;
  /** VMs that the account allows it, its cores counted too. */
  readonly limit: number;
  /** Whether the account allows one pool more; `untold`: it tells of no quota, so that there may be as many as there are. */
  readonly mayAddPool: boolean | "untold";
  /** VMs that a second pool may have. */
  readonly secondLimit: number;
  /** VMs that it would take, in order; none: nothing was found that does. */
  readonly wanted: readonly number[];
}

/** Hours by which a firing is moved; of those that are alike the first is told. */
const SHIFTS = [-1, 1, -2, 2, -3, 3, -6, 6];

/** The alternative as the account is today: increases that were asked for are not there yet. */
export function asToday(alternative: LoadedAlternative): QuotaChange {
  const increases = nodeAt(alternative.tree, ["account", "quotaIncrease"]);
  return changed(
    alternative,
    "as it is",
    "as it is",
    increases === undefined ? {} : { account: { quotaIncrease: null } },
  );
}

/** All jobs to the classic service; none where the file has none. */
export function toClassic(alternative: LoadedAlternative): readonly QuotaChange[] {
  if (mapAt(alternative.tree, ["classic"]) === undefined) return [];
  const workloads = Object.fromEntries(
    names(alternative.tree, ["workloads"]).map((name) => [name, { route: CLASSIC }]),
  );
  return [changed(alternative, CLASSIC, "the classic service, without pools", { workloads, pools: null })];
}

/** Another size of the pool, within what it may have. */
export function resized(alternative: LoadedAlternative, { pool, limit, wanted }: PoolRoom): readonly QuotaChange[] {
  const { vms, scaling } = poolOf(alternative, pool);
  const [least = limit] = wanted;
  const to = Math.min(least, limit);
  const text = `resize ${pool} to ${to} VMs`;
  if (scaling !== undefined) return [{ kind: "resize", text, skipped: "its size is decided by its scaling" }];
  if (vms === to) {
    const most = `${pool} has ${to} VMs already, all that today's quota allows`;
    return [{ kind: "resize", text, skipped: to === limit ? most : `${pool} has ${to} VMs already` }];
  }
  return [changed(alternative, "resize", text, { pools: { [pool]: { vms: to } } })];
}

/** A second pool like the first, which takes what the first cannot start at once. */
export function withSecondPool(alternative: LoadedAlternative, room: PoolRoom): readonly QuotaChange[] {
  const { pool, limit, mayAddPool, secondLimit, wanted } = room;
  const { tree } = alternative;
  const second = `${pool}-2`;
  const skip = (skipped: string): readonly QuotaChange[] => [{ kind: "second pool", text: "a second pool", skipped }];
  if (mayAddPool === "untold") return skip("no quota of pools is told (account.maxPools: 2 would try one)");
  if (!mayAddPool) return skip("the account allows no further pool");
  if (poolOf(alternative, pool).scaling !== undefined) return skip("its size is decided by its scaling");
  const missing = [...new Set(wanted.map((vms) => vms - limit))].filter((vms) => vms > 0);
  if (missing.length === 0) return skip(wanted.length === 0 ? "no size was found that does" : "one pool is enough");
  const possible = missing
    .flatMap((vms) => [alike(limit + vms), { first: limit, second: vms }])
    .filter(({ first, second: vms }) => first <= limit && vms <= secondLimit);
  if (possible.length === 0) return skip(`it would take ${missing[0]} VMs, and the account allows it ${secondLimit}`);
  const routed = names(tree, ["workloads"]).filter((name) => textAt(tree, ["workloads", name, "route"]) === pool);
  const workloads = Object.fromEntries(routed.map((name) => [name, { route: { anyOf: [pool, second] } }]));
  const like = toPlain(nodeAt(tree, ["pools", pool])!) as object;
  return possible.map(({ first, second: vms }) =>
    changed(
      alternative,
      "second pool",
      `${first} VMs in ${pool}, and ${vms} in a second pool that takes its jobs too`,
      {
        workloads,
        pools: { [pool]: { vms: first }, [second]: { ...like, vms } },
      },
    ),
  );
}

/** Two pools of the same size: a job goes to the shorter queue, whatever the size of its pool. */
function alike(vms: number): { readonly first: number; readonly second: number } {
  const half = Math.ceil(vms / 2);
  return { first: half, second: half };
}

/** VMs that come when jobs wait and go when they are idle, up to what the account allows. */
export function onDemand(alternative: LoadedAlternative, { pool, limit }: PoolRoom): readonly QuotaChange[] {
  const text = `VMs on demand, up to ${limit}`;
  const { scaling } = poolOf(alternative, pool);
  if (scaling !== undefined) return [{ kind: "on demand", text, skipped: "its size is decided by its scaling" }];
  return [changed(alternative, "on demand", text, { pools: { [pool]: { scaling: { onDemand: { max: limit } } } } })];
}

/** Each workload that goes by the clock, some hours earlier or later. */
export function atOtherHours(alternative: LoadedAlternative): readonly QuotaChange[] {
  const { tree } = alternative;
  const moved = names(tree, ["workloads"]).flatMap((name) =>
    SHIFTS.flatMap((hours) => {
      const cron = shiftedCron(textAt(tree, ["workloads", name, "arrivals", "cron"]) ?? "", hours);
      if (cron === null) return [];
      const text = `${name} ${Math.abs(hours)} h ${hours < 0 ? "earlier" : "later"}`;
      return [changed(alternative, "other hours", text, { workloads: { [name]: { arrivals: { cron } } } })];
    }),
  );
  const skipped = "no workload starts at an hour that a cron tells";
  return moved.length > 0 ? moved : [{ kind: "other hours", text: "other hours", skipped }];
}

function poolOf({ resolved }: LoadedAlternative, pool: string) {
  return resolved.pools![pool]!;
}

function changed(alternative: LoadedAlternative, kind: ChangeKind, text: string, patch: object): QuotaChange {
  const tree: Located = new MergePatch().apply(alternative.tree, fromPlain(patch, alternative.tree.place));
  const { resolved, problems } = checkTree(tree, alternative.resolved.name, "alternative");
  const [fault] = problems;
  if (resolved === null) return { kind, text, skipped: fault?.message ?? "it is no scenario" };
  return { kind, text, alternative: { ...alternative, name: text, tree, resolved } };
}
