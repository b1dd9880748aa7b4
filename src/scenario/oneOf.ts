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
const WIDTH: OneOf = { groups: [["tasks", "cores"], ["gang"], ["nodes"]], whole: false };
const BATCH: OneOf = { groups: [["jobs"], ["batch"]], whole: false };
const GOAL: OneOf = { groups: [["minimise"], ["maximise"]], whole: false };
const TRACE: OneOf = { groups: [["format"], ["columns", "timeUnit"]], whole: false };
const LOGNORMAL: OneOf = {
  groups: [
    ["mean", "cv"],
    ["median", "p95"],
  ],
  whole: true,
};
const RANDOM: OneOf = {
  groups: [...DISTRIBUTION_KINDS.map((kind) => [kind]), ["preset"], ["pull", "from"], ["size", "object"]],
  whole: true,
};

/**
 * The one-ofs that hold for the map at a path of a scenario: none where its keys are the user's own names. Inside an alternative they
 * are those of the scenario.
 */
function oneOfsAt(path: readonly string[]): readonly OneOf[] {
  const inside = path[0] === "alternatives" ? path.slice(2) : path;
  if (isNamed(inside)) return [];
  const last = inside.at(-1);
  if (inside.length === 1 && last === "classic") return [FLEET];
  if (inside.length === 1 && last === "plan") return [GOAL];
  if (last === "job") return [WIDTH];
  if (last === "arrivals") return [ARRIVALS, BATCH];
  if (last === "scaling") return [SCALING];
  if (last === "route") return [ROUTE];
  if (last === "autoscale") return [FORMULA];
  if (last === "trace") return [TRACE];
  if (last === "lognormal") return [LOGNORMAL];
  return [RANDOM];
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
  const keys = [...present];
  const leaving = oneOfsAt(path).map((oneOf) => ({ oneOf, dropped: droppedBy(oneOf, keys, named) }));
  if (leaving.some(({ oneOf, dropped }) => oneOf.whole && dropped.length > 0)) return "all";
  return leaving.flatMap(({ dropped }) => dropped);
}

/** Keys of the groups that a patch does not name, where it names another. */
function droppedBy({ groups }: OneOf, present: readonly string[], named: readonly string[]): readonly string[] {
  const isChosen = (group: readonly string[]): boolean => group.some((key) => named.includes(key));
  if (!groups.some(isChosen)) return [];
  const others = groups.filter((group) => !isChosen(group)).flat();
  return present.filter((key) => others.includes(key));
}
