import { amountOf, writtenAmount } from "./amount.ts";
import { checkTree } from "./checkTree.ts";
import type { LoadedAlternative, LoadedScenario } from "./loadedScenario.ts";
import { fromPlain, type Located, nodeAt, toPlain } from "./located.ts";
import { names } from "./references.ts";
import { ScenarioError } from "./scenarioError.ts";
import { applyValue } from "./setOption.ts";

type Plain = Readonly<Record<string, unknown>>;

/** Of a distribution, the parameters that are values of what is drawn. */
const VALUES = new Set(["mean", "median", "p95", "min", "max"]);

/**
 * An alternative with a multiple of the customer's load: so many times the rate of random arrivals, so many times the jobs at each
 * firing of a cron or a time, rounded up; single jobs of several tasks have so many times the tasks. Other tenants' load stays.
 *
 * Throws a `ScenarioError` where `unscalable` tells why.
 *
 * @param multiple above 0.
 */
export function withScaledLoad(alternative: LoadedAlternative, multiple: number): LoadedAlternative {
  const tree = scaledTree(alternative.tree, multiple);
  const { resolved, problems } = checkTree(tree, alternative.resolved.name, "alternative");
  if (resolved === null) throw new ScenarioError(problems);
  return { ...alternative, tree, resolved };
}

/** A scenario with a multiple of the customer's load in its top and in all alternatives, as `withScaledLoad`. */
export function scaledScenario(scenario: LoadedScenario, multiple: number): LoadedScenario {
  return {
    ...scenario,
    top: scaledTree(scenario.top, multiple),
    alternatives: scenario.alternatives.map((alternative) => withScaledLoad(alternative, multiple)),
  };
}

/** Why there is no multiple of a tree's load, in words; null where there is one. */
export function unscalable(tree: Located): string | null {
  const first = names(tree, ["workloads"]).find(
    (name) => scaledWorkload(plainAt(tree, ["workloads", name]), 1) === null,
  );
  return first === undefined ? null : `the load of ${first} is recorded, and has no multiple`;
}

function scaledTree(tree: Located, multiple: number): Located {
  return names(tree, ["workloads"]).reduce((scaled, name) => {
    const at = ["workloads", name];
    const node = nodeAt(tree, at)!;
    const changes = scaledWorkload(plainAt(tree, at), multiple) ?? {};
    return Object.entries(changes).reduce(
      (some, [path, value]) => applyValue(some, [...at, path].join("."), fromPlain(value, node.place), node.place),
      scaled,
    );
  }, tree);
}

/** What to set, by path; null where the arrivals are recorded. */
function scaledWorkload({ arrivals, job }: Plain, multiple: number): Plain | null {
  const source = arrivals as Plain;
  const { poisson, renewal, limit } = source as Readonly<Record<string, Plain | undefined>>;
  if (poisson !== undefined) {
    const rate = scaledWritten(poisson.rate, multiple);
    return { "arrivals.poisson": { ...poisson, rate, ...scaledLimit(poisson.limit, multiple) } };
  }
  if (renewal !== undefined) {
    const interval = scaledValues(renewal.interval, (value) => scaledWritten(value, 1 / multiple));
    const limited = scaledLimit(renewal.limit, multiple);
    return interval === null ? null : { "arrivals.renewal": { ...renewal, interval, ...limited } };
  }
  if (source.cron === undefined && source.at === undefined) return null;
  const key = source.batch === undefined ? "jobs" : "batch";
  const jobs = source[key] ?? 1;
  const { tasks = 1 } = job as Plain;
  if (jobs === 1 && tasks !== 1) {
    const more = scaledCounts(tasks, multiple);
    return more === null ? null : { "job.tasks": more };
  }
  const more = scaledCounts(jobs, multiple);
  return more === null ? null : { arrivals: { [key]: more, ...scaledLimit(limit, multiple) } };
}

function scaledLimit(limit: unknown, multiple: number): Plain {
  return limit === undefined ? {} : { limit: wholeFrom(Number(limit) * multiple) };
}

function scaledCounts(counts: unknown, multiple: number): unknown {
  return scaledValues(counts, (value, isMean) => {
    const more = Number(value) * multiple;
    return isMean ? Number(more.toPrecision(12)) : wholeFrom(more);
  });
}

/** Rounded up, but for what products of decimal fractions are off by. */
function wholeFrom(number: number): number {
  return Math.ceil(Number(number.toPrecision(12)));
}

function scaledWritten(value: unknown, by: number): unknown {
  const amount = amountOf(value);
  return amount === null ? value : writtenAmount({ ...amount, number: amount.number * by });
}

/** A constant or a distribution with its values scaled; null for values in a file. */
function scaledValues(random: unknown, scale: (value: unknown, isMean: boolean) => unknown): unknown {
  if (typeof random !== "object" || random === null) return scale(random, false);
  const [[kind, of] = ["", null]] = Object.entries(random);
  if (kind === "mixture") {
    const parts = (of as readonly Plain[]).map((part) => ({ ...part, of: scaledValues(part.of, scale) }));
    return parts.some((part) => part.of === null) ? null : { [kind]: parts };
  }
  if (Array.isArray(of)) return { [kind]: of.map((value) => scale(value, false)) };
  if (kind === "empirical") return null;
  const parameters = Object.entries(of as Plain).map(([name, value]) => [
    name,
    VALUES.has(name) ? scale(value, !["min", "max"].includes(name)) : value,
  ]);
  return { [kind]: Object.fromEntries(parameters) };
}

function plainAt(tree: Located, at: readonly string[]): Plain {
  return toPlain(nodeAt(tree, at)!) as Plain;
}
