import { HOUR, SECOND } from "../../engine/time.ts";
import type { Tally } from "../../statistics/tally.ts";
import { type Cell, PARTS, SLOWDOWN_PARTS } from "../cell.ts";
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
  const spread = (name: string, tally: Tally): void => {
    tally.prepare(all.map((percent) => percent / 100));
    put(`${name}.mean`, quotient(tally.mean, SECOND), "s");
    for (const percent of all) put(`${name}.p${percent}`, quotient(tally.quantile(percent / 100), SECOND), "s");
    put(`${name}.max`, quotient(tally.max, SECOND), "s");
  };
  spread("wait", cell.wait);
  put("wait.probability", share(cell.waited, cell.wait.count), "share");
  spread("latency", cell.latency);
  put("slowdown.mean", quotient(cell.slowdown.mean, SLOWDOWN_PARTS), "1");
  for (const percent of [95, ...percents]) {
    put(`slowdown.p${percent}`, quotient(cell.slowdown.quantile(percent / 100), SLOWDOWN_PARTS), "1");
  }
  const hours = windowTicks / HOUR;
  put("throughput.jobsPerHour", share(cell.jobEnds, hours), "jobs/h");
  put("throughput.tasksPerHour", share(cell.taskEnds, hours), "tasks/h");
  put("deadlines.missed", share(cell.missed, cell.withDeadline), "share");
  put("queue.mean", share(cell.queueTime.toNumber(), windowTicks), "jobs");
  put("restarts", cell.restarts, "count");
  put("evictions", cell.evictions, "count");
  put("workLost", cell.workLost.toNumber() / HOUR, "h");
  PARTS.forEach((part, index) => {
    put(`parts.${part}.mean`, share(cell.parts[index]!.toNumber() / SECOND, finished), "s");
  });
}

/** A quotient, or null where there is nothing to divide by. */
export function share(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}

/** Dividing by a whole number rounds to the nearest double, which multiplying by its inverse does not. */
function quotient(value: number | null, divisor: number): number | null {
  return value === null ? null : value / divisor;
}
