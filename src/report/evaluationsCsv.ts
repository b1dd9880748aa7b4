import type { RunResult } from "../experiment/results.ts";
import type { CsvValue } from "./csvFile.ts";
import { ticksAsSeconds } from "./ticksText.ts";

/** Columns of `evaluations.csv`: each evaluation of an autoscale formula; times in seconds since `time.start`. */
export const EVALUATIONS_COLUMNS = [
  "alternative",
  "replication",
  "time",
  "pool",
  "targets",
  "variables",
  "error",
] as const;

/** A row for each evaluation, in order of alternative, replication, then time. */
export function* evaluationsRows({ worlds }: RunResult): Generator<CsvValue[]> {
  for (const { alternative, replication, world } of worlds) {
    for (const { time, pool, targets, variables, error } of world.evaluations) {
      yield [alternative, replication, ticksAsSeconds(time), pool, targets, variables, error];
    }
  }
}
