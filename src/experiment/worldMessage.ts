import { type JobColumns, JobRecords } from "../model/jobRecords.ts";
import type { TimelineRow, VmRow, WorldResult } from "../model/worldResult.ts";
import { type RowColumns, toColumns, toRows } from "./rowColumns.ts";

/** A world's result on its way between threads: plain, and compact. */
export interface WorldMessage {
  readonly rest: Omit<WorldResult, "vms" | "timeline" | "jobs">;
  readonly vms: RowColumns;
  readonly timeline: RowColumns;
  readonly jobs: JobColumns | null;
}

export function packWorld({ vms, timeline, jobs, ...rest }: WorldResult): WorldMessage {
  return {
    rest,
    vms: toColumns(vms),
    timeline: toColumns(timeline),
    jobs: jobs instanceof JobRecords ? jobs.columns : null,
  };
}

/** What need not be copied: the sender cannot read it any more. */
export function buffersOf({ jobs }: WorldMessage): ArrayBuffer[] {
  if (jobs === null) return [];
  return [...Object.values(jobs.times), jobs.places].map(({ buffer }) => buffer as ArrayBuffer);
}

export function unpackWorld({ rest, vms, timeline, jobs }: WorldMessage): WorldResult {
  const { metrics, stop, clock, events, cancelledVms, operations, bill, latencyCurve, divisions, warnings } = rest;
  return {
    metrics,
    stop,
    clock,
    events,
    vms: toRows<VmRow>(vms),
    cancelledVms,
    operations,
    bill,
    timeline: toRows<TimelineRow>(timeline),
    latencyCurve,
    jobs: jobs === null ? null : new JobRecords(jobs),
    divisions,
    warnings,
  };
}
