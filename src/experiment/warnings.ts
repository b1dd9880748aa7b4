import { isEndless, loadCycle } from "../model/loadCycle.ts";
import { isRandomWorld } from "../model/randomness.ts";
import type { WorldResult } from "../model/worldResult.ts";
import type { WorldSpec } from "../model/worldSpec.ts";
import { formulaTraps } from "../scenario/formulaTraps.ts";
import type { Objective } from "../scenario/objective.ts";
import { assumedFleet } from "./assumedFleet.ts";
import { countText } from "./countText.ts";
import { dayCorrelationWarning } from "./dayCorrelation.ts";
import { lengthText } from "./lengthText.ts";
import { type QueueSeries, queueSeries } from "./queueSeries.ts";
import type { Estimate } from "./results.ts";
import { sampleSizeWarnings } from "./sampleSize.ts";
import { stabilityWarnings } from "./stability.ts";
import { truncationOf } from "./truncation.ts";

/** An alternative that was simulated. */
export interface Simulated {
  readonly spec: WorldSpec;
  /** By replication. */
  readonly worlds: readonly Pick<WorldResult, "metrics" | "warnings" | "timeline">[];
  /** Of the alternative as it stands in the file. */
  readonly warnings: readonly string[];
  /** What its pilot runs said. */
  readonly warmUpWarning: string | null;
  readonly metrics: Readonly<Record<string, Estimate>>;
}

/** Below this share of the jobs, unfinished ones are those in flight at any time, and hardly change what is shown. */
const FEW_UNFINISHED = 0.02;
/** A beginning that changes the mean queue by less is none to speak of. */
const SMALL_BIAS = 0.01;

/**
 * What the reader of an alternative's figures must know, each in a sentence with a way out, the most important first: figures
 * without a meaning (overload), judgements that are missing, figures that are biased, assumptions, figures that are imprecise.
 */
export function warningsOf(simulated: Simulated, objectives: readonly Objective[]): string[] {
  const { spec, worlds, metrics, warnings, warmUpWarning } = simulated;
  const unfinishedAt = (system: string): number =>
    metrics[`${system === "classic" ? "" : "byPool."}${system}.jobs.unfinished`]?.mean ?? 0;
  const overload = stabilityWarnings(spec, unfinishedAt);
  const stable = overload.length === 0;
  const asked = objectives.map(({ metric }) => metric);
  const chance = isRandomWorld(spec);
  return [
    ...new Set(
      [
        noJobs(simulated),
        ...overload,
        ...unjudged(objectives, metrics),
        stable ? unfinished(metrics) : null,
        warmUpWarning ?? (stable ? warmUpNotOver(simulated) : null),
        ...warnings,
        assumedFleet(spec),
        ...formulaTraps(spec),
        ...worlds.flatMap((world) => world.warnings),
        ...(chance && stable ? sampleSizeWarnings(spec, worlds, asked) : []),
        chance && stable ? dayCorrelationWarning(measuredQueues(simulated)) : null,
      ].filter((warning) => warning !== null),
    ),
  ];
}

/** Not where none is asked for: `limit: 0`. */
function noJobs({ spec, metrics }: Simulated): string | null {
  const asked = spec.workloads.some(({ background, arrivals }) => !background && arrivals.limit > 0);
  if (metrics["jobs.submitted"]?.mean !== 0 || !asked) return null;
  const window = `the measured ${lengthText(spec.horizon)}${spec.warmUp > 0 ? " after the warm-up" : ""}`;
  return `no job is submitted in ${window}, so nothing is known of jobs. Let arrivals fire there, or raise time.horizon.`;
}

/** Objectives on figures that an alternative does not have, or that came to nothing: they are neither met nor missed. */
function unjudged(objectives: readonly Objective[], metrics: Simulated["metrics"]): string[] {
  const isUnpriced = (metric: string): boolean =>
    metrics[metric.replace(/cost\.(?:perJob|perDay)$/, "cost.total")]?.mean === null;
  return objectives
    .filter(({ metric }) => (metrics[metric]?.mean ?? null) === null)
    .map(({ text, metric }) => {
      const isCost = /(^|\.)cost\.(?:total|perJob|perDay)$/.test(metric);
      const why = isCost && isUnpriced(metric) ? "no price is told" : `there is no figure ${metric} here`;
      return `objective "${text}" is undecided: ${why}.`;
    });
}

function unfinished(metrics: Simulated["metrics"]): string | null {
  const left = metrics["jobs.unfinished"]?.mean ?? 0;
  const submitted = metrics["jobs.submitted"]?.mean ?? 0;
  if (left === 0 || left < FEW_UNFINISHED * submitted) return null;
  const jobs = left < 1 ? "fewer than 1" : countText(left);
  const average = (metrics["jobs.submitted"]?.n ?? 1) > 1 ? " on average" : "";
  return (
    `${jobs} of ${countText(submitted)} jobs${average} are unfinished when the clock stops; they count in no latency, so ` +
    "that latencies look better than they are. Try --set time.drain=true, or a longer time.horizon."
  );
}

function measuredQueues({ spec, worlds }: Simulated): QueueSeries | null {
  return isEndless(spec) ? queueSeries(worlds, spec.warmUp, spec.warmUp + spec.horizon) : null;
}

function warmUpNotOver(simulated: Simulated): string | null {
  const { spec } = simulated;
  const series = measuredQueues(simulated);
  const beginning = series === null ? null : truncationOf(series, loadCycle(spec));
  if (beginning === null || !beginning.moves || beginning.bias < SMALL_BIAS) return null;
  const given = lengthText(spec.warmUp);
  if (beginning.atBound) {
    return (
      `the warm-up of ${given} is too short: queues still change in the second half of the measured ` +
      `${lengthText(spec.horizon)}. Run longer: raise time.warmUp and time.horizon.`
    );
  }
  const longer = lengthText(spec.warmUp + beginning.warmUp);
  return (
    `the warm-up of ${given} is too short: queues go on changing for another ${lengthText(beginning.warmUp)}. ` +
    `Try --set "time.warmUp=${longer}", or time.warmUp=auto.`
  );
}
