import { type Located, mapAt, nodeAt, problemAt, textAt } from "./located.ts";
import { nameFault } from "./nameFault.ts";
import { nearestName } from "./nearestName.ts";
import { PRESETS } from "./planPresets.ts";
import type { Problem } from "./scenarioError.ts";

/** The name of the shared service where a route expects a pool's. */
export const CLASSIC = "classic";

/**
 * Names in one alternative's tree that refer to nothing: routes to pools, sizes, plans. Reads the tree defensively, so that these
 * problems are told together with those of the schema.
 */
export function referenceProblems(tree: Located): readonly Problem[] {
  return [...routeProblems(tree), ...namedProblems(tree), ...nameProblems(tree)];
}

/** A route's target: its path, and what it names. */
export interface RouteTarget {
  readonly path: readonly string[];
  readonly target: string;
}

/** All route targets, of every workload. */
export function routeTargets(tree: Located): readonly RouteTarget[] {
  return names(tree, ["workloads"]).flatMap((workload) => routeTargetsOf(tree, workload));
}

/** Those of one workload. */
export function routeTargetsOf(tree: Located, workload: string): readonly RouteTarget[] {
  const at = ["workloads", workload, "route"];
  const paths = [
    at,
    [...at, "otherwise"],
    [...at, "pool"],
    [...at, "overflowTo"],
    ...names(tree, [...at, "byTenant"]).map((tenant) => [...at, "byTenant", tenant]),
    ...items(tree, [...at, "anyOf"]),
  ];
  return paths.flatMap((path) => {
    const target = textAt(tree, path);
    return target === undefined ? [] : [{ path, target }];
  });
}

function routeProblems(tree: Located): readonly Problem[] {
  const pools = names(tree, ["pools"]);
  return routeTargets(tree).flatMap(({ path, target }) => {
    if (target === CLASSIC || pools.includes(target)) return [];
    return [problemAt(tree, path, `no pool is named "${target}"; ${suggest(target, [...pools, CLASSIC], "expected")}`)];
  });
}

/** Beside the file's own there are those of the services. */
const PLANS = "billingPlans";

const REFERENCES: readonly {
  readonly from: string;
  readonly key: string;
  readonly to: string;
  readonly noun: string;
}[] = [
  { from: "pools", key: "vmSize", to: "vmSizes", noun: "VM size" },
  { from: "pools", key: "billingPlan", to: PLANS, noun: "billing plan" },
];

function namedProblems(tree: Located): readonly Problem[] {
  const plan = { path: ["classic", "billingPlan"], to: PLANS, noun: "billing plan" };
  const all = REFERENCES.flatMap(({ from, key, to, noun }) =>
    names(tree, [from]).map((name) => ({ path: [from, name, key], to, noun })),
  );
  const ofOperations = names(tree, ["pools"]).flatMap((pool) =>
    items(tree, ["pools", pool, "scaling", "operations"]).map((at) => ({
      path: [...at, "create", "billingPlan"],
      to: PLANS,
      noun: "billing plan",
    })),
  );
  return [...all, plan, ...ofOperations].flatMap(({ path, to, noun }) => {
    const name = textAt(tree, path);
    const known = to === PLANS ? [...new Set([...names(tree, [to]), ...Object.keys(PRESETS)])] : names(tree, [to]);
    if (name === undefined || known.includes(name)) return [];
    return [problemAt(tree, path, `no ${noun} is named "${name}"; ${suggest(name, known, `${to} holds`)}`)];
  });
}

/** Maps whose keys become parts of the names of metrics and rows of tables. */
const OWN_NAMES = [["workloads"], ["pools"], ["vmSizes"], ["billingPlans"], ["storage"], ["classic", "background"]];

function nameProblems(tree: Located): readonly Problem[] {
  return OWN_NAMES.flatMap((path) =>
    names(tree, path).flatMap((name) => {
      const isTaken = path[0] === "pools" && name === CLASSIC;
      const fault = isTaken ? 'a pool cannot be named "classic": that is the shared service' : nameFault(name);
      return fault === null ? [] : [problemAt(tree, [...path, name], fault, true)];
    }),
  );
}

/** The nearest name, or all there are. */
export function suggest(name: string, known: readonly string[], words: string): string {
  const near = nearestName(name, known);
  if (near !== null) return `did you mean "${near}"?`;
  return known.length === 0
    ? `${words} none`
    : `${words} ${known.slice(0, 12).join(", ")}${known.length > 12 ? ", ..." : ""}`;
}

/** The keys of the map at a path; none where no map stands there. */
export function names(tree: Located, path: readonly string[]): readonly string[] {
  return [...(mapAt(tree, path)?.entries.keys() ?? [])];
}

function items(tree: Located, path: readonly string[]): readonly (readonly string[])[] {
  const node = nodeAt(tree, path);
  return node?.kind === "list" ? node.items.map((_, i) => [...path, String(i)]) : [];
}
