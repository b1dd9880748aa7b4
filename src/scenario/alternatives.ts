import { type Entry, fromPlain, type Located, type LocatedMap, mapAt, nodeAt, problemAt } from "./located.ts";
import { nameFault } from "./nameFault.ts";
import { type IdleRemoval, MergePatch } from "./patch.ts";
import { CLASSIC, names, routeTargets } from "./references.ts";
import type { Problem } from "./scenarioError.ts";
import { SAME_FOR_ALL } from "./scenarioSchema.ts";

/** One alternative: its patch, and the whole scenario's tree with it applied (without the keys that concern the file as a whole). */
export interface PatchedTree {
  readonly name: string;
  readonly patch: Located;
  readonly tree: Located;
  readonly idle: readonly IdleRemoval[];
}

/** What a file that names no alternatives is called. */
const ONLY = "base";

/**
 * A file's alternatives, each patched onto its top. A file that names none and has both the classic service and a pool that its jobs go to
 * compares `classic` (everything rerouted, no pools) with `pools`; any other has the one alternative `base`.
 */
export function patchAlternatives(top: Located): readonly PatchedTree[] {
  const patches = [...writtenPatches(top)];
  const world = topWorld(top);
  return (patches.length > 0 ? patches : impliedPatches(top)).map(([name, patch]) => {
    const merge = new MergePatch();
    return { name, patch, tree: merge.apply(world, patch), idle: merge.idle };
  });
}

/** The world that the top of a file describes, without what is asked of it. */
export function topWorld(top: Located): Located {
  return withoutKeys(top, ["alternatives", "sweep", "plan", "baseline"]);
}

/** Names that cannot be alternatives', and keys that are the same for all of them. */
export function alternativeProblems(top: Located): readonly Problem[] {
  return names(top, ["alternatives"]).flatMap((name) => {
    const at = ["alternatives", name];
    const fault = nameFault(name);
    const own = SAME_FOR_ALL.filter((key) => nodeAt(top, [...at, key]) !== undefined);
    return [
      ...(fault === null ? [] : [problemAt(top, at, fault, true)]),
      ...own.map((key) =>
        problemAt(top, [...at, key], `is the same for all alternatives; write it at the top of the file`, true),
      ),
    ];
  });
}

function* writtenPatches(top: Located): Iterable<[string, Located]> {
  const map = mapAt(top, ["alternatives"]);
  for (const [name, entry] of map?.entries ?? []) {
    if (entry.node.kind === "map") yield [name, withoutKeys(entry.node, SAME_FOR_ALL)];
  }
}

function impliedPatches(top: Located): readonly [string, Located][] {
  const place = top.place;
  const pools = names(top, ["pools"]);
  const isChoice =
    nodeAt(top, ["classic"]) !== undefined && routeTargets(top).some(({ target }) => pools.includes(target));
  if (!isChoice || (nodeAt(top, ["alternatives"]) !== undefined && names(top, ["alternatives"]).length > 0))
    return [[ONLY, fromPlain({}, place)]];
  const workloads = Object.fromEntries(names(top, ["workloads"]).map((name) => [name, { route: CLASSIC }]));
  return [
    [CLASSIC, fromPlain({ workloads, pools: null }, place)],
    ["pools", fromPlain({}, place)],
  ];
}

function withoutKeys(node: Located, keys: readonly string[]): LocatedMap {
  const entries = node.kind === "map" ? [...node.entries].filter(([key]) => !keys.includes(key)) : [];
  return { kind: "map", entries: new Map<string, Entry>(entries), place: node.place };
}
