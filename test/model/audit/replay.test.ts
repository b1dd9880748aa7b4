import { describe, expect, it } from "vitest";
import { NO_VM } from "../../../src/model/eventLog.ts";
import type { PoolSpec } from "../../../src/model/pool/poolSpec.ts";
import type { WorldSpec } from "../../../src/model/worldSpec.ts";
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
  madeWorkload,
  recorded,
  replaced,
  resulting,
} from "./madeLog.ts";
import { type TinyJob, tinyQueue } from "./tinyQueue.ts";

const NONE = Number.POSITIVE_INFINITY;

function jobs(...list: readonly Partial<TinyJob>[]): TinyJob[] {
  return list.map((over) => ({ at: 0, workload: 0, width: 1, tasks: 1, service: 10, dispatch: 0, ...over }));
}

function poolSpec(pool: Partial<PoolSpec>, priorities: readonly number[] = [0, 0]): WorldSpec {
  return madeSpec({
    classic: null,
    workloads: priorities.map((priority, w) => {
      const workload = madeWorkload(`w${w}`, { route: { kind: "fixed", target: "scoring" } });
      return { ...workload, job: { ...workload.job, priority } };
    }),
    pools: [madePool({ slotsPerVm: 2, ...pool })],
  });
}

/** Two VMs of two slots, ready at once unless told. */
function onPool(
  list: readonly TinyJob[],
  made: { firstFit?: boolean; priorities?: readonly number[]; ready?: readonly number[] } = {},
): MadeRun {
  const { firstFit = false, priorities = [0, 0], ready = [0, 0] } = made;
  const pool = poolSpec({ backfill: firstFit ? "firstFit" : "none", queue: "priority" }, priorities);
  const vms = ready.map((at) => ({ ready: at, slots: 2 }));
  return tinyQueue(pool, { system: 1, vms, firstFit, priorities, caps: [NONE, NONE] }, list);
}

function classicSpec(cap: number, workers = 2): WorldSpec {
  return madeSpec({
    workloads: [madeWorkload("w0"), madeWorkload("w1")],
    classic: madeClassic(workers, { endpointConcurrency: { byName: new Map(), otherwise: cap } }),
  });
}

function onClassic(list: readonly TinyJob[], cap: number, workers = 2): MadeRun {
  const vms = [{ ready: 0, slots: workers }];
  const sys = { system: 0, vms, firstFit: false, priorities: [0, 0], caps: [cap, cap] } as const;
  return tinyQueue(classicSpec(cap, workers), sys, list);
}

/** The same log under another scenario, its planned end kept. */
function under(run: MadeRun, spec: WorldSpec): MadeRun {
  return { ...run, spec: { ...spec, drain: true, horizon: run.spec.horizon } };
}

/** The place of the first event of a kind about a job. */
function place(run: MadeRun, method: Call[0], job: number): number {
  return run.calls.findIndex((call) => call[0] === method && (call[0] === "ended" ? call[2].job : call[2]) === job);
}

/** The same run with an event told at another place, and at the time of its new neighbour. */
function moved(run: MadeRun, from: number, to: number): MadeRun {
  const [method, , ...rest] = run.calls[from]!;
  const call = [method, run.calls[to]![1], ...rest] as unknown as Call;
  return { ...run, calls: run.calls.toSpliced(from, 1).toSpliced(to, 0, call) };
}

// Three of the four slots are taken when a job four wide comes, and then one that fits.
const wide = jobs({ width: 3 }, { at: 1, width: 4 }, { at: 2, width: 1, workload: 1 });
const passing = onPool(wide, { firstFit: true });
const waiting = onPool(wide);
// All slots are taken when a low job comes, and a high one after it.
const ranked = onPool(jobs({ width: 4 }, { at: 1, width: 4 }, { at: 2, width: 4, workload: 1 }), {
  priorities: [1, 2],
});
const capped = onClassic(jobs({}, {}, { at: 1, workload: 1 }), 1);
const spread = onPool(jobs({ tasks: 3, dispatch: 1 }, { tasks: 2, service: 4 }));
const gang = onPool(jobs({ width: 3 }));
const pair = onPool(jobs({ width: 2 }));
// A gang that waits for the second VM.
const late = onPool(jobs({ width: 3 }), { ready: [0, 5] });
const line = onClassic(jobs({}, { at: 1 }, { at: 2 }), 1);

