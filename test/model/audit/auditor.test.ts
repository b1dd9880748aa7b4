import { describe, expect, it } from "vitest";
import { NO_VM } from "../../../src/model/eventLog.ts";
import {
  audit,
  type Call,
  findingOf,
  type MadeRun,
  madeCensus,
  madeClassic,
  madePool,
  madeRecord,
  madeSpec,
  madeVm,
  madeWorkload,
  recorded,
  replaced,
  resulting,
} from "./madeLog.ts";

/**
 * Two jobs on a pool of one VM with one slot. The VM is asked for at 0 and ready at 10; the jobs come at 5 and 6, need 20
 * ticks each and 2 more between slot and start: slots at 10 and 32, starts at 12 and 34, ends at 32 and 54.
 */
const poolRun: MadeRun = {
  spec: madeSpec({
    classic: null,
    pools: [madePool()],
    workloads: [madeWorkload("batch", { route: { kind: "fixed", target: "scoring" } })],
  }),
  calls: [
    ["vmRequested", 0, 1, 0],
    ["submitted", 5, 0, 0, 0],
    ["eligible", 5, 0, 0, 1, 1, 1],
    ["submitted", 6, 1, 0, 0],
    ["eligible", 6, 1, 0, 1, 1, 1],
    ["vmReady", 10, 1, 0],
    ["taken", 10, 0, 0, 0, 1, 0, 1],
    ["started", 12, 0, 0, 1, 0],
    ["released", 32, 0, 0, 1, 0, 1, true],
    [
      "ended",
      32,
      madeRecord({ submitted: 5, eligible: 5, taken: 10, started: 12, provisioning: 5, dispatch: 2, service: 20 }),
    ],
    ["taken", 32, 1, 0, 0, 1, 0, 1],
    ["started", 34, 1, 0, 1, 0],
    ["released", 54, 1, 0, 1, 0, 1, true],
    [
      "ended",
      54,
      madeRecord({
        ...{ job: 1, submitted: 6, eligible: 6, taken: 32, started: 34 },
        ...{ provisioning: 4, queued: 22, dispatch: 2, service: 20 },
      }),
    ],
  ],
  clock: 100,
  result: {
    vms: [madeVm({ ready: 10, billed: 90, busy: 40, idle: 50, tasks: 2 })],
    census: [madeCensus({ submitted: 2, finished: 2 })],
    window: { from: 0, to: 100 },
  },
};

/** One worker, and three jobs at 0, 1 and 2 of 10 ticks each, of two workloads; at most one of `batch` may run. */
const classicRun: MadeRun = {
  spec: madeSpec({
    workloads: [madeWorkload("batch"), madeWorkload("other")],
    classic: madeClassic(2, { endpointConcurrency: { byName: new Map([["batch", 1]]), otherwise: 5 } }),
  }),
  calls: [
    ["workers", 0, 2],
    ["submitted", 0, 0, 0, 0],
    ["eligible", 0, 0, 0, 0, 1, 1],
    ["taken", 0, 0, 0, 0, 0, NO_VM, 1],
    ["started", 0, 0, 0, 0, NO_VM],
    ["submitted", 1, 1, 0, 0],
    ["submitted", 2, 2, 1, 1],
    ["eligible", 2, 2, 1, 0, 1, 1],
    ["taken", 2, 2, 1, 0, 0, NO_VM, 1],
    ["started", 2, 2, 0, 0, NO_VM],
    ["released", 10, 0, 0, 0, NO_VM, 1, true],
    ["ended", 10, madeRecord({ service: 10 })],
    ["eligible", 10, 1, 0, 0, 1, 1],
    ["taken", 10, 1, 0, 0, 0, NO_VM, 1],
    ["started", 10, 1, 0, 0, NO_VM],
    ["released", 12, 2, 0, 0, NO_VM, 1, true],
    ["ended", 12, madeRecord({ job: 2, workload: 1, submitted: 2, eligible: 2, taken: 2, started: 2, service: 10 })],
    ["released", 20, 1, 0, 0, NO_VM, 1, true],
    ["ended", 20, madeRecord({ job: 1, submitted: 1, eligible: 10, taken: 10, started: 10, held: 9, service: 10 })],
  ],
  clock: 100,
  result: {
    vms: [],
    census: [madeCensus({ submitted: 2, finished: 2 }), madeCensus({ workload: "other", submitted: 1, finished: 1 })],
    window: { from: 0, to: 100 },
  },
};

