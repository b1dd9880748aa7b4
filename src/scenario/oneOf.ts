/** Names of the distributions, as they stand in a file. */
export const DISTRIBUTION_KINDS = [
  "exponential",
  "lognormal",
  "gamma",
  "erlang",
  "weibull",
  "uniform",
  "hyperexponential",
  "pareto",
  "empirical",
  "sequence",
  "mixture",
  "geometric",
  "poisson",
] as const;

/** Keys of which only one group may be used; `whole`: a patch that names another group replaces the map they stand in, else only the group. */
interface OneOf {
  readonly groups: readonly (readonly string[])[];
  readonly whole: boolean;
}

const ARRIVALS: OneOf = { groups: [["cron"], ["at"], ["poisson"], ["renewal"], ["trace"], ["stream"]], whole: true };
const SCALING: OneOf = { groups: [["operations"], ["onDemand"], ["byJobs"], ["autoscale"]], whole: true };
const ROUTE: OneOf = {
  groups: [["byTenant", "otherwise"], ["anyOf"], ["pool", "overflowTo", "whenQueueLongerThan", "whenSlackBelow"]],
  whole: true,
};
const FORMULA: OneOf = { groups: [["formula"], ["formulaFile"]], whole: false };
const FLEET: OneOf = { groups: [["workers"], ["observedWait"]], whole: false };
const WIDTH: OneOf = { groups: [["tasks"], ["gang"]], whole: false };
const TRACE: OneOf = { groups: [["format"], ["columns", "timeUnit"]], whole: false };
const LOGNORMAL: OneOf = {
  groups: [
    ["mean", "cv"],
    ["median", "p95"],
  ],
  whole: true,
};
const RANDOM: OneOf = {
  groups: [...DISTRIBUTION_KINDS.map((kind) => [kind]), ["pull", "from"], ["size", "object"]],
  whole: true,
};

/**
 * The one-of that holds for the map at a path of a scenario, or null where its keys are the user's own names. Inside an alternative it
 * is that of the scenario.
 */
function oneOfAt(path: readonly string[]): OneOf | null {
  const inside = path[0] === "alternatives" ? path.slice(2) : path;
  if (isNamed(inside)) return null;
  const last = inside.at(-1);
  if (inside.length === 1 && last === "classic") return FLEET;
  if (last === "job") return WIDTH;
  if (last === "arrivals") return ARRIVALS;
  if (last === "scaling") return SCALING;
  if (last === "route") return ROUTE;
  if (last === "autoscale") return FORMULA;
  if (last === "trace") return TRACE;
  if (last === "lognormal") return LOGNORMAL;
  return RANDOM;
}

const NAMED = new Set(["workloads", "pools", "vmSizes", "billingPlans", "storage", "alternatives", "sweep"]);
const NAMED_INSIDE = new Set(["background", "endpointConcurrency", "tenantConcurrency", "byTenant", "with", "choose"]);

/** Whether the map at a path has the user's own names as keys. */
export function isNamed(path: readonly string[]): boolean {
  const last = path.at(-1);
  if (last === undefined || path.length === 0) return true;
  if (path.length === 1) return NAMED.has(last);
  const parent = path.at(-2)!;
  if (!NAMED_INSIDE.has(last)) return false;
  if (last === "byTenant") return parent === "route";
  if (last === "with") return parent === "autoscale";
  if (last === "choose") return parent === "plan" && path.length === 2;
  return parent === "classic" && path.length === 2;
}

/** A store's preset fills most of its keys: a patch that names one does not mean those of another. */
function isStore(path: readonly string[]): boolean {
  const inside = path[0] === "alternatives" ? path.slice(2) : path;
  return inside.length === 2 && inside[0] === "storage";
}

/**
 * Which keys of a map give way to a patch: `"all"` when the patch names another member of a one-of that is replaced whole (or a store's
 * preset), else those of the other groups. `named` are the patch's keys that are not null.
 */
export function givesWay(
  path: readonly string[],
  present: Iterable<string>,
  named: readonly string[],
): "all" | readonly string[] {
  if (isStore(path) && named.includes("preset")) return "all";
  const oneOf = oneOfAt(path);
  if (oneOf === null) return [];
  const chosen = oneOf.groups.filter((group) => group.some((key) => named.includes(key)));
  if (chosen.length === 0) return [];
  const others = oneOf.groups.filter((group) => !chosen.includes(group)).flat();
  const dropped = [...present].filter((key) => others.includes(key));
  return dropped.length > 0 && oneOf.whole ? "all" : dropped;
}