describe("the full form passes", () => {
  it.each([
    ["a narrow job that passes a wide one under first fit", passing],
    ["a narrow job that waits behind a wide one without", waiting],
    ["a job of higher priority that goes first", ranked],
    ["a job held by its endpoint while another endpoint's passes", capped],
    ["jobs of several tasks", spread],
    ["a gang on two VMs", gang],
  ])("%s", (_name, run) => {
    expect(() => audit(run, true)).not.toThrow();
  });

  it("a wait that was drawn, with caps and without a fleet", () => {
    const fleet = { kind: "observedWait", wait: { ...madePool().dispatch } } as const;
    const spec = { ...classicSpec(1), classic: { ...classicSpec(1).classic!, fleet } };
    // Job 0 waits for 5 ticks; job 1 of the other endpoint, later, for none.
    const times = [
      { job: 0, at: 0, start: 5 },
      { job: 1, at: 1, start: 1 },
    ];
    const events = times.flatMap(({ job, at, start }): Call[] => [
      ["submitted", at, job, job, 0],
      ["eligible", at, job, job, 0, 1, 1],
      ["taken", start, job, job, 0, 0, NO_VM, 1],
      ["started", start, job, 0, 0, NO_VM],
      ["released", start + 9, job, 0, 0, NO_VM, 1, true],
      [
        "ended",
        start + 9,
        madeRecord({
          ...{ job, workload: job, submitted: at, eligible: at, taken: start, started: start },
          ...{ queued: start - at, service: 9 },
        }),
      ],
    ]);
    const calls = events.toSorted((a, b) => a[1] - b[1]);
    const census = [0, 1].map((w) => madeCensus({ workload: `w${w}`, submitted: 1, finished: 1 }));
    const run = { spec, calls, clock: 14, result: { vms: [], census, window: { from: 0, to: 100 } } };
    expect(() => audit(run, true)).not.toThrow();
    expect(() => audit(run, false)).not.toThrow();
  });

  it("a rejected job, a job cancelled while it waits, and one cut off by the end", () => {
    const workload = madeWorkload("batch");
    const spec = madeSpec({
      horizon: 30,
      workloads: [{ ...workload, job: { ...workload.job, timeout: 8 } }],
      classic: madeClassic(1, { maxQueued: 1 }),
    });
    const left = { started: -1, taken: -1 };
    const calls: Call[] = [
      ["submitted", 0, 0, 0, 0],
      ["eligible", 0, 0, 0, 0, 1, 1],
      ["taken", 0, 0, 0, 0, 0, NO_VM, 1],
      ["started", 0, 0, 0, 0, NO_VM],
      ["submitted", 1, 1, 0, 0],
      ["eligible", 1, 1, 0, 0, 1, 3],
      ["submitted", 2, 2, 0, 0],
      ["eligible", 2, 2, 0, 0, 1, 1],
      ["ended", 2, madeRecord({ job: 2, state: "Rejected", submitted: 2, eligible: 2, ...left })],
      ["released", 8, 0, 0, 0, NO_VM, 1, true],
      ["ended", 8, madeRecord({ state: "Cancelled" })],
      ["taken", 8, 1, 0, 0, 0, NO_VM, 1],
      ["released", 9, 1, 0, 0, NO_VM, 1, false],
      ["ended", 9, madeRecord({ job: 1, state: "Cancelled", submitted: 1, eligible: 1, taken: 8, started: -1 })],
      ["submitted", 25, 3, 0, 0],
      ["eligible", 25, 3, 0, 0, 1, 2],
      ["taken", 25, 3, 0, 0, 0, NO_VM, 1],
      ["started", 25, 3, 0, 0, NO_VM],
      ["submitted", 26, 4, 0, 0],
      ["eligible", 26, 4, 0, 0, 1, 1],
    ];
    const census = madeCensus({ submitted: 5, cancelled: 2, rejected: 1, running: 1, queued: 1 });
    const run = { spec, calls, clock: 30, result: { vms: [], census: [census], window: { from: 0, to: 30 } } };
    expect(() => audit(run, false)).not.toThrow();
    expect(() => audit(run, true)).not.toThrow();
    const swapped = resulting(run, { census: [{ ...census, running: 2, queued: 0 }] });
    expect(findingOf(swapped, true).message).toContain("(conservation): at 0.00003 s workload batch has 2 running");
  });

  it("a fleet that shrinks under its running tasks", () => {
    const timetable = [
      { from: 0, workers: 2 },
      { from: 5, workers: 1 },
    ];
    const fleet = { kind: "workers", timetable } as const;
    const run = onClassic(jobs({}, {}, { at: 1 }), NONE);
    const spec = { ...classicSpec(NONE), classic: madeClassic(0, { fleet }) };
    const shrunk = under({ ...run, calls: run.calls.toSpliced(place(run, "released", 0), 0, ["workers", 5, 1]) }, spec);
    expect(() => audit(shrunk, true)).not.toThrow();
    expect(findingOf(under(run, spec), true).message).toContain("has 2 workers, its timetable says 1");
  });
});

