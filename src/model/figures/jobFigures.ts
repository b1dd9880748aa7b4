import { HOUR, SECOND } from "../../engine/time.ts";
import type { Tally } from "../../statistics/tally.ts";
import { type Cell, PARTS, SLOWDOWN_UNIT } from "../cell.ts";
import type { Figure } from "../worldResult.ts";

/** Metrics by name. */
export type Metrics = Record<string, Figure>;

const PERCENTS = [50, 90, 95, 99];

/** The metrics of the jobs of a cell (or of several, merged), each name led by `prefix`. @param windowTicks length of the window. */
export function jobFigures(
  metrics: Metrics,
  prefix: string,
  cell: Cell,
  windowTicks: number,
  percents: readonly number[],
): void {
  const put = (name: string, value: number | null, unit: Figure["unit"]): void => {
    metrics[prefix + name] = { value, unit };
  };
  const { submitted, finished, failed, rejected, cancelled } = cell.measured;
  put("jobs.submitted", submitted, "jobs");
  put("jobs.finished", finished, "jobs");
  put("jobs.failed", failed, "jobs");
  put("jobs.rejected", rejected, "jobs");
  put("jobs.cancelled", cancelled, "jobs");
  put("jobs.unfinished", submitted - finished - failed - rejected - cancelled, "jobs");

  const all = [...new Set([...PERCENTS, ...percents])];
  const spread = (name: string, tally: Tally, scale: number, unit: Figure["unit"]): void => {
    put(`${name}.mean`, scaled(tally.mean, scale), unit);
    for (const percent of all) put(`${name}.p${percent}`, scaled(tally.quantile(percent / 100), scale), unit);
    put(`${name}.max`, scaled(tally.max, scale), unit);
  };
  spread("wait", cell.wait, 1 / SECOND, "s");
  put("wait.probability", share(cell.waited, cell.wait.count), "share");
  spread("latency", cell.latency, 1 / SECOND, "s");
  put("slowdown.mean", scaled(cell.slowdown.mean, SLOWDOWN_UNIT), "1");
  put("slowdown.p95", scaled(cell.slowdown.quantile(0.95), SLOWDOWN_UNIT), "1");
  const hours = windowTicks / HOUR;
  put("throughput.jobsPerHour", share(cell.jobEnds, hours), "jobs/h");
  put("throughput.tasksPerHour", share(cell.taskEnds, hours), "tasks/h");
  put("deadlines.missed", share(cell.missed, cell.withDeadline), "share");
  put("queue.mean", share(cell.queueTime.toNumber(), windowTicks), "jobs");
  PARTS.forEach((part, index) => {
    put(`parts.${part}.mean`, share(cell.parts[index]!.toNumber() / SECOND, finished), "s");
  });
}

/** A quotient, or null where there is nothing to divide by. */
export function share(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}

function scaled(value: number | null, scale: number): number | null {
  return value === null ? null : value * scale;
}
