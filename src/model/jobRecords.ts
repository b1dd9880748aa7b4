import type { Ticks } from "../engine/time.ts";
import { PARTS } from "./cell.ts";
import { NOT_YET } from "./jobTable.ts";
import type { JobRow, JobState } from "./worldResult.ts";

export const STATES: readonly JobState[] = ["NotStarted", "Running", "Finished", "Failed", "Cancelled", "Rejected"];

/** The columns of one job's times: NOT_YET where it never came to that. */
export const TIMES = ["submitted", "started", "ended", ...PARTS] as const;

/** Numbers of a job in `places`: workload (-1: a number without a record), tenant, system, VM, slots, state. */
export const PLACES = 6;

/** What was kept of all jobs: plain data, a row a job in order of submission. Columns may be longer than `count`. */
export interface JobColumns {
  readonly count: number;
  readonly times: Readonly<Record<(typeof TIMES)[number], Float64Array>>;
  /** `PLACES` a job. */
  readonly places: Int32Array;
  readonly workloads: readonly string[];
  readonly tenants: readonly string[];
  readonly systems: readonly string[];
}

/** Reads the columns job by job. */
export class JobRecords implements Iterable<JobRow> {
  readonly columns: JobColumns;

  constructor(columns: JobColumns) {
    this.columns = columns;
  }

  *[Symbol.iterator](): Generator<JobRow> {
    const { count, times, places, workloads, tenants, systems } = this.columns;
    for (let job = 0; job < count; job++) {
      const at = PLACES * job;
      if (places[at] === -1) continue;
      const time = (name: (typeof TIMES)[number]): Ticks | null => {
        const value = times[name][job]!;
        return value === NOT_YET ? null : value;
      };
      yield {
        workload: workloads[places[at]!]!,
        tenant: tenants[places[at + 1]!]!,
        job,
        system: systems[places[at + 2]!]!,
        vm: places[at + 3]! < 0 ? null : places[at + 3]!,
        slots: places[at + 4]!,
        submitted: times.submitted[job]!,
        started: time("started"),
        ended: time("ended"),
        state: STATES[places[at + 5]!]!,
        ...(Object.fromEntries(PARTS.map((part) => [part, time(part)])) as Record<
          (typeof PARTS)[number],
          Ticks | null
        >),
      };
    }
  }
}