const vm = poolRun.result.vms[0]!;
const census = poolRun.result.census[0]!;
const drained = { ...poolRun, clock: 54, spec: { ...poolRun.spec, drain: true, horizon: 20 } };

describe("a correct run passes", () => {
  it.each([
    ["a pool up to its horizon", poolRun],
    ["the classic service with a cap", classicRun],
    [
      "a drained pool, its hours counted to the last end",
      resulting(drained, { vms: [{ ...vm, billed: 44, idle: 4 }], window: { from: 0, to: 54 } }),
    ],
    [
      "a drained pool, its hours counted to the planned end",
      resulting(drained, { vms: [{ ...vm, billed: 10, busy: 8, idle: 2 }], window: { from: 0, to: 20 } }),
    ],
    [
      "hours after a warm-up only",
      resulting(
        { ...poolRun, spec: { ...poolRun.spec, warmUp: 30, horizon: 70 } },
        {
          vms: [{ ...vm, billed: 70, busy: 22, idle: 48 }],
          window: { from: 30, to: 100 },
        },
      ),
    ],
    [
      "billing from allocation",
      resulting(
        { ...poolRun, spec: { ...poolRun.spec, pools: [madePool({ billing: "fromAllocation" })] } },
        {
          vms: [{ ...vm, billed: 100, idle: 60 }],
        },
      ),
    ],
    [
      "a run cut off between two events that are told",
      resulting(
        { ...poolRun, clock: 60 },
        {
          vms: [{ ...vm, billed: 50, idle: 10 }],
          window: { from: 0, to: 60 },
          stop: "eventCap",
        },
      ),
    ],
    [
      "a run that ends before its last dispatch: a slot is free at the last instant",
      resulting(
        { ...poolRun, calls: poolRun.calls.slice(0, 10), clock: 32, spec: { ...poolRun.spec, horizon: 32 } },
        {
          vms: [{ ...vm, billed: 22, busy: 20, idle: 2 }],
          census: [{ ...census, finished: 1, queued: 1 }],
          window: { from: 0, to: 32 },
        },
      ),
    ],
  ])("%s", (_name, run) => {
    expect(() => audit(run, false)).not.toThrow();
    expect(() => audit(run, true)).not.toThrow();
  });
});

