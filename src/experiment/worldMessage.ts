import { type JobColumns, JobRecords } from "../model/jobRecords.ts";
import type { EvaluationRow, TimelineRow, VmRow, WorldRecord, WorldResult } from "../model/worldResult.ts";
import { ColumnRows, type RowColumns, toColumns } from "./rowColumns.ts";

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

/** The same keys in the same order: what is made of it is the same bytes. */
export function unpackWorld({ rest, vms, evaluations, timeline, jobs }: WorldMessage): WorldRecord {
  const { metrics, clock, bill, evaluationCounts, latencyCurve, sketches, divisions, warnings } = rest;
  const { stop, events, cancelledVms, operations } = rest;
  return {
    metrics,
    clock,
    vms: new ColumnRows<VmRow>(vms),
    bill,
    evaluations: [...new ColumnRows<EvaluationRow>(evaluations)],
    evaluationCounts,
    latencyCurve,
    sketches,
    divisions,
    warnings,
    stop,
    events,
    cancelledVms,
    operations,
    timeline: [...new ColumnRows<TimelineRow>(timeline)],
    jobs: jobs === null ? null : new JobRecords(jobs),
  };
}
