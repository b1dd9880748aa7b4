import { describe, expect, it } from "vitest";
import {
  audit,
  type Call,
  findingOf,
  type MadeRun,
  madeCensus,
  madePool,
  madeRecord,
  madeSpec,
  madeVm,
  madeWorkload,
  recorded,
  replaced,
  resulting,
} from "./madeLog.ts";

const toPool = madeWorkload("batch", { route: { kind: "fixed", target: "scoring" } });
const unlimited = { maxPools: 9, maxVmsPerPool: 9, maxCores: 9, maxLowPriorityCores: 9 };

/** A job of one task that gets a slot of a VM as it comes. */
function begins(job: number, vm: number): Call[] {
  return [
    ["submitted", 0, job, 0, 0],
    ["eligible", 0, job, 0, 1, 1, 1],
    ["taken", 0, job, 0, 0, 1, vm, 1],
    ["started", 0, job, 0, 1, vm],
  ];
}

/** Two VMs with a job each; the second leaves at 3, and its job begins anew at 10, before the job that came at 4. */
const run: MadeRun = {
  spec: madeSpec({ classic: null, workloads: [toPool], pools: [madePool({ vms: 2 })] }),
  calls: [
    ...[0, 1].flatMap((vm): Call[] => [
      ["vmRequested", 0, 1, vm],
      ["vmReady", 0, 1, vm],
    ]),
    ...begins(0, 0),
    ...begins(1, 1),
    ["vmLeft", 3, 1, 1],
    ["requeued", 3, 1, 0, 1, 0],
    ["released", 3, 1, 0, 1, 1, 1, true],
    ["vmDeleted", 3, 1, 1],
    ["submitted", 4, 2, 0, 0],
    ["eligible", 4, 2, 0, 1, 1, 1],
    ["released", 10, 0, 0, 1, 0, 1, true],
    ["ended", 10, madeRecord({ service: 10 })],
    ["taken", 10, 1, 0, 0, 1, 0, 1],
    ["started", 10, 1, 0, 1, 0],
    ["released", 20, 1, 0, 1, 0, 1, true],
    ["ended", 20, madeRecord({ job: 1, service: 10, restarts: 10 })],
    ["taken", 20, 2, 0, 0, 1, 0, 1],
    ["started", 20, 2, 0, 1, 0],
  ],
  clock: 100,
  result: {
    vms: [
      madeVm({ billed: 100, busy: 100, tasks: 3 }),
      madeVm({ vm: 1, left: 3, deleted: 3, billed: 3, busy: 3, tasks: 1, endReason: "resize" }),
    ],
    census: [madeCensus({ submitted: 3, finished: 2, running: 1 })],
    window: { from: 0, to: 100 },
  },
};

function place(method: Call[0], job: number, nth = 0): number {
  const places = run.calls.flatMap((call, at) => (call[0] === method && call[2] === job ? [at] : []));
  return places[nth]!;
}

const ended = run.calls.findIndex((call) => call[0] === "ended" && call[2].job === 1);

describe("A task that lost its slot", () => {
  it("passes both forms", () => {
    audit(run, false);
    audit(run, true);
  });

  it.each<[number, string, MadeRun, string]>([
    [
      4,
      "passed over by one that never had a slot",
      {
        ...run,
        calls: run.calls.toSpliced(
          place("taken", 1, 1),
          run.calls.length,
          ["taken", 10, 2, 0, 0, 1, 0, 1],
          ["started", 10, 2, 0, 1, 0],
        ),
      },
      "job 2 takes slots of scoring while job 1 is before it",
    ],
    [
      7,
      "told to have computed more than its last attempt",
      recorded(run, ended, { service: 13, restarts: 7 }),
      "job 1 has service 13 in its record, 10 by its events",
    ],
    [
      7,
      "kept what it computed where nothing is kept",
      replaced(run, place("requeued", 1), ["requeued", 3, 1, 0, 1, 3]),
      "job 1 keeps 3 of the 3 ticks that task 0 computed",
    ],
    [1, "not told to wait again", replaced(run, place("requeued", 1)), "waiting"],
  ])("is found by the full form when it is (%i) %s", (invariant, _name, wrong, words) => {
    if (words === "waiting") {
      expect(() => audit(wrong, true)).toThrow(/^invariant/);
      return;
    }
    const finding = findingOf(wrong, true);
    expect(finding.message).toContain(words);
    expect(finding.invariant).toBe(invariant);
  });

  it.each([false, true])("must be off its VM before that is deleted (full form: %s)", (full) => {
    const released = place("released", 1);
    const early = { ...run, calls: run.calls.toSpliced(released, 2, run.calls[released + 1]!, run.calls[released]!) };
    expect(findingOf(early, full).message).toContain("VM 1 of scoring is deleted with 1 of its slots taken");
  });

  it("waits in vain while a slot is free, which both forms find", () => {
    const idle = { ...run, calls: run.calls.slice(0, place("taken", 1, 1)) };
    expect(findingOf(idle, false).invariant).toBe(5);
    expect(findingOf(idle, true).invariant).toBe(5);
  });
});