describe("both forms find", () => {
  it.each<[number, string, MadeRun, string]>([
    [2, "a job that was never told", replaced(poolRun, 3), "at 0.000006 s job 1 is eligible before"],
    [1, "a number used twice", replaced(poolRun, 3, ["submitted", 6, 0, 0, 0]), "job 0 is submitted after job 0"],
    [1, "a job that ends as Running", recorded(poolRun, 9, { state: "Running" }), "job 0 leaves as Running"],
    [
      1,
      "more ends than jobs",
      replaced(poolRun, 13, poolRun.calls[13]!, poolRun.calls[13]!),
      "at 0.000054 s job 1 leaves",
    ],
    [
      1,
      "a census that does not add up",
      resulting(poolRun, { census: [{ ...census, finished: 1 }] }),
      "workload batch",
    ],
    [
      1,
      "a census unlike the log",
      resulting(poolRun, { census: [{ ...census, finished: 1, failed: 1 }] }),
      "workload batch has 1 jobs finished, its events tell 2",
    ],
    [2, "a clock that goes back", replaced(poolRun, 3, ["submitted", 4, 1, 0, 0]), "back to 0.000004 s with job 1"],
    [2, "a clock that stops nowhere", { ...poolRun, clock: 60 }, "at 0.00006 s the clock stops"],
    [
      2,
      "a start without a slot",
      replaced(poolRun, 7, poolRun.calls[7]!, poolRun.calls[7]!),
      "at 0.000012 s job 0 starts",
    ],
    [2, "a slot before the job is eligible", replaced(classicRun, 12), "at 0.00001 s job 1 takes"],
    [2, "a record that starts before its slot", recorded(poolRun, 9, { taken: 13 }), "job 0's submitted, eligible"],
    [2, "a record later than its end", recorded(poolRun, 9, { started: 33 }), "job 0's submitted, eligible"],
    [
      2,
      "a VM that is ready twice",
      replaced(poolRun, 5, poolRun.calls[5]!, poolRun.calls[5]!),
      "VM 0 of scoring is ready",
    ],
    [2, "an end of what never started", replaced(poolRun, 7), "at 0.000032 s job 0 ends a task on VM 0 of scoring"],
    [
      3,
      "a slot of a VM that is not ready",
      replaced(replaced(poolRun, 5), 5, ["taken", 9, 0, 0, 0, 1, 0, 1]),
      "at 0.000009 s job 0 takes a slot of VM 0 of scoring before it is ready",
    ],
    [
      3,
      "a slot of a VM that left",
      replaced(poolRun, 10, ["vmLeft", 32, 1, 0], poolRun.calls[10]!),
      "at 0.000032 s job 1 takes a slot of VM 0 of scoring after it left",
    ],
    [
      3,
      "two tasks on one slot",
      replaced(poolRun, 7, ["taken", 10, 1, 0, 0, 1, 0, 1]),
      "at 0.00001 s job 1 makes 2 slots taken of the 1 of VM 0 of scoring",
    ],
    [
      3,
      "a VM deleted under its task",
      replaced(poolRun, 7, poolRun.calls[7]!, ["vmDeleted", 20, 1, 0]),
      "at 0.00002 s VM 0 of scoring is deleted",
    ],
    [
      3,
      "more slots given back than taken",
      replaced(poolRun, 8, ["released", 32, 0, 0, 1, 0, 2, true]),
      "job 0 gives back 2",
    ],
    [3, "workers unlike the timetable", replaced(classicRun, 0, ["workers", 0, 3]), "3 workers, its timetable says 2"],
    [
      3,
      "more tasks than workers",
      { ...classicRun, spec: { ...classicRun.spec, classic: madeClassic(1) }, calls: classicRun.calls.slice(1) },
      "at 0.000002 s job 2 makes 2 slots taken of the 1 of classic",
    ],
    [5, "a slot left free", replaced(poolRun, 10, ["taken", 33, 1, 0, 0, 1, 0, 1]), "at 0.000032 s a slot of"],
    [
      6,
      "hours before the VM was ready",
      resulting(poolRun, { vms: [{ ...vm, billed: 100, idle: 60 }] }),
      "VM 0 of scoring is billed 100",
    ],
    [
      6,
      "busy time that the log does not tell",
      resulting(poolRun, { vms: [{ ...vm, busy: 41, idle: 49 }] }),
      "VM 0 of scoring is busy for 41",
    ],
    [
      6,
      "time of no kind",
      resulting(poolRun, { vms: [{ ...vm, idle: 49 }] }),
      "VM 0 of scoring is billed 90 ticks, the kinds",
    ],
    [
      6,
      "negative time",
      resulting(poolRun, { vms: [{ ...vm, idle: 51, leaving: -1 }] }),
      "VM 0 of scoring has a negative",
    ],
    [
      6,
      "an instant unlike the log",
      resulting(poolRun, { vms: [{ ...vm, ready: 11 }] }),
      "VM 0 of scoring is ready at 11",
    ],
    [6, "a VM without a line", resulting(poolRun, { vms: [] }), "VM 0 of scoring is missing"],
    [6, "a VM that was never requested", resulting(poolRun, { vms: [vm, { ...vm, vm: 1 }] }), "VM 1 of scoring stands"],
    [6, "a VM told twice", resulting(poolRun, { vms: [vm, vm] }), "VM 0 of scoring stands twice"],
    [6, "a VM of no pool", resulting(poolRun, { vms: [vm, { ...vm, pool: "x" }] }), "VM 0 of x stands"],
    [6, "another window", resulting(poolRun, { window: { from: 1, to: 100 } }), "hours are counted from 0.000001 s"],
    [
      7,
      "a missing part",
      recorded(poolRun, 9, { service: 19 }),
      "the parts of job 0 add up to 26 ticks, its latency is 27",
    ],
    [7, "a negative part", recorded(poolRun, 9, { service: 21, transfer: -1 }), "a part of job 0's latency"],
    [
      7,
      "a wait of other parts",
      recorded(poolRun, 13, { queued: 21, service: 21 }),
      "the parts of job 1's wait add up to 27",
    ],
  ])("%i: %s", (invariant, _name, run, words) => {
    for (const full of [false, true]) {
      const finding = findingOf(run, full);
      expect(finding.message).toContain(words);
      expect(finding.message).toMatch(/^invariant [1-8] \([^)]+\): at [\d.]+ s [^\n]*$/);
      expect(finding.invariant).toBe(invariant);
    }
  });
});

