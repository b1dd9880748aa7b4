import { describe, expect, it } from "vitest";
import { TaskAudit, type TaskedRecords, type TaskRecords } from "../../../src/model/audit/taskAudit.ts";

const NO_STOP = Number.POSITIVE_INFINITY;

/** A task as it went, which is the last of its job where none follow. */
interface Task {
  readonly submitted: number;
  readonly taken: number;
  readonly dispatch: number;
  readonly service: number;
  readonly following: number;
}

interface Told {
  readonly submitted: number;
  readonly eligible: number;
  readonly taken: number;
  readonly firstTaken: number;
  readonly dispatch: number;
  readonly started: number;
  readonly service: number;
  readonly firstEnded: number;
  readonly ended: number;
}

function tasksOf(rows: readonly Task[]): TaskRecords {
  const column = (of: (row: Task) => number): Float64Array => Float64Array.from(rows, of);
  return {
    count: rows.length,
    workload: new Int32Array(rows.length),
    worker: new Int32Array(rows.length),
    submitted: column((row) => row.submitted),
    eligible: column((row) => row.submitted),
    taken: column((row) => row.taken),
    dispatch: column((row) => row.dispatch),
    started: column((row) => row.taken + row.dispatch),
    service: column((row) => row.service),
    ended: column((row) => row.taken + row.dispatch + row.service),
    following: Int32Array.from(rows, (row) => row.following),
  };
}

function jobsOf(told: readonly Told[]): TaskedRecords {
  const column = (of: (row: Told) => number): Float64Array => Float64Array.from(told, of);
  return {
    count: told.length,
    submitted: column((row) => row.submitted),
    eligible: column((row) => row.eligible),
    taken: column((row) => row.taken),
    firstTaken: column((row) => row.firstTaken),
    dispatch: column((row) => row.dispatch),
    started: column((row) => row.started),
    service: column((row) => row.service),
    firstEnded: column((row) => row.firstEnded),
    ended: column((row) => row.ended),
  };
}

/** A job of three tasks, the second of which starts first and ends last. */
const TASKS: readonly Task[] = [
  { submitted: 2, taken: 3, dispatch: 4, service: 1, following: 2 },
  { submitted: 2, taken: 4, dispatch: 1, service: 9, following: 1 },
  { submitted: 2, taken: 6, dispatch: 0, service: 1, following: 0 },
];
const TOLD: Told = {
  ...{ submitted: 2, eligible: 2, taken: 3, firstTaken: 4 },
  ...{ dispatch: 1, started: 5, service: 9, firstEnded: 14, ended: 14 },
};

describe("The audit of jobs of several tasks", () => {
  it.each<[string, Partial<Told>, string | null]>([
    ["what their tasks tell", {}, null],
    ["another submission", { submitted: 1 }, "is not submitted, or given its first slot, as its tasks are"],
    ["another first slot", { taken: 4 }, "is not submitted, or given its first slot, as its tasks are"],
    ["a later start", { started: 6 }, "does not start with its first task and end with its last"],
    ["an earlier end", { ended: 7 }, "does not start with its first task and end with its last"],
    ["a cap that admits it later than it has a slot", { eligible: 4 }, "does not go through its states in order"],
    ["the slot of another task", { firstTaken: 3 }, "has a latency that is not the sum of its parts"],
    ["the service of another task", { service: 1 }, "has a latency that is not the sum of its parts"],
  ])("told of them %s, says so", (_, over, finding) => {
    const audit = new TaskAudit(1, NO_STOP);
    const check = (): void => audit.check(tasksOf(TASKS), jobsOf([{ ...TOLD, ...over }]));
    if (finding === null) expect(check).not.toThrow();
    else expect(check).toThrow(`job 0 ${finding}`);
  });

  it("goes on with a job whose tasks are in several blocks, and lets nobody miss or mix them up", () => {
    const audit = new TaskAudit(1, NO_STOP);
    audit.check(tasksOf(TASKS.slice(0, 1)), jobsOf([]));
    expect(() => audit.check(tasksOf(TASKS.slice(2)), jobsOf([TOLD]))).toThrow("has tasks that are not its own");
    const other = new TaskAudit(1, NO_STOP);
    other.check(tasksOf(TASKS.slice(0, 2)), jobsOf([]));
    other.check(tasksOf(TASKS.slice(2)), jobsOf([TOLD]));
    expect(() => new TaskAudit(1, NO_STOP).check(tasksOf(TASKS.slice(0, 2)), jobsOf([TOLD]))).toThrow("invariant 1");
  });

  it.each([
    [14, 1],
    [13, 0],
    [4, 0],
  ])("compares the jobs that are through by %s with what is told", (stop, finished) => {
    const audit = new TaskAudit(1, stop);
    audit.check(tasksOf(TASKS), jobsOf([TOLD]));
    expect(() => audit.finish(stop, [{ submitted: 1, finished }])).not.toThrow();
    expect(() => audit.finish(stop, [{ submitted: 1, finished: 1 - finished }])).toThrow("invariant 1");
  });
});
