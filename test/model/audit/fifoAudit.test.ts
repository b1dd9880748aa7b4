import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AuditError } from "../../../src/model/audit/auditError.ts";
import { FifoAudit } from "../../../src/model/audit/fifoAudit.ts";
import type { FifoRecords } from "../../../src/model/audit/fifoRecords.ts";
import type { VmRow } from "../../../src/model/worldResult.ts";
import { ExactSum } from "../../../src/statistics/exactSum.ts";

const NO_STOP = Number.POSITIVE_INFINITY;

/** A job as it went: of one workload, without a cap. */
interface Row {
  readonly submitted: number;
  readonly worker: number;
  readonly taken: number;
  readonly dispatch: number;
  readonly service: number;
  readonly eligible?: number;
  readonly started?: number;
  readonly ended?: number;
}

function records(rows: readonly Row[]): FifoRecords {
  const column = (of: (row: Row) => number): Float64Array => Float64Array.from(rows, of);
  const started = (row: Row): number => row.started ?? row.taken + row.dispatch;
  return {
    count: rows.length,
    workload: new Int32Array(rows.length),
    worker: Int32Array.from(rows, (row) => row.worker),
    submitted: column((row) => row.submitted),
    eligible: column((row) => row.eligible ?? row.submitted),
    taken: column((row) => row.taken),
    dispatch: column((row) => row.dispatch),
    started: column(started),
    service: column((row) => row.service),
    ended: column((row) => row.ended ?? started(row) + row.service),
  };
}

/** The number of the invariant that the audit finds broken; null for none. */
function broken(workers: number, rows: readonly Row[], stop = NO_STOP, finished = rows.length): number | null {
  const audit = new FifoAudit(new Float64Array(workers), 1, stop);
  try {
    audit.check(records(rows));
    audit.finish(0, [{ submitted: rows.length, finished }]);
    return null;
  } catch (error) {
    if (error instanceof AuditError) return error.invariant;
    throw error;
  }
}

/** First come, first served, by looking at all workers for each job: which one is free first, and when. */
function schedule(workers: number, jobs: readonly { gap: number; dispatch: number; service: number }[]): Row[] {
  const freeFrom = new Array<number>(workers).fill(0);
  let submitted = 0;
  return jobs.map(({ gap, dispatch, service }) => {
    submitted += gap;
    const worker = freeFrom.indexOf(Math.min(...freeFrom));
    const taken = Math.max(submitted, freeFrom[worker]!);
    freeFrom[worker] = taken + dispatch + service;
    return { submitted, worker, taken, dispatch, service };
  });
}

/** Workers that are free, and jobs that wait, at an instant and a half: by counting all jobs. */
function idleWhileWaiting(workers: number, rows: readonly Row[]): boolean {
  const edges = rows.flatMap((row) => [row.submitted, row.taken, row.taken + row.dispatch + row.service]);
  return edges.some((edge) => {
    const time = edge + 0.5;
    const busy = rows.filter((row) => row.taken < time && row.taken + row.dispatch + row.service > time).length;
    return busy < workers && rows.some((row) => row.submitted < time && row.taken > time);
  });
}

const randomJobs = fc.array(
  fc.record({
    gap: fc.integer({ min: 0, max: 4 }),
    dispatch: fc.integer({ min: 0, max: 1 }),
    service: fc.integer({ min: 0, max: 9 }),
  }),
  { minLength: 1, maxLength: 30 },
);

