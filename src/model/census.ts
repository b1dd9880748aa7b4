import type { CensusRow } from "./audit/auditor.ts";
import type { Cell } from "./cell.ts";
import type { JobTable } from "./jobTable.ts";
import type { Parties } from "./parties.ts";
import type { WorldSpec } from "./worldSpec.ts";

/** Where the jobs of every workload are, by the model's own tables: the auditor compares it with the event log. */
export function takeCensus(
  spec: WorldSpec,
  parties: Parties,
  cells: readonly (Cell | undefined)[],
  jobs: JobTable,
): CensusRow[] {
  const rows = spec.workloads.map(({ name: workload }) => ({
    workload,
    submitted: 0,
    finished: 0,
    failed: 0,
    cancelled: 0,
    rejected: 0,
    queued: 0,
    running: 0,
  }));
  cells.forEach((cell, index) => {
    if (cell === undefined) return;
    const row = rows[parties.ofCell(index).workload]!;
    row.submitted += cell.all.submitted;
    row.finished += cell.all.finished;
    row.failed += cell.all.failed;
    row.cancelled += cell.all.cancelled;
    row.rejected += cell.all.rejected;
  });
  for (const job of jobs.rows()) {
    const row = rows[jobs.workload[job]!]!;
    if (jobs.onSlot[job] === 1) row.running++;
    else row.queued++;
  }
  return rows;
}
