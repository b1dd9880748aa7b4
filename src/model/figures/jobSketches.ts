import type { SketchRecord } from "../../statistics/sketchRecord.ts";
import type { Figures } from "./figures.ts";
import { customersCell } from "./mergedCells.ts";

/** Up to so many jobs of a replication are told one by one: no longer than the buckets of many. */
const MOST = 2048;

/** What the quantiles of the customer's measured jobs are told by: waits and latencies in ticks, slowdowns in `SLOWDOWN_PARTS`. */
export interface JobSketches {
  readonly wait: SketchRecord;
  readonly latency: SketchRecord;
  readonly slowdown: SketchRecord;
}

/** To be pooled over replications. */
export function jobSketches(figures: Figures): JobSketches {
  const { wait, latency, slowdown } = customersCell(figures);
  return { wait: wait.record(MOST), latency: latency.record(MOST), slowdown: slowdown.record(MOST) };
}
