import { describe, expect, it } from "vitest";
import { HOUR } from "../../../src/engine/time.ts";
import { AuditError } from "../../../src/model/audit/auditError.ts";
import type { FifoRecords } from "../../../src/model/audit/fifoRecords.ts";
import { TimetableAudit } from "../../../src/model/audit/timetableAudit.ts";
import type { WorkerTimetable } from "../../../src/model/classic/classicSpec.ts";

const NO_STOP = Number.POSITIVE_INFINITY;

/** Times in hours. */
interface Row {
  readonly submitted: number;
  readonly taken: number;
  readonly service: number;
  readonly started?: number;
  readonly ended?: number;
}

function records(rows: readonly Row[]): FifoRecords {
  const column = (of: (row: Row) => number): Float64Array => Float64Array.from(rows, (row) => of(row) * HOUR);
  return {
    count: rows.length,
    workload: new Int32Array(rows.length),
    worker: new Int32Array(rows.length),
    submitted: column((row) => row.submitted),
    eligible: column((row) => row.submitted),
    taken: column((row) => row.taken),
    dispatch: new Float64Array(rows.length),
    started: column((row) => row.started ?? row.taken),
    service: column((row) => row.service),
    ended: column((row) => row.ended ?? row.taken + row.service),
  };
}

const timetableOf = (entries: readonly (readonly [number, number])[]): WorkerTimetable =>
  entries.map(([from, workers]) => ({ from: from * HOUR, workers }));

/** The number of the invariant that the audit finds broken; null for none. */
function broken(entries: readonly (readonly [number, number])[], rows: readonly Row[]): number | null {
  const audit = new TimetableAudit(timetableOf(entries), 0, 1, NO_STOP);
  try {
    audit.check(records(rows));
    audit.finish(0, [{ submitted: rows.length, finished: rows.length }]);
    return null;
  } catch (error) {
    if (error instanceof AuditError) return error.invariant;
    throw error;
  }
}

/** Two workers until 3 o'clock, then one until 6. */
const DAYS = [
  [0, 2],
  [3, 1],
  [6, 2],
] as const;

const job = (submitted: number, taken: number, service: number): Row => ({ submitted, taken, service });

describe("The audit of a service whose workers follow a timetable", () => {
  it.each<[string, number | null, readonly Row[]]>([
    ["nothing amiss", null, [job(0, 0, 9), job(1, 1, 1), job(4, 6, 1)]],
    ["a job that takes the slot of a worker that left idle", 3, [job(0, 0, 9), job(1, 1, 1), job(4, 4, 1)]],
    ["a job that takes the slot of one that left busy", 3, [job(0, 0, 9), job(1, 1, 4), job(2, 5, 1)]],
    ["one that waits for the next worker instead", null, [job(0, 0, 9), job(1, 1, 4), job(2, 6, 1)]],
    ["one that does not take it as it comes", 5, [job(0, 0, 9), job(1, 1, 4), job(2, 7, 1)]],
    ["a slot in the instant in which the workers go", 3, [job(0, 0, 9), job(3, 3, 1)]],
    ["a job of that instant that waits for the next worker", null, [job(0, 0, 9), job(3, 6, 1)]],
    ["a worker that comes while two are busy still", 3, [job(0, 0, 9), job(1, 1, 7), job(2, 6, 1)]],
    ["and the slot that one of them gives back", null, [job(0, 0, 9), job(1, 1, 7), job(2, 8, 1)]],
    [
      "a night without anybody's end, in which the workers change",
      null,
      [job(0, 0, 1), job(25, 25, 1), job(25, 25, 9)],
    ],
    ["a job that overtakes", 4, [job(0, 0, 9), job(0, 0, 4), job(1, 6, 1), job(2, 4, 1)]],
    ["a job listed after one that was submitted later", 2, [job(1, 1, 1), job(0, 1, 1)]],
    ["a start later than slot and dispatch say", 7, [{ ...job(0, 0, 2), started: 1 }]],
  ])("given %s, names invariant %s", (_, invariant, rows) => {
    expect(broken(DAYS, rows)).toBe(invariant);
  });

  it("compares the jobs that came and that finished with what is told of them", () => {
    const audit = new TimetableAudit(timetableOf(DAYS), 0, 1, 5 * HOUR);
    audit.check(records([job(0, 0, 9), job(1, 1, 1)]));
    expect(() => audit.finish(0, [{ submitted: 2, finished: 1 }])).not.toThrow();
    expect(() => audit.finish(0, [{ submitted: 2, finished: 2 }])).toThrow("invariant 1");
  });
});
