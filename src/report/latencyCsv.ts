import type { RunResult } from "../experiment/results.ts";
import type { CsvValue } from "./csvFile.ts";

/** Columns of `latency.csv`, the distribution: so many percent of the finished jobs were done within so many seconds. */
export const LATENCY_COLUMNS = ["alternative", "replication", "percent", "latency"] as const;

/** A row for each world and percent, 0 the shortest latency and 100 the longest; none where no measured job finished. */
export function* latencyRows({ worlds }: RunResult): Generator<CsvValue[]> {
  for (const { alternative, replication, world } of worlds) {
    for (const { percent, seconds } of world.latencyCurve) yield [alternative, replication, percent, seconds];
  }
}
