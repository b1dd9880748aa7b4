import { SECOND } from "../engine/time.ts";
import { SLOWDOWN_PARTS } from "../model/cell.ts";
import type { JobSketches } from "../model/figures/jobSketches.ts";
import type { WorldRecord } from "../model/worldResult.ts";
import { QuantileSketch } from "../statistics/quantileSketch.ts";

const QUANTILE = /^(wait|latency|slowdown)\.p(\d+(?:\.\d+)?)$/;

/** Ticks a second, or parts of 1. */
const UNITS: Readonly<Record<keyof JobSketches, number>> = { wait: SECOND, latency: SECOND, slowdown: SLOWDOWN_PARTS };

/**
 * The quantiles of the jobs of all replications taken together, by metric; null where there are no jobs. Undefined for a metric that is no
 * quantile of all the customer's jobs, and for a single replication, of which they are its own.
 *
 * Exact where no replication has more than 2,048 jobs and all have at most 65,536, else within 0.5%: thousands of replications are kept at a
 * time.
 */
export function pooledQuantiles(
  worlds: readonly Pick<WorldRecord, "sketches">[],
): (metric: string) => number | null | undefined {
  const sketches = worlds.flatMap((world) => world.sketches ?? []);
  const pooled = new Map<keyof JobSketches, QuantileSketch>();
  return (metric) => {
    const found = QUANTILE.exec(metric);
    if (found === null || sketches.length < 2) return undefined;
    const of = found[1] as keyof JobSketches;
    let sketch = pooled.get(of);
    if (sketch === undefined) {
      sketch = new QuantileSketch();
      for (const records of sketches) sketch.addRecord(records[of]);
      pooled.set(of, sketch);
    }
    const value = sketch.quantile(Number(found[2]) / 100);
    return value === null ? null : value / UNITS[of];
  };
}