describe("A task that is tried again, for 5 ticks after 10", () => {
  const failing = { ...toPool, job: { ...toPool.job, failure: { probability: 0.5, maxRetries: 1 } } };
  /** Its only job ends at 15 in that state; or never, where there is none. */
  const retried = (state: "Finished" | "Cancelled" | null): MadeRun => ({
    ...run,
    spec: madeSpec({ classic: null, workloads: [failing], pools: [madePool()] }),
    calls: [
      ["vmRequested", 0, 1, 0],
      ["vmReady", 0, 1, 0],
      ...begins(0, 0),
      ["retried", 10, 0, 0, 1],
      ["released", 10, 0, 0, 1, 0, 1, true],
      ["taken", 10, 0, 0, 0, 1, 0, 1],
      ["started", 10, 0, 0, 1, 0],
      ["released", 15, 0, 0, 1, 0, 1, true],
      ...(state === null
        ? []
        : [["ended", 15, madeRecord({ state, service: 5, restarts: 10 })] as const satisfies Call]),
    ],
    result: {
      ...run.result,
      vms: [madeVm({ billed: 100, busy: 15, idle: 85, tasks: 2 })],
      census: [
        madeCensus({
          submitted: 1,
          finished: state === "Finished" ? 1 : 0,
          cancelled: state === "Cancelled" ? 1 : 0,
          queued: state === null ? 1 : 0,
        }),
      ],
    },
  });

  it.each(["Finished", null] as const)("is found by the full form: %s", (state) => {
    expect(findingOf(retried(state), true).message).toContain("job 0 computed task 0 for 5 ticks, before for 10");
  });

  it("is none of its findings where the job is cancelled then", () => {
    expect(() => audit(retried("Cancelled"), true)).not.toThrow();
  });
});

describe("VMs beyond what is allowed", () => {
  it.each([
    ["maxVmsPerPool", { maxVmsPerPool: 1 }, "VM 1 of scoring is requested as number 2 of 1"],
    ["maxCores", { maxCores: 3 }, "VM 1 of scoring is requested, with 4 cores in use of 3"],
  ])("are found: %s", (_name, quotas, words) => {
    const spec = {
      ...run.spec,
      pools: [madePool({ vms: 2, cores: 2 })],
      account: { quotas: { ...unlimited, ...quotas }, increases: [] },
    };
    expect(findingOf({ ...run, spec }, false)).toEqual({ invariant: 3, message: expect.stringContaining(words) });
  });

  it("are found where they were cancelled by the log alone, or by the result alone", () => {
    const cancelled: Call[] = [
      ["vmRequested", 30, 1, 2],
      ["vmDeleted", 40, 1, 2],
    ];
    const told = { pool: "scoring", count: 1, ordinals: [Int32Array.of(2)], times: [Float64Array.of(30, 40)] };
    const longer = { ...run, calls: [...run.calls, ...cancelled] };
    audit(resulting(longer, { cancelled: [told] }), true);
    const words = "the cancelled VMs of scoring are not those of its events";
    expect(findingOf(longer, false).message).toContain(words);
    expect(findingOf(resulting(run, { cancelled: [told] }), false).message).toContain(words);
    const later = { ...told, times: [Float64Array.of(30, 41)] };
    expect(findingOf(resulting(longer, { cancelled: [later] }), false).message).toContain(words);
  });
});
