import type { RunResult } from "../experiment/results.ts";
import type { CsvValue } from "./csvFile.ts";
import { ticksInSeconds } from "./ticksText.ts";

const JOB_STATES = ["queued", "held", "running"] as const;
const VM_STATES = ["provisioning", "starting", "idle", "busy", "leaving", "unusable", "preempted"] as const;
const COUNTS = [...JOB_STATES, "target", ...VM_STATES] as const;

/** What of jobs and VMs is counted over time. */
export const STATES = [...JOB_STATES, ...VM_STATES] as const;

/** Columns of `timeline.csv`: the state of each system at the end of an instant, in seconds since `time.start`. */
export const TIMELINE_COLUMNS = ["alternative", "replication", "time", "system", ...COUNTS] as const;

/** A row for each observed instant and system, in order of alternative, replication, then time. */
export function* timelineRows({ worlds }: RunResult): Generator<CsvValue[]> {
  for (const { alternative, replication, world } of worlds) {
    for (const state of world.timeline) {
      yield [
        alternative,
        replication,
        ticksInSeconds(state.time),
        state.system,
        ...COUNTS.map((count) => state[count]),
      ];
    }
  }
}
