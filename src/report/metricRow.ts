import type { Summary } from "../experiment/results.ts";
import { formatLength } from "./duration.ts";
import { isRecord } from "./isRecord.ts";

/** A metric in a comparison. */
export interface MetricRow {
  readonly metric: string;
  /** Names the unit wherever the figure is bare. */
  readonly label: string;
  /** For a narrow column. */
  readonly heading: string;
  /** Which values are better; null where neither is. */
  readonly better: "lower" | "higher" | null;
  /** Something that a reader must not miss. */
  readonly headline: boolean;
}

type Shown = "always" | "defined" | "positive";

const row = (
  metric: string,
  label: string,
  heading: string,
  better: MetricRow["better"],
  shown: Shown,
  headline = false,
): MetricRow & { readonly shown: Shown } => ({ metric, label, heading, better, headline, shown });

/**
 * The metrics that a comparison of this summary shows, in order: jobs that did not finish first, then waits, throughput,
 * hours and cost, and deadlines where there are any.
 */
export function metricRows(summary: Summary): MetricRow[] {
  const { horizonSeconds } = summary.scenario;
  const sameLength = Object.values(summary.alternatives).every(
    (alternative) => (alternative.horizonSeconds ?? horizonSeconds) === horizonSeconds,
  );
  const told = horizonSeconds > 0 && sameLength && !isDrained(summary.scenario.resolved);
  const cost = told ? `cost for ${formatLength(horizonSeconds)}` : "cost";
  const rows = [
    row("jobs.unfinished", "unfinished jobs", "unfinished", null, "positive", true),
    row("jobs.rejected", "rejected jobs", "rejected", null, "positive", true),
    row("jobs.failed", "failed jobs", "failed", null, "positive", true),
    row("jobs.cancelled", "cancelled jobs", "cancelled", null, "positive", true),
    row("events.lost", "readings lost", "lost", "lower", "positive", true),
    row("runs.skipped", "runs skipped", "skipped", "lower", "positive", true),
    row("wait.mean", "wait, mean", "wait mean", "lower", "always"),
    row("wait.p95", "wait, p95", "wait p95", "lower", "always"),
    row("latency.p95", "latency, p95", "latency p95", "lower", "always"),
    row("freshness.p95", "freshness, p95", "freshness p95", "lower", "defined"),
    row("throughput.jobsPerHour", "throughput, jobs/h", "jobs/h", "higher", "always"),
    row("computeHours.billed", "compute-hours billed", "hours billed", "lower", "always"),
    row("utilisation", "utilisation", "utilisation", null, "defined"),
    row("cost.total", cost, "cost", "lower", "defined"),
    row("deadlines.missed", "deadlines missed", "missed", "lower", "defined"),
    row("rounds.late", "rounds late", "rounds late", "lower", "defined"),
  ];
  return rows.filter(({ metric, shown }) => {
    const means = Object.values(summary.alternatives).map(({ metrics }) => metrics[metric]?.mean ?? null);
    return means.some((mean) => shown === "always" || (mean !== null && (shown === "defined" || mean > 0)));
  });
}

/** Whether the clock stops with the last job, so that the horizon does not tell how long the costs are for. */
function isDrained(resolved: unknown): boolean {
  return isRecord(resolved) && isRecord(resolved.time) && resolved.time.drain === true;
}
