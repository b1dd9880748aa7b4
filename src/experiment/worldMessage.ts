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

/** The same keys in the same order: what is made of it is the same bytes. */
export function unpackWorld({ rest, vms, evaluations, timeline, jobs }: WorldMessage): WorldResult {
  const { metrics, stop, clock, events, cancelledVms, operations, bill, evaluationCounts, latencyCurve } = rest;
  return {
    metrics,
    stop,
    clock,
    events,
    vms: toRows<VmRow>(vms),
    cancelledVms,
    operations,
    bill,
    evaluations: toRows<EvaluationRow>(evaluations),
    evaluationCounts,
    timeline: toRows<TimelineRow>(timeline),
    latencyCurve,
    jobs: jobs === null ? null : new JobRecords(jobs),
    divisions: rest.divisions,
    warnings: rest.warnings,
  };
}