describe("the full form finds", () => {
  it.each<[number, string, MadeRun, string]>([
    [
      4,
      "a job that passes a wide one without first fit",
      under(passing, poolSpec({})),
      "job 2 takes slots of scoring while job 1 is",
    ],
    [
      4,
      "a priority that is not kept",
      under(
        onPool(jobs({ width: 4 }, { at: 1, width: 4 }, { at: 2, width: 4, workload: 1 })),
        poolSpec({ queue: "priority" }, [1, 2]),
      ),
      "job 1 takes slots of scoring while job 2 is",
    ],
    [
      4,
      "a wide job passed over that fitted",
      under(ranked, poolSpec({ queue: "fifo", backfill: "firstFit" })),
      "job 2 takes slots of scoring while job 1 is",
    ],
    [
      4,
      "a job served before one of higher priority that came at the same instant",
      under(onPool(jobs({ width: 4 }, { width: 4, workload: 1 })), poolSpec({ queue: "priority" }, [1, 2])),
      "job 0 takes slots of scoring while job 1 is",
    ],
    [
      5,
      "a wide job that fits and waits",
      replaced(
        late,
        late.calls.findIndex((call) => call[0] === "vmReady" && call[3] === 1),
        ["vmReady", 3, 1, 1],
      ),
      "at 0.000003 s 4 slots of scoring are free while job 0 waits for 3",
    ],
    [
      5,
      "a narrow job that waits though first fit lets it pass",
      under(waiting, poolSpec({ backfill: "firstFit" })),
      "at 0.000002 s a slot of scoring is free while job 2 waits",
    ],
    [
      3,
      "more jobs of an endpoint than its cap",
      under(onClassic(jobs({}, {}), 2), classicSpec(1)),
      "job 1 is admitted though endpoint w0 has 1",
    ],
    [
      3,
      "more jobs of a tenant than its cap",
      under(onClassic(jobs({}, { workload: 1 }), 2), {
        ...classicSpec(2),
        classic: madeClassic(2, { tenantConcurrency: { byName: new Map([["us", 1]]), otherwise: 9 } }),
      }),
      "job 1 is admitted though tenant us has 1",
    ],
    [
      5,
      "a job held though its caps have room",
      under(capped, classicSpec(2)),
      "job 1 is still held though its caps have room",
    ],
    [
      4,
      "a held job admitted before an earlier one",
      replaced(line, place(line, "eligible", 1), ["eligible", 10, 2, 0, 0, 1, 1]),
      "job 2 is admitted while job 1 is held with room under its caps",
    ],
    [
      2,
      "a gang that starts without all its slots",
      replaced(replaced(pair, place(pair, "taken", 0), ["taken", 0, 0, 0, 0, 1, 0, 1]), place(pair, "released", 0), [
        "released",
        10,
        0,
        0,
        1,
        0,
        1,
        true,
      ]),
      "job 0 starts task 0 without the slots",
    ],
    [
      2,
      "a job eligible twice",
      moved(replaced(spread, place(spread, "eligible", 1), spread.calls[place(spread, "eligible", 0)]!), 0, 0),
      "job 0 is eligible twice",
    ],
    [
      2,
      "an instant unlike the log's",
      recorded(waiting, place(waiting, "ended", 1), { eligible: 2, held: 1, queued: 8 }),
      "job 1 has eligible 2 in its record, 1 by its events",
    ],
    [
      7,
      "a part unlike the log's",
      recorded(spread, place(spread, "ended", 0), { service: 9, lastTask: 1 }),
      "job 0 has lastTask 1 in its record, 0 by its events",
    ],
  ])("%i: %s", (invariant, _name, run, words) => {
    const finding = findingOf(run, true);
    expect(finding.message).toContain(words);
    expect(finding.invariant).toBe(invariant);
  });
});
