import type { RunResult } from "../experiment/results.ts";
import type { CsvValue } from "./csvFile.ts";

/** Columns of `replications.csv`: every metric of every world, in the units of `summary.json`. */
export const REPLICATIONS_COLUMNS = ["alternative", "replication", "metric", "value"] as const;

/** A row for each world and metric; the value is empty where the metric is not defined. */
export function* replicationsRows({ worlds }: RunResult): Generator<CsvValue[]> {
  for (const { alternative, replication, world } of worlds) {
    for (const [metric, { value }] of Object.entries(world.metrics)) yield [alternative, replication, metric, value];
  }
}
