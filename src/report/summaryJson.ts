import type {
  AlternativeSummary,
  Comparison,
  Division,
  Estimate,
  EvaluationSummary,
  ObjectiveResult,
  OperationSummary,
  Stopping,
  Summary,
  WarmUpFound,
} from "../experiment/results.ts";
import { inCurrency } from "./moneyUnits.ts";

/** C1 control characters, which a terminal obeys and `JSON.stringify` leaves as they are. */
const RAW_CONTROLS = /[\u007F-\u009F]/gu;

/**
 * The text of `summary.json`: keys in one fixed order, two spaces an indent, a line end after it. Metrics and alternatives
 * keep the order of the summary.
 *
 * @throws RangeError if a figure is not finite: JSON would silently turn it into null.
 */
export function summaryJson(summary: Summary): string {
  return jsonText(fileSummary(summary));
}

/** One summary as it stands in its file; several as an array of them, in order. */
export function summariesJson(summaries: readonly Summary[]): string {
  const [only] = summaries;
  return only !== undefined && summaries.length === 1 ? summaryJson(only) : jsonText(summaries.map(fileSummary));
}

/** Any plain data as JSON for people and programs: two-space indent, control characters escaped, a line end after it. */
export function jsonText(value: unknown): string {
  const text = JSON.stringify(value, null, 2).replace(
    RAW_CONTROLS,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  return `${text}\n`;
}

function fileSummary(summary: Summary): Summary {
  return inCurrency(orderedSummary(summary), summary.scenario.currency);
}

function orderedSummary(summary: Summary): Summary {
  const { schemaVersion, tool, command, scenario, baseline, alternatives, comparisons, recommendation } = summary;
  const { interrupted, stopping } = summary;
  return {
    schemaVersion,
    tool: { name: tool.name, version: tool.version },
    command,
    ...(interrupted === undefined ? {} : { interrupted }),
    scenario: {
      name: scenario.name,
      hash: scenario.hash,
      seed: scenario.seed,
      horizonSeconds: scenario.horizonSeconds,
      warmUpSeconds: scenario.warmUpSeconds,
      ...(scenario.warmUpFound === undefined ? {} : { warmUpFound: orderedWarmUp(scenario.warmUpFound) }),
      replications: scenario.replications,
      currency: scenario.currency,
      resolved: scenario.resolved,
    },
    baseline,
    alternatives: mapValues(alternatives, orderedAlternative),
    comparisons: mapValues(comparisons, (byMetric) => mapValues(byMetric, orderedComparison)),
    recommendation:
      recommendation === null ? null : { alternative: recommendation.alternative, reason: recommendation.reason },
    ...(stopping === undefined ? {} : { stopping: orderedStopping(stopping) }),
  };
}

function orderedWarmUp({ seconds, method, pilotReplications, alternative }: WarmUpFound): WarmUpFound {
  return { seconds, method, pilotReplications, alternative };
}

function orderedAlternative(alternative: AlternativeSummary): AlternativeSummary {
  const { metrics, objectives, warnings, horizonSeconds, warmUpSeconds, divisions, operations, evaluations } =
    alternative;
  return {
    metrics: mapValues(metrics, orderedEstimate),
    objectives: objectives.map(orderedObjective),
    warnings,
    ...(horizonSeconds === undefined ? {} : { horizonSeconds }),
    ...(warmUpSeconds === undefined ? {} : { warmUpSeconds }),
    ...(divisions === undefined ? {} : { divisions: divisions.map(orderedDivision) }),
    ...(operations === undefined ? {} : { operations: orderedOperations(operations) }),
    ...(evaluations === undefined ? {} : { evaluations: orderedEvaluations(evaluations) }),
  };
}

function orderedDivision({ workload, systems }: Division): Division {
  return { workload, systems: systems.map(({ system, jobs }) => ({ system, jobs })) };
}

function orderedOperations({ firstShort, ...counts }: OperationSummary): OperationSummary {
  const { done, partial, refused, stopped, underWay } = counts;
  const first = firstShort.map(({ timeSeconds, pool, operation, argument, outcome, reason }) => {
    return { timeSeconds, pool, operation, argument, outcome, reason };
  });
  return { done, partial, refused, stopped, underWay, firstShort: first };
}

function orderedEvaluations({ evaluations, failed, short, firstFailures }: EvaluationSummary): EvaluationSummary {
  const first = firstFailures.map(({ timeSeconds, pool, message }) => ({ timeSeconds, pool, message }));
  return { evaluations, failed, short, firstFailures: first };
}

function orderedEstimate({ mean, halfWidth, low, high, n, unit }: Estimate, metric: string): Estimate {
  return finite({ mean, halfWidth, low, high, n, unit }, metric);
}

function orderedComparison(comparison: Comparison, metric: string): Comparison {
  const { difference, low, high, ratio, pBetter, verdict, moreReplications } = comparison;
  return finite({ difference, low, high, ratio, pBetter, verdict, moreReplications }, metric);
}

function orderedObjective(result: ObjectiveResult): ObjectiveResult {
  const { objective, metric, value, unit, bound, low, high, outcome, moreReplications } = result;
  return finite({ objective, metric, value, unit, bound, low, high, outcome, moreReplications }, metric);
}

function orderedStopping({ metric, relativeHalfWidth, min, max, reached, needed }: Stopping): Stopping {
  return finite({ metric, relativeHalfWidth, min, max, reached, needed }, metric);
}

function finite<T extends object>(figures: T, metric: string): T {
  for (const [key, value] of Object.entries(figures)) {
    if (typeof value === "number" && !Number.isFinite(value)) {
      throw new RangeError(`${metric}: ${key} is ${value}, which is no figure`);
    }
  }
  return figures;
}

function mapValues<A, B>(record: Readonly<Record<string, A>>, map: (value: A, key: string) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value, key)]));
}