describe("The audit of a first-in-first-out service", () => {
  it("has nothing to say of jobs served first come, first served", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4 }), randomJobs, (workers, jobs) => {
        expect(broken(workers, schedule(workers, jobs))).toBeNull();
      }),
    );
  });

  it("finds every job that is served later than a free worker allows, and nothing where none was free", () => {
    const late = fc.record({
      workers: fc.integer({ min: 1, max: 3 }),
      jobs: randomJobs,
      at: fc.nat(),
      by: fc.integer({ min: 1, max: 6 }),
    });
    fc.assert(
      fc.property(late, ({ workers, jobs, at, by }) => {
        // From one job on all are served later, as if the service had slept: order and capacity hold.
        const rows = schedule(workers, jobs);
        const from = at % rows.length;
        const slept = rows.map((row, place) => (place < from ? row : { ...row, taken: row.taken + by }));
        expect(broken(workers, slept)).toBe(idleWhileWaiting(workers, slept) ? 5 : null);
      }),
      { numRuns: 500 },
    );
  });

  const two: Row[] = [
    { submitted: 0, worker: 0, taken: 0, dispatch: 1, service: 5 },
    { submitted: 2, worker: 0, taken: 6, dispatch: 0, service: 5 },
  ];
  const overtaking: Row[] = [
    { submitted: 0, worker: 0, taken: 0, dispatch: 0, service: 6 },
    { submitted: 0, worker: 1, taken: 0, dispatch: 0, service: 8 },
    { submitted: 1, worker: 1, taken: 8, dispatch: 0, service: 5 },
    { submitted: 2, worker: 0, taken: 6, dispatch: 0, service: 5 },
  ];
  const second = (change: Partial<Row>): Row[] => [two[0]!, { ...two[1]!, ...change }];

  it.each<[string, number | null, number, readonly Row[]]>([
    ["nothing amiss", null, 1, two],
    ["a job eligible before it is submitted", 2, 1, second({ eligible: 1 })],
    ["a slot before the job is eligible", 2, 1, second({ eligible: 7 })],
    ["a job listed after one that was submitted later", 2, 1, [{ ...two[0]!, submitted: 3, taken: 3 }, two[1]!]],
    ["an end before the start", 2, 1, second({ ended: 5 })],
    ["two jobs on one worker", 3, 1, second({ taken: 5 })],
    ["a worker that is not there", 3, 1, second({ worker: 1 })],
    ["a job that overtakes", 4, 2, overtaking],
    ["a worker that rests between two jobs while the second waits", 5, 1, second({ taken: 8 })],
    ["a second worker that never gets the job that waits", 5, 2, two],
    ["a start later than slot and dispatch say", 7, 1, second({ started: 7 })],
    ["an end later than start and service say", 7, 1, second({ ended: 12 })],
  ])("given %s, names invariant %s", (_, invariant, workers, rows) => {
    expect(broken(workers, rows)).toBe(invariant);
  });

  it("finds a delay that is told where a start is the slot itself, and a submission after the slot where nobody is ever held", () => {
    const shared = (rows: readonly Row[]): FifoRecords => {
      const told = records(rows);
      return { ...told, eligible: told.submitted, started: told.taken };
    };
    const check = (rows: readonly Row[]) => () => new FifoAudit(new Float64Array(1), 1, NO_STOP).check(shared(rows));
    const job = { submitted: 2, worker: 0, taken: 2, dispatch: 0, service: 5, ended: 7 };
    expect(check([job])).not.toThrow();
    expect(check([{ ...job, dispatch: 1 }])).toThrow("has a latency that is not the sum of its parts");
    expect(check([{ ...job, submitted: 3 }])).toThrow("does not go through its states in order");
  });

  it("compares the jobs that came and that finished by the end with what is told of them", () => {
    expect(broken(1, two, 11, 2)).toBeNull();
    expect(broken(1, two, 11, 1)).toBe(1);
    expect(broken(1, two, 10, 1)).toBeNull();
    expect(broken(1, two, 10, 2)).toBe(1);
  });

  it("remembers the workers from one block of jobs to the next, and numbers the jobs through", () => {
    const audit = new FifoAudit(new Float64Array(1), 1, NO_STOP);
    audit.check(records([two[0]!]));
    expect(() => audit.check(records([{ ...two[1]!, taken: 5 }]))).toThrow(
      "invariant 3 (capacity): at 0.000005 s job 1 gets a worker that is busy or not there",
    );
  });

  describe("of a pool", () => {
    const vm = { pool: "p", vm: 0, requested: 0, ready: 0, left: null, deleted: null, lowPriority: false };
    const row: VmRow = {
      ...{ ...vm, endReason: "", billingPlan: null },
      ...{ billed: 30, busy: 20, idle: 10, transferring: 0, leaving: 0, rounding: 0, tasks: 2 },
    };
    /** What is wrong with a ledger of one VM, of two jobs of 10 ticks each. */
    const told = (over: Partial<VmRow>): string | null => {
      const audit = new FifoAudit(new Float64Array(1), 1, NO_STOP);
      audit.check(records([two[0]!, two[1]!]));
      const slotTime = new ExactSum();
      slotTime.add(two[0]!.service + two[1]!.service);
      try {
        audit.checkLedger(
          30,
          [{ ...row, busy: slotTime.toNumber(), billed: slotTime.toNumber() + 10, ...over }],
          slotTime,
        );
        return null;
      } catch (error) {
        return error instanceof AuditError && error.invariant === 6 ? error.finding : String(error);
      }
    };

    it("compares what the VMs are billed for with what the jobs computed", () => {
      const busy = two[0]!.service + two[1]!.service;
      expect(told({})).toBeNull();
      expect(told({ tasks: 1 })).toBe(`VMs are busy ${busy} ticks for 1 tasks, not ${busy} for 2`);
      expect(told({ busy: busy - 1, idle: 11 })).toBe(`VMs are busy ${busy - 1} ticks for 2 tasks, not ${busy} for 2`);
      expect(told({ idle: 9 })).toBe("VM 0 of p is billed for what does not add up");
      expect(told({ idle: -1, billed: busy - 1 })).toBe("VM 0 of p is billed for what does not add up");
    });

    it("lets no VM take a job before it is ready, nor stay free from then on while one waits", () => {
      const late = (freeFrom: readonly number[], rows: readonly Row[]): void => {
        const audit = new FifoAudit(Float64Array.from(freeFrom), 1, NO_STOP);
        audit.check(records(rows));
        audit.finish(0, [{ submitted: rows.length, finished: rows.length }]);
      };
      const job = { ...two[0]!, worker: 0, submitted: 0, taken: 5, service: 10 };
      expect(() => late([5], [job])).not.toThrow();
      expect(() => late([6], [job])).toThrow("invariant 3");
      expect(() => late([4], [job])).toThrow("invariant 5");
      expect(() => late([5, 4], [job])).toThrow("invariant 5");
    });
  });
});

