import { HOUR, SECOND } from "../engine/time.ts";
import type { Unit } from "../model/worldResult.ts";
import { MONEY_AMOUNT, MONEY_RATE } from "./money.ts";
import { nearestName } from "./nearestName.ts";
import { DURATION, HOURS, SHARE } from "./quantities.ts";
import { describeValue, quote, type Reading, wrong } from "./quantity.ts";

/** A bound on a metric: `latency.p95 <= 45 min`. */
export interface Objective {
  /** As written. */
  readonly text: string;
  /** `latency.p95`, `byWorkload.scoring.wait.mean`. */
  readonly metric: string;
  readonly relation: "<=" | "<" | ">=" | ">";
  /** In `unit`: seconds, hours, shares of 1, the scenario's currency. */
  readonly bound: number;
  readonly unit: Unit;
}

const UNITS: readonly (readonly [Unit, readonly string[]])[] = [
  [
    "jobs",
    [
      "jobs.submitted",
      "jobs.finished",
      "jobs.failed",
      "jobs.rejected",
      "jobs.cancelled",
      "jobs.unfinished",
      "queue.mean",
      "queue.peak",
    ],
  ],
  [
    "s",
    ["wait.mean", "wait.max", "latency.mean", "latency.max", "makespan", "rounds.duration.mean", "rounds.duration.max"],
  ],
  [
    "s",
    ["held", "queued", "provisioning", "dispatch", "service", "transfer", "restarts", "lastTask"].map(
      (part) => `parts.${part}.mean`,
    ),
  ],
  ["share", ["wait.probability", "deadlines.missed", "rounds.late", "utilisation", "atLimit"]],
  ["share", ["atLimit.max", "atLimit.quota", "atLimit.coreQuota"]],
  ["1", ["slowdown.mean"]],
  ["jobs/h", ["throughput.jobsPerHour"]],
  ["tasks/h", ["throughput.tasksPerHour"]],
  ["count", ["restarts", "evictions", "quota.refused"]],
  ["s", ["freshness.mean", "freshness.max"]],
  ["count", ["events.sent", "events.lost", "events.backlog.mean", "events.backlog.peak"]],
  ["count", ["runs.fired", "runs.overlapping", "runs.skipped"]],
  ["h", ["workLost", "computeHours.billed", "computeHours.busy", "computeHours.idle", "computeHours.overhead"]],
  ["h", ["computeHours.transferring", "computeHours.leaving", "computeHours.rounding"]],
  ["VMs", ["vms.mean", "vms.peak", "vms.provisioning"]],
  ["USD", ["cost.total", "cost.perJob", "cost.idle"]],
  ["USD/d", ["cost.perDay"]],
];
const PERCENTILES: Readonly<Record<string, Unit>> = {
  wait: "s",
  latency: "s",
  slowdown: "1",
  "rounds.duration": "s",
  freshness: "s",
};
const BY_METRIC = new Map(UNITS.flatMap(([unit, names]) => names.map((name): [string, Unit] => [name, unit])));
const EXAMPLE_BOUND = "latency.p95 <= 45 min";
const EXAMPLE = `"${EXAMPLE_BOUND}"`;
const MICRO = 1e6;

/** Reads an objective. Throws a `RangeError` for one that has an `objectiveFault`. */
export function parseObjective(text: string): Objective {
  const parsed = read(text);
  if (typeof parsed === "string") throw new RangeError(parsed);
  return parsed;
}

/** What is wrong with an objective, or null. */
export function objectiveFault(text: string): string | null {
  const parsed = read(text);
  return typeof parsed === "string" ? parsed : null;
}

/** The unit of a metric by its name, or null for a name that no metric has. */
export function metricUnit(metric: string): Unit | null {
  const name = metric.replace(/^(?:by(?:Workload|Tenant|Pool|Plan)\.[^.]+|classic)\./, "");
  const percentile = /^(.+)\.p(\d{1,2}(?:\.\d+)?)$/.exec(name);
  if (percentile !== null)
    return Number(percentile[2]) > 0 && Object.hasOwn(PERCENTILES, percentile[1]!)
      ? PERCENTILES[percentile[1]!]!
      : null;
  return BY_METRIC.get(name) ?? (/^cost\.byPlan\.[^.]+$/.test(name) ? "USD" : null);
}

/** What is wrong with the name of a metric, with the nearest one that there is, or null. */
export function metricFault(metric: string): string | null {
  return metricUnit(metric) === null ? `${quote(metric)} is not a metric${nearestMetric(metric, "latency.p95")}` : null;
}

function read(text: string): Objective | string {
  const match = /^\s*(\S.*?)\s*(<=|>=|=<|=>|<|>|≤|≥|==?)\s*(\S.*?)\s*$/.exec(text);
  if (match === null) return `${quote(text)} is not an objective; write for example ${EXAMPLE}`;
  const [, metric = "", sign = "", boundText = ""] = match;
  if (sign.startsWith("="))
    return `an objective is a bound; write "${metric} ${sign === "=>" ? ">=" : "<="} ${boundText}"`;
  const unit = metricUnit(metric);
  if (unit === null) return `${quote(metric)} is not a metric${nearestMetric(metric, EXAMPLE_BOUND)}`;
  const bound = readBound(boundText, unit);
  if (!bound.ok) return bound.message;
  const relation = sign === "≤" ? "<=" : sign === "≥" ? ">=" : (sign as Objective["relation"]);
  return { text, metric, relation, bound: bound.value, unit };
}

function nearestMetric(metric: string, example: string): string {
  const prefix = /^(?:by(?:Workload|Tenant|Pool|Plan)\.[^.]+|classic)\./.exec(metric)?.[0] ?? "";
  const percentiles = Object.keys(PERCENTILES).flatMap((name) =>
    ["p50", "p90", "p95", "p99"].map((p) => `${name}.${p}`),
  );
  const near = nearestName(metric.slice(prefix.length), [...BY_METRIC.keys(), ...percentiles]);
  return near === null ? `; write for example "${example}"` : `; did you mean "${prefix}${near}"?`;
}

function readBound(text: string, unit: Unit): Reading {
  if (unit === "s") return scaled(DURATION.read(text), SECOND);
  if (unit === "h") return scaled(HOURS.read(text), HOUR);
  if (unit === "share") return SHARE.read(text);
  if (unit === "USD") return scaled(MONEY_AMOUNT.read(text), MICRO);
  // A price is read by the hour, and told by the day.
  if (unit === "USD/d") return scaled(MONEY_RATE.read(text), MICRO / 24);
  const rate = unit === "jobs/h" || unit === "tasks/h" ? /^(.*\d)\s*(?:(?:jobs|tasks)\s*)?\/\s*h$/.exec(text) : null;
  const number = Number(rate?.[1] ?? text);
  if (!Number.isFinite(number) || number < 0)
    return wrong(`${describeValue(text)} is no bound for a metric in ${unit}; write a plain number`);
  return { ok: true, value: number };
}

function scaled(reading: Reading, by: number): Reading {
  return reading.ok ? { ok: true, value: reading.value / by } : reading;
}

/** The percent that a percentile metric names, 97.5 for `wait.p97.5`, or null for another metric. */
export function percentOf(metric: string): number | null {
  const match = /\.p(\d{1,2}(?:\.\d+)?)$/.exec(metric);
  return match === null ? null : Number(match[1]);
}
