import { max } from "d3-array";
import { type Difference, differences } from "../scenario/difference.ts";
import { compare, compareIndependent } from "./compare.ts";
import { estimate } from "./estimate.ts";
import type { Comparison, Estimate, RunResult } from "./results.ts";

export type { Difference } from "../scenario/difference.ts";

/** One of two things that are compared: a scenario, and what it gave where that is known. */
export interface Side {
  /** As the user named it. */
  readonly label: string;
  readonly resolved: unknown;
  readonly seed: number;
  readonly currency: string;
  /** By alternative, then metric; null where nothing was simulated. */
  readonly figures: ReadonlyMap<string, ReadonlyMap<string, Values>> | null;
}

/** A metric's values by replication; null where it is not defined. */
export interface Values {
  readonly unit: Estimate["unit"];
  readonly values: readonly (number | null)[];
}

/** What a metric was, what it became, and the difference. */
export interface MetricDiff extends Comparison {
  readonly metric: string;
  readonly unit: Estimate["unit"];
  readonly before: Estimate;
  readonly after: Estimate;
}

/** What a change did to an alternative, the clearest and largest first. */
export interface AlternativeDiff {
  readonly before: string;
  readonly after: string;
  readonly metrics: readonly MetricDiff[];
  /** Metrics that are the same in every replication. */
  readonly unchanged: number;
}

export interface Diff {
  readonly before: string;
  readonly after: string;
  readonly currency: string;
  readonly input: readonly Difference[];
  /** Null where one side was not simulated. */
  readonly figures: {
    /** Whether replication by replication the random draws are the same: then differences are taken within replications. */
    readonly paired: boolean;
    readonly replications: number;
    readonly alternatives: readonly AlternativeDiff[];
    readonly onlyBefore: readonly string[];
    readonly onlyAfter: readonly string[];
  } | null;
}

/** What changed from one side to the other, in the input and in the figures. */
export function diff(before: Side, after: Side): Diff {
  return {
    before: before.label,
    after: after.label,
    currency: after.currency,
    input: differences(before.resolved, after.resolved),
    figures: before.figures === null || after.figures === null ? null : figuresDiff(before, after),
  };
}

/** What a run gave, for `diff`. */
export function sideOfRun(label: string, { summary, worlds }: RunResult): Side {
  const figures = new Map<string, Map<string, { unit: Estimate["unit"]; values: (number | null)[] }>>();
  for (const { alternative, replication, world } of worlds) {
    const metrics = figures.get(alternative) ?? new Map();
    figures.set(alternative, metrics);
    for (const [metric, { value, unit }] of Object.entries(world.metrics)) {
      const known = metrics.get(metric) ?? { unit, values: [] };
      metrics.set(metric, known);
      known.values[replication] = value;
    }
  }
  const { resolved, seed, currency } = summary.scenario;
  return { label, resolved, seed, currency, figures };
}

function figuresDiff(before: Side, after: Side): NonNullable<Diff["figures"]> {
  const [old, young] = [before.figures!, after.figures!];
  const shared = [...old.keys()].filter((name) => young.has(name)).map((name) => [name, name] as const);
  // One way each, however it is called.
  const single = shared.length === 0 && old.size === 1 && young.size === 1;
  const pairs = single ? [[[...old.keys()][0]!, [...young.keys()][0]!] as const] : shared;
  const paired = before.seed === after.seed;
  return {
    paired,
    replications: Math.min(replicationsOf(old), replicationsOf(young)),
    alternatives: pairs.map(([a, b]) => ({ before: a, after: b, ...metricsDiff(old.get(a)!, young.get(b)!, paired) })),
    onlyBefore: single ? [] : [...old.keys()].filter((name) => !young.has(name)),
    onlyAfter: single ? [] : [...young.keys()].filter((name) => !old.has(name)),
  };
}

function replicationsOf(figures: NonNullable<Side["figures"]>): number {
  return max(figures.values(), (metrics) => max(metrics.values(), ({ values }) => values.length)) ?? 0;
}

function metricsDiff(
  old: ReadonlyMap<string, Values>,
  young: ReadonlyMap<string, Values>,
  paired: boolean,
): Pick<AlternativeDiff, "metrics" | "unchanged"> {
  const metrics: MetricDiff[] = [];
  let unchanged = 0;
  for (const [metric, { unit, values }] of old) {
    const now = young.get(metric);
    if (now === undefined) continue;
    const comparison = (paired ? compare : compareIndependent)(metric, now.values, values);
    if (comparison.difference === null) continue;
    if (comparison.difference === 0 && comparison.low === comparison.high) unchanged++;
    else {
      metrics.push({ metric, unit, before: estimate(values, unit), after: estimate(now.values, unit), ...comparison });
    }
  }
  return { metrics: metrics.sort((a, b) => rank(b) - rank(a)), unchanged };
}

/** Clear ones before others, then by how many times larger or smaller; from or to nothing is the most. */
function rank({ verdict, ratio }: MetricDiff): number {
  const size = ratio === null || ratio <= 0 ? MOST : Math.min(MOST, Math.abs(Math.log(ratio)));
  return verdict === "no clear difference" ? size : size + 2 * MOST;
}

const MOST = 1e3;
