import { SECOND, type Ticks } from "../../engine/time.ts";
import type { Cell } from "../cell.ts";
import type { RoundFigures } from "../rounds.ts";
import type { StreamFlow } from "../workload/streamFlow.ts";
import { type Metrics, share } from "./jobFigures.ts";

/** Some workloads whose jobs score what sensors sent, taken together. */
export interface Streams {
  readonly flows: readonly StreamFlow[];
  readonly runs: readonly RoundFigures[];
  /** The measured window. */
  readonly from: Ticks;
  readonly end: Ticks;
}

const PERCENTS = [50, 90, 95, 99];

/** `freshness`: the age of the newest window that a job scored when it finished. */
export function freshnessFigures(
  metrics: Metrics,
  prefix: string,
  { freshness }: Cell,
  percents: readonly number[],
): void {
  const seconds = (name: string, ticks: number | null): void => {
    metrics[`${prefix}freshness.${name}`] = { value: ticks === null ? null : ticks / SECOND, unit: "s" };
  };
  seconds("mean", freshness?.mean ?? null);
  for (const percent of new Set([...PERCENTS, ...percents])) {
    seconds(`p${percent}`, freshness?.quantile(percent / 100) ?? null);
  }
  seconds("max", freshness?.max ?? null);
}

/**
 * The metrics of streams: readings that were sent, lost and waited to be sent again; firings, those that overlapped an earlier run,
 * and those that were skipped.
 */
export function streamFigures(metrics: Metrics, prefix: string, { flows, runs, from, end }: Streams): void {
  const count = (name: string, value: number | null): void => {
    metrics[prefix + name] = { value, unit: "count" };
  };
  const during = (by: (flow: StreamFlow, time: Ticks) => number): number =>
    flows.reduce((sum, flow) => sum + by(flow, end) - by(flow, from), 0);
  count(
    "events.sent",
    during((flow, time) => flow.sentBy(time)),
  );
  count(
    "events.lost",
    during((flow, time) => flow.lostBy(time)),
  );
  const area = flows.reduce((sum, flow) => sum + flow.backlogArea(from, end), 0);
  count("events.backlog.mean", share(area, end - from));
  // Between two changes a backlog is convex, and so is a sum of them: its peak is at one.
  const instants = new Set([from, end, ...flows.flatMap((flow) => flow.changes(from, end))]);
  const backlogs = [...instants].map((time) => flows.reduce((sum, flow) => sum + flow.backlogAt(time), 0));
  count(
    "events.backlog.peak",
    backlogs.reduce((most, backlog) => Math.max(most, backlog), 0),
  );

  const all = (key: "fired" | "overlapping" | "skipped"): number => runs.reduce((sum, each) => sum + each[key], 0);
  count("runs.fired", all("fired"));
  count("runs.overlapping", all("overlapping"));
  count("runs.skipped", all("skipped"));
}
