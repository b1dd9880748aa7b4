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
  replaced,
  resulting,
} from "./madeLog.ts";

const vms = (...ordinals: number[]): Int32Array => Int32Array.from(ordinals);

/**
 * Three VMs of two slots are ready at 0; a gang of three slots comes at 5, takes two of VM 0 and one of VM 1, computes from 7 to 27,
 * and the clock stops at 100.
 */
const run: MadeRun = {
  spec: madeSpec({
    classic: null,
    pools: [madePool({ vms: 3, slotsPerVm: 2 })],
    workloads: [madeWorkload("batch", { route: { kind: "fixed", target: "scoring" } })],
  }),
  calls: [
    ...[0, 1, 2].map((vm): Call => ["vmRequested", 0, 1, vm]),
    ...[0, 1, 2].map((vm): Call => ["vmReady", 0, 1, vm]),
    ["submitted", 5, 0, 0, 0],
    ["eligible", 5, 0, 0, 1, 3, 1],
    ["gangTaken", 5, 0, 0, 0, 1, vms(0, 0, 1)],
    ["gangStarted", 7, 0, 0, 1, vms(0, 0, 1)],
    ["gangReleased", 27, 0, 0, 1, vms(0, 0, 1), true],
    ["ended", 27, madeRecord({ submitted: 5, eligible: 5, taken: 5, started: 7, dispatch: 2, service: 20 })],
  ],
  clock: 100,
  result: {
    vms: [
      madeVm({ vm: 0, billed: 100, busy: 20, idle: 80, tasks: 1 }),
      madeVm({ vm: 1, billed: 100, busy: 20, idle: 80, tasks: 1 }),
      madeVm({ vm: 2, billed: 100, idle: 100 }),
    ],
    census: [madeCensus({ submitted: 1, finished: 1 })],
    window: { from: 0, to: 100 },
  },
};
const [TAKEN, STARTED, RELEASED] = [8, 9, 10];

/** The same, told VM by VM. */
const byVm: MadeRun = {
  ...run,
  calls: [
    ...run.calls.slice(0, TAKEN),
    ["taken", 5, 0, 0, 0, 1, 0, 2],
    ["taken", 5, 0, 0, 0, 1, 1, 1],
    ["started", 7, 0, 0, 1, 0],
    ["started", 7, 0, 0, 1, 1],
    ["released", 27, 0, 0, 1, 0, 2, true],
    ["released", 27, 0, 0, 1, 1, 1, true],
    ...run.calls.slice(RELEASED + 1),
  ],
};

describe.each([
  ["cheap", false],
  ["full", true],
])("The %s audit of a gang", (_name, full) => {
  it("finds nothing in a sound one, told at once or VM by VM", () => {
    expect(() => audit(run, full)).not.toThrow();
    expect(() => audit(byVm, full)).not.toThrow();
  });

  const faults: readonly (readonly [number, string, MadeRun, string])[] = [
    [
      3,
      "more slots of a VM than it has",
      replaced(run, TAKEN, ["gangTaken", 5, 0, 0, 0, 1, vms(0, 0, 0)]),
      "job 0 makes 3 slots taken of the 2 of VM 0 of scoring",
    ],
    [3, "a slot of a VM before it is ready", replaced(run, 4), "VM 1 of scoring before it is ready"],
    [
      2,
      "more slots than it waits for",
      replaced(run, TAKEN, ["gangTaken", 5, 0, 0, 0, 1, vms(0, 0, 1, 1)]),
      "job 0 takes 4 slots",
    ],
    [
      2,
      "a start where it has no slot",
      replaced(run, STARTED, ["gangStarted", 7, 0, 0, 1, vms(0, 1, 2)]),
      "job 0 starts on VM 2 of scoring where no task took a slot",
    ],
    [
      3,
      "more slots given back than taken",
      replaced(run, RELEASED, ["gangReleased", 27, 0, 0, 1, vms(0, 1, 1), true]),
      "job 0 gives back 1 slots of VM 1 of scoring, which has 0 taken",
    ],
    [
      2,
      "an end where it did not start",
      replaced(run, STARTED),
      "job 0 ends a task on VM 0 of scoring where none computes",
    ],
    [
      6,
      "a VM of its that was busy for another time",
      resulting(run, { vms: run.result.vms.with(1, { ...run.result.vms[1]!, busy: 19, idle: 81 }) }),
      "VM 1 of scoring is busy for 19 ticks in the ledger, for 20 by its events",
    ],
  ];
  it.each(faults)("finds invariant %i broken by %s", (invariant, _what, faulty, message) => {
    const finding = findingOf(faulty, full);
    expect(finding.invariant).toBe(invariant);
    expect(finding.message).toContain(message);
  });

  it("lets its slots wait again after it was requeued", () => {
    const again: MadeRun = {
      ...run,
      calls: [
        ...run.calls.slice(0, RELEASED),
        ["requeued", 17, 0, 0, 1, 0],
        ["gangReleased", 17, 0, 0, 1, vms(0, 0, 1), true],
        ["gangTaken", 17, 0, 0, 0, 1, vms(1, 2, 2)],
        ["gangStarted", 19, 0, 0, 1, vms(1, 2, 2)],
        ["gangReleased", 39, 0, 0, 1, vms(1, 2, 2), true],
        [
          "ended",
          39,
          madeRecord({ submitted: 5, eligible: 5, taken: 5, started: 7, dispatch: 2, service: 20, restarts: 12 }),
        ],
      ],
      result: {
        ...run.result,
        vms: [
          madeVm({ vm: 0, billed: 100, busy: 10, idle: 90, tasks: 1 }),
          madeVm({ vm: 1, billed: 100, busy: 30, idle: 70, tasks: 2 }),
          madeVm({ vm: 2, billed: 100, busy: 20, idle: 80, tasks: 1 }),
        ],
      },
    };
    expect(() => audit(again, full)).not.toThrow();
  });
});
