import { largestCount } from "./countBounds.ts";
import { type Located, problemAt, textAt } from "./located.ts";
import { slotsFault } from "./poolSchema.ts";
import { quotaProblems } from "./quotaProblems.ts";
import { CLASSIC, routeTargets, routeTargetsOf, suggest } from "./references.ts";
import type { ResolvedScenario } from "./resolved.ts";
import type { Problem } from "./scenarioError.ts";
import type { PoolValues } from "./scenarioSchema.ts";
import type { Random } from "./writtenRandom.ts";

/** Gangs that can never run where they go, VMs with more slots than their cores allow, and quotas that cannot be kept. For a tree whose references hold. */
export function capacityProblems(scenario: ResolvedScenario, tree: Located): readonly Problem[] {
  return [
    ...gangProblems(scenario, tree),
    ...backgroundProblems(scenario, tree),
    ...slotProblems(scenario, tree),
    ...quotaProblems(scenario, tree),
    ...nodeProblems(scenario, tree),
    ...taskProblems(scenario, tree),
    ...speedProblems(scenario, tree),
  ];
}

/** A task of several cores runs on one VM, and takes no slots away from others. */
function taskProblems(scenario: ResolvedScenario, tree: Located): readonly Problem[] {
  return routeTargets(tree).flatMap(({ path, target }) => {
    const name = path[1]!;
    const { cores = 1 } = scenario.workloads[name]?.job ?? {};
    const pool = scenario.pools?.[target];
    if (cores === 1 || pool === undefined) return [];
    const at = ["workloads", name, "job", "cores"];
    if (cores > pool.slotsPerVm) {
      const message = `${cores} slots never fit: a VM of pool "${target}" has ${pool.slotsPerVm} (slotsPerVm)`;
      return [problemAt(tree, at, message)];
    }
    if (pool.preempt === "none") return [];
    return [problemAt(tree, at, `tasks of several cores take no slots away; leave out preempt of pool "${target}"`)];
  });
}

/** A speed for a workload that there is not would be of no use. */
function speedProblems({ vmSizes = {}, pools = {}, workloads }: ResolvedScenario, tree: Located): readonly Problem[] {
  const sizes = [
    ...Object.entries(vmSizes).map(([name, { speed }]) => ({ at: ["vmSizes", name, "speed"], speed })),
    ...Object.entries(pools).flatMap(([name, { vmSize }]) =>
      typeof vmSize === "string" ? [] : [{ at: ["pools", name, "vmSize", "speed"], speed: vmSize.speed }],
    ),
  ];
  return sizes.flatMap(({ at, speed }) => {
    const named = typeof speed === "number" ? [] : Object.keys(speed).filter((name) => name !== "default");
    const known = Object.keys(workloads);
    return named
      .filter((name) => !known.includes(name))
      .map((name) =>
        problemAt(tree, [...at, name], `no workload is named "${name}"; ${suggest(name, known, "there are")}`, true),
      );
  });
}

/** A job of whole VMs needs a pool in which a slot is a VM. */
function nodeProblems(scenario: ResolvedScenario, tree: Located): readonly Problem[] {
  return routeTargets(tree).flatMap(({ path, target }) => {
    const name = path[1]!;
    const slots = scenario.pools?.[target]?.slotsPerVm ?? 1;
    if (scenario.workloads[name]?.job.nodes === undefined || slots === 1) return [];
    const message = `a job of whole VMs needs slotsPerVm: 1; pool "${target}" has ${slots}`;
    return [problemAt(tree, ["workloads", name, "job", "nodes"], message)];
  });
}

function gangProblems(scenario: ResolvedScenario, tree: Located): readonly Problem[] {
  return Object.entries(scenario.workloads).flatMap(([name, { job }]) => {
    const width = boundedWidth(job.gang ?? job.nodes);
    const told = routeTargetsOf(tree, name);
    const targets = told.length === 0 ? [CLASSIC] : told.map(({ target }) => target);
    return targets.flatMap((target) => {
      const room = roomAt(scenario, target);
      if (width <= room) return [];
      const where = target === CLASSIC ? "the classic service" : `pool "${target}"`;
      return [
        problemAt(
          tree,
          ["workloads", name, "job", job.gang === undefined ? "nodes" : "gang"],
          `${width} slots never fit: ${where} has at most ${room}`,
        ),
      ];
    });
  });
}

function backgroundProblems(scenario: ResolvedScenario, tree: Located): readonly Problem[] {
  const room = roomAt(scenario, CLASSIC);
  return Object.entries(scenario.classic?.background ?? {}).flatMap(([name, { job }]) => {
    const width = boundedWidth(job.gang);
    return width <= room
      ? []
      : [
          problemAt(
            tree,
            ["classic", "background", name, "job", "gang"],
            `${width} slots never fit: the classic service has at most ${room}`,
          ),
        ];
  });
}

function slotProblems(scenario: ResolvedScenario, tree: Located): readonly Problem[] {
  return Object.entries(scenario.pools ?? {}).flatMap(([name, pool]) => {
    const size = textAt(tree, ["pools", name, "vmSize"]);
    const cores = size === undefined ? undefined : scenario.vmSizes?.[size]?.cores;
    const fault = cores === undefined ? null : slotsFault(pool.slotsPerVm, cores);
    return fault === null ? [] : [problemAt(tree, ["pools", name, "slotsPerVm"], fault)];
  });
}

/** Widths that nothing bounds are not judged: such a job is rejected when it is submitted. */
function boundedWidth(gang: Random | undefined): number {
  const width = gang === undefined ? 1 : largestCount(gang);
  return Number.isFinite(width) ? width : 1;
}

function roomAt(scenario: ResolvedScenario, target: string): number {
  if (target === CLASSIC) {
    const workers = scenario.classic?.workers;
    if (workers === undefined) return Number.POSITIVE_INFINITY;
    return Math.max(1, typeof workers === "number" ? workers : Math.max(...workers.map((entry) => entry.workers)));
  }
  const pool = scenario.pools?.[target];
  return pool === undefined ? Number.POSITIVE_INFINITY : Math.max(1, mostVms(pool) * pool.slotsPerVm);
}

function mostVms({ vms = 0, scaling, lowPriority }: PoolValues): number {
  if (scaling?.autoscale !== undefined) return Number.POSITIVE_INFINITY;
  const max = scaling?.onDemand?.max ?? scaling?.byJobs?.max;
  if (max !== undefined) return typeof max === "number" ? max : Math.max(...max.map((entry) => entry.vms));
  const told = (scaling?.operations ?? []).map(({ create, resize }) => create ?? resize ?? 0);
  const operated = told.map((size) => (typeof size === "object" ? size.vms : size));
  const others = told.map((size) => (typeof size === "object" ? (size.lowPriority ?? 0) : 0));
  return Math.max(vms, ...operated) + Math.max(lowPriority?.vms ?? 0, ...others);
}
