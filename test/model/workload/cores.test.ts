import { describe, expect, it } from "vitest";
import { speedUpOf } from "../../../src/model/workload/speedUp.ts";
import { classic, pool, run, spans, workers, workload } from "../worldFixture.ts";

describe("What many slots are worth together", () => {
  it.each([
    [1, 0.3, 1],
    [8, 0, 8],
    // Amdahl: 1 / (0.25 + 0.75 / 3) and 1 / (0.05 + 0.95 / 20).
    [3, 0.25, 2],
    [20, 0.05, 1 / 0.0975],
    [64, 1, 1],
  ])("is on %i slots, with a serial share of %f, %f times one", (slots, serial, worth) => {
    expect(speedUpOf(slots, serial)).toBeCloseTo(worth, 12);
  });

  it("divides the service of a gang, if told so", () => {
    const gang = (speedUp: { serial: number } | null) =>
      spans(
        run({
          workloads: [workload("w", { at: [0], service: 120, gang: 3, speedUp, pool: "p" })],
          pools: [pool("p", { vms: 3 })],
        }),
      );
    expect(gang(null)).toEqual([[0, 120]]);
    expect(gang({ serial: 0 })).toEqual([[0, 40]]);
    expect(gang({ serial: 0.25 })).toEqual([[0, 60]]);
  });

  it("holds in the classic service too", () => {
    const ran = run({
      workloads: [workload("w", { at: [0, 0], service: 120, cores: 3, speedUp: { serial: 0.25 } })],
      classic: classic({ fleet: workers(3) }),
    });
    expect(spans(ran)).toEqual([
      [0, 60],
      [60, 120],
    ]);
  });
});

describe("A task of several cores", () => {
  it("waits for as many slots of one VM, strictly before those behind it", () => {
    const ran = run({
      workloads: [
        workload("one", { at: [0, 0], service: [10, 30], pool: "p" }),
        workload("wide", { at: [1], service: 60, cores: 2, speedUp: { serial: 0 }, pool: "p" }),
        workload("behind", { at: [2], service: 5, pool: "p" }),
      ],
      // A slot of each VM is free from the start, two of one VM only at 10.
      pools: [pool("p", { vms: 2, slotsPerVm: 2, fill: "spread" })],
    });
    expect(spans(ran)).toEqual([
      [0, 10],
      [0, 30],
      [10, 40],
      [10, 15],
    ]);
    expect(ran.value("computeHours.busy")).toBeGreaterThan(0);
  });

  it("is passed by narrower ones under first fit", () => {
    const ran = run({
      workloads: [
        workload("one", { at: [0, 0], service: [10, 30], pool: "p" }),
        workload("wide", { at: [1], service: 60, cores: 2, speedUp: { serial: 0 }, pool: "p" }),
        workload("behind", { at: [2], service: 5, pool: "p" }),
      ],
      pools: [pool("p", { vms: 2, slotsPerVm: 2, fill: "spread", backfill: "firstFit" })],
    });
    expect(spans(ran)[3]).toEqual([2, 7]);
    expect(spans(ran)[2]).toEqual([10, 40]);
  });

  it("is rejected where no VM is as wide", () => {
    const ran = run({
      workloads: [workload("wide", { at: [1], service: 60, cores: 3, pool: "p" })],
      pools: [pool("p", { vms: 4, slotsPerVm: 2 })],
    });
    expect(ran.jobs[0]!.state).toBe("Rejected");
  });
});

describe("VMs of another speed for some workloads", () => {
  it("divide the service of theirs only", () => {
    const ran = run({
      workloads: [
        workload("train", { at: [0], service: 120, pool: "p" }),
        workload("score", { at: [0], service: 120, pool: "p" }),
      ],
      pools: [pool("p", { vms: 2, speed: 2, speedOf: new Map([["train", 12]]) })],
    });
    expect(spans(ran)).toEqual([
      [0, 10],
      [0, 60],
    ]);
  });
});
