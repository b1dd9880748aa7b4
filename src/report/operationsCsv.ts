import type { RunResult } from "../experiment/results.ts";
import type { CsvValue } from "./csvFile.ts";
import { ticksAsSeconds } from "./ticksText.ts";

/** Columns of `operations.csv`: what was asked of the pool service; times in seconds since `time.start`. */
export const OPERATIONS_COLUMNS = [
  "alternative",
  "replication",
  "time",
  "pool",
  "operation",
  "argument",
  "outcome",
  "reason",
] as const;

/** A row for each operation, in order of alternative, replication, then time. */
export function* operationsRows({ worlds }: RunResult): Generator<CsvValue[]> {
  for (const { alternative, replication, world } of worlds) {
    for (const { time, pool, operation, argument, outcome, reason } of world.operations) {
      yield [alternative, replication, ticksAsSeconds(time), pool, operation, argument, outcome, reason];
    }
  }
}