describe("The audit of a pool whose VMs come and go", () => {
  const NEVER = Number.POSITIVE_INFINITY;
  const ready = (vm: number, at: number) => ({ vm, at, left: false });
  const leaves = (vm: number, at: number) => ({ vm, at, left: true });
  const job = (submitted: number, worker: number, taken: number, service = 5): Row => {
    return { submitted, worker, taken, dispatch: 0, service };
  };

  /** What is broken, of blocks of jobs and what became of VMs before each of them. */
  function found(
    blocks: readonly [readonly ReturnType<typeof ready>[], readonly Row[]][],
    stop = NO_STOP,
    slotsPerVm = 1,
  ) {
    let before: readonly ReturnType<typeof ready>[] = [];
    const audit = new FifoAudit([], 1, stop, { slotsPerVm, from: 0, changesBefore: () => before });
    const rows = blocks.flatMap(([, those]) => those);
    try {
      for (const [changes, those] of blocks) {
        before = changes;
        if (those.length > 0) audit.check(records(those));
      }
      if (blocks.at(-1)![1].length > 0) before = [];
      const finished = rows.filter(({ taken, service }) => taken + service <= stop).length;
      audit.finish(0, [{ submitted: rows.length, finished }]);
    } catch (error) {
      if (error instanceof AuditError) return error.invariant;
      throw error;
    }
    return null;
  }

  it.each<[string, Parameters<typeof found>[0], number | null]>([
    [
      "jobs on VMs that are there",
      [
        [
          [ready(0, 3), ready(40, 9)],
          [job(0, 0, 3), job(0, 0, 8), job(1, 40, 9)],
        ],
      ],
      null,
    ],
    ["a job on a VM that is not ready", [[[ready(0, 3)], [job(0, 0, 2)]]], 3],
    ["a job on a VM that never came", [[[ready(0, 3)], [job(0, 1, 3)]]], 3],
    [
      "a job on a VM that left",
      [
        [[ready(0, 0)], [job(0, 0, 0)]],
        [[leaves(0, 9)], [job(20, 0, 20)]],
      ],
      3,
    ],
    [
      "a VM that leaves idle when nobody waits",
      [
        [[ready(0, 0), ready(1, 0)], [job(0, 0, 0)]],
        [[leaves(1, 3)], [job(4, 0, 5)]],
      ],
      null,
    ],
    [
      "a VM that leaves with its task",
      [
        [
          [ready(0, 0), ready(1, 0)],
          [job(0, 0, 0), job(0, 1, 0)],
        ],
        [[leaves(1, 2)], [job(1, 0, 5)]],
      ],
      null,
    ],
    [
      "a VM that leaves, free while the next job waited",
      [
        [[ready(0, 0), ready(1, 0)], [job(0, 0, 0)]],
        [[leaves(1, 3)], [job(2, 0, 5)]],
      ],
      5,
    ],
    [
      "a VM that leaves, free while a job waited",
      [
        [
          [ready(0, 0), ready(1, 2)],
          [job(0, 0, 0), job(1, 0, 5)],
        ],
        [[leaves(1, 6)], []],
      ],
      5,
    ],
  ])("tells %s", (_, blocks, invariant) => {
    expect(found(blocks)).toBe(invariant);
  });

  it("tells a VM that is free as the clock stops on jobs that never got one", () => {
    const waits = job(7, -1, NEVER);
    expect(found([[[ready(0, 0)], [job(0, 0, 0, 9), waits]]], 8)).toBe(null);
    expect(found([[[ready(0, 0)], [job(0, 0, 0, 5), waits]]], 8)).toBe(5);
  });

  it("knows each slot of a VM", () => {
    const both = [job(0, 2, 3), job(0, 3, 3)];
    expect(found([[[ready(1, 3)], both]], NO_STOP, 2)).toBeNull();
    expect(found([[[ready(1, 3)], [...both, job(1, 2, 7)]]], NO_STOP, 2)).toBe(3);
    expect(found([[[ready(1, 3)], [job(0, 2, 3), job(1, 2, 8)]]], NO_STOP, 2)).toBe(5);
    expect(found([[[ready(1, 3)], [job(0, 4, 3)]]], NO_STOP, 2)).toBe(3);
  });
});