describe("4: a job that takes its turn after a later one", () => {
  const swapped = replaced(
    replaced(poolRun, 10, ["taken", 32, 0, 0, 0, 1, 0, 1]),
    6,
    ["taken", 10, 1, 0, 0, 1, 0, 1],
    ["started", 12, 1, 0, 1, 0],
    ["released", 32, 1, 0, 1, 0, 1, true],
    ["taken", 32, 0, 0, 0, 1, 0, 1],
  );

  it.each([
    [false, "found once the earlier one takes its slot", "at 0.000032 s job 0 takes a slot of scoring after job 1 did"],
    [true, "found at once", "at 0.00001 s job 1 takes slots of scoring while job 0 is before it"],
  ])("full form %s: %s", (full, _when, words) => {
    const { calls } = swapped;
    const cut = full ? calls.filter((call) => call[1] <= 10) : calls;
    const census = [madeCensus({ submitted: 2, queued: 1, running: 1 })];
    const finding = findingOf(resulting({ ...swapped, calls: cut }, { census }), full);
    expect(finding).toEqual({ invariant: 4, message: `invariant 4 (order): ${words}` });
  });
});

describe("Little's law", () => {
  it("8: is broken by a record that is consistent but tells another submission than the log", () => {
    const finding = findingOf(recorded(poolRun, 9, { submitted: 4, held: 1 }), false);
    // Job 0 stayed for 27 ticks and job 1 for 48; the record claims one tick more.
    const sums = "at 0.0001 s the integral of jobs in the system, up to job 1, is 75 ticks, the sojourns add up to 76";
    expect(finding).toEqual({ invariant: 8, message: `invariant 8 (Little's law): ${sums}` });
  });

  it("8: is exact where the sums pass 2^53", () => {
    // 2,000 jobs wait for 2^43 ticks each behind a job of that length: more than 2^53 in all.
    const far = 2 ** 43;
    const workers = 2_000;
    const numbers = Array.from({ length: workers }, (_, n) => n);
    const spec = madeSpec({ horizon: far, drain: true, classic: madeClassic(workers) });
    const run = (error: number): MadeRun => ({
      spec,
      calls: [
        ...numbers.flatMap((n): Call[] => [
          ["submitted", 1, n, 0, 0],
          ["eligible", 1, n, 0, 0, 1, 1],
          ["taken", 1, n, 0, 0, 0, NO_VM, 1],
          ["started", 1, n, 0, 0, NO_VM],
        ]),
        ...numbers.flatMap((n): Call[] => {
          const at = n === 7 ? 1 - error : 1;
          const instants = { submitted: at, eligible: at, taken: at, started: at };
          return [
            ["released", far, n, 0, 0, NO_VM, 1, true],
            ["ended", far, madeRecord({ job: n, ...instants, service: far - at })],
          ];
        }),
      ],
      clock: far,
      result: {
        vms: [],
        census: [madeCensus({ submitted: workers, finished: workers })],
        window: { from: 0, to: far },
      },
    });
    expect(() => audit(run(0), false)).not.toThrow();
    expect(findingOf(run(1), false).invariant).toBe(8);
  });
});
