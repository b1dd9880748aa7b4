import { type JobColumns, JobRecords } from "../model/jobRecords.ts";
import type { EvaluationRow, TimelineRow, VmRow, WorldResult } from "../model/worldResult.ts";
import { type RowColumns, toColumns, toRows } from "./rowColumns.ts";

/** A world's result on its way between threads: plain, and compact. */
export interface WorldMessage {
  readonly rest: Omit<WorldResult, "vms" | "evaluations" | "timeline" | "jobs">;
  readonly vms: RowColumns;
  readonly evaluations: RowColumns;
  readonly timeline: RowColumns;
  readonly jobs: JobColumns | null;
}

export function packWorld({ vms, evaluations, timeline, jobs, ...rest }: WorldResult): WorldMessage {
  return {
    rest,
    vms: toColumns(vms),
    evaluations: toColumns(evaluations),
    timeline: toColumns(timeline),
    jobs: jobs instanceof JobRecords ? jobs.columns : null,
  };
}

/** What need not be copied: the sender cannot read it any more. */
export function buffersOf({ rest, vms, evaluations, timeline, jobs }: WorldMessage): ArrayBuffer[] {
  const columns = [vms, evaluations, timeline].flatMap((rows) => rows.columns.map(([, values]) => values));
  const arrays = [
    ...columns.filter((values) => values instanceof Float64Array),
    ...rest.cancelledVms.flatMap(({ ordinals, times }) => [...ordinals, ...times]),
    ...(jobs === null ? [] : [...Object.values(jobs.times), jobs.places]),
  ];
  return arrays.map(({ buffer }) => buffer as ArrayBuffer);
}

export function unpackWorld({ rest, vms, evaluations, timeline, jobs }: WorldMessage): WorldResult {
  return {
    ...rest,
    vms: toRows<VmRow>(vms),
    evaluations: toRows<EvaluationRow>(evaluations),
    timeline: toRows<TimelineRow>(timeline),
    jobs: jobs === null ? null : new JobRecords(jobs),
  };
}
