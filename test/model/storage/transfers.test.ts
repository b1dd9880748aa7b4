import { describe, expect, it } from "vitest";
import { constant } from "../../../src/engine/distributions/constant.ts";
import type { VmRow } from "../../../src/model/worldResult.ts";
import { classic, pool, run, spans, store, workers, workload } from "../worldFixture.ts";

const NONE = Number.POSITIVE_INFINITY;

/** Billed, busy, transferring, idle and leaving ticks. */
function hours({ billed, busy, transferring, idle, leaving }: VmRow): readonly number[] {
  return [billed, busy, transferring, idle, leaving];
}

describe("A task that reads and writes", () => {
  it("does so before and after it computes, and holds its slot all the while", () => {
    // 3 of dispatch, 500 bytes at 100 a tick, 10 of service, 200 bytes: 3 + 5 + 10 + 2. The next one follows.
    const ran = run({
      workloads: [workload("a", { at: [0, 0], service: 10, input: 500, output: 200, store: "s", pool: "p" })],
      pools: [pool("p", { dispatch: 3 })],
      stores: [store("s")],
    });
    expect(spans(ran)).toEqual([
      [3, 20],
      [23, 40],
    ]);
    expect(ran.jobs.map(({ queued, dispatch, service, transfer }) => [queued, dispatch, service, transfer])).toEqual([
      [0, 3, 10, 7],
      [20, 3, 10, 7],
    ]);
    expect(hours(ran.result.vms[0]!)).toEqual([1000, 20, 14, 966, 0]);
    expect(ran.value("computeHours.transferring")).toBe(14 / 3.6e9);
    expect(ran.value("computeHours.overhead")).toBe(14 / 3.6e9);
    expect(ran.value("parts.transfer.mean")).toBe(7e-6);
  });

  it("counts its VM as transferring only where no other task computes there", () => {
    // Both read 0-16 (1,600 bytes at 100); a computes 16-28, b 16-19; b writes 19-22, and a all alone 28-30.
    const ran = run({
      workloads: [
        workload("a", { at: [0], service: 12, input: 800, output: 200, store: "s", pool: "p" }),
        workload("b", { at: [0], service: 3, input: 800, output: 300, store: "s", pool: "p" }),
      ],
      pools: [pool("p", { slotsPerVm: 2 })],
      stores: [store("s")],
    });
    expect(spans(ran)).toEqual([
      [0, 30],
      [0, 22],
    ]);
    expect(hours(ran.result.vms[0]!)).toEqual([1000, 12, 16 + 2, 1000 - 30, 0]);
  });

  it("begins to read when the fluid of the one before it has ended, a part of a tick after its slot was free", () => {
    // a moves 10 bytes at 3: to 3 1/3, told at 3. b reads from 3 1/3 on: 2 bytes to 4, and then, with three others, 38 at 3/4: to 54 2/3.
    const ran = run({
      workloads: [
        workload("a", { at: [0], service: 1, input: 10, store: "s", pool: "p" }),
        workload("b", { at: [3], service: 1, input: 40, store: "s", pool: "p" }),
        workload("c", { at: [4, 4, 4], service: 1, input: 10_000, store: "s", pool: "p" }),
      ],
      pools: [pool("p", { vms: 5 })],
      stores: [store("s", { bandwidth: 3 })],
    });
    expect(spans(ran).slice(0, 2)).toEqual([
      [0, 4],
      [3, 56],
    ]);
  });

  it("reads nothing where there is nothing to read", () => {
    const ran = run({
      workloads: [workload("a", { at: [0, 0], service: 10, input: [0, 100], store: "s", pool: "p" })],
      pools: [pool("p", { vms: 2 })],
      stores: [store("s", { latency: 4 })],
    });
    expect(ran.jobs.map(({ transfer, ended }) => [transfer, ended])).toEqual([
      [0, 10],
      [5, 15],
    ]);
  });

  it("has its bytes drawn with the job, task by task, wherever it goes", () => {
    const jobs = (target: string | undefined) =>
      run({
        workloads: [
          workload("a", {
            at: [0, 50],
            tasks: 2,
            service: 10,
            input: [100, 300, 200],
            store: "s",
            ...(target ? { pool: target } : {}),
          }),
        ],
        classic: classic({ fleet: workers(2) }),
        pools: [pool("p", { vms: 2 })],
        stores: [store("s", { bandwidth: 1000, perClient: 100 })],
      });
    for (const ran of [jobs(undefined), jobs("p")]) {
      // Tasks read 1, 3 and 2, 1 ticks: the job is told by its first task, the lowest of those that start together.
      expect(ran.jobs.map(({ transfer, lastTask, ended }) => [transfer, lastTask, ended])).toEqual([
        [1, 2, 13],
        [2, 0, 62],
      ]);
    }
  });

  it("is one client where it is a gang", () => {
    const ran = run({
      workloads: [workload("a", { at: [0], gang: 4, service: 10, input: 1000, store: "s", pool: "p" })],
      pools: [pool("p", { vms: 2, slotsPerVm: 2 })],
      stores: [store("s", { perClient: 50 })],
    });
    expect(ran.jobs.map(({ transfer, ended }) => [transfer, ended])).toEqual([[20, 30]]);
    expect(ran.result.vms.map(hours)).toEqual([
      [1000, 10, 20, 970, 0],
      [1000, 10, 20, 970, 0],
    ]);
  });
});

describe("Tasks that share a store", () => {
  it("end together in a storm of n equal transfers, when n times their bytes were moved", () => {
    const n = 500;
    const ran = run({
      workloads: [workload("a", { at: [0], batch: n, service: 1, input: 6_000, store: "s", pool: "p" })],
      pools: [pool("p", { vms: n })],
      stores: [store("s", { bandwidth: 60 })],
      horizon: 1_000_000,
    });
    expect(new Set(ran.jobs.map(({ transfer }) => transfer))).toEqual(new Set([(n * 6_000) / 60]));
  });

  it("are held to what each client may have, and what its VM's slots may", () => {
    // p: 40 for two slots, 20 each; q: the store's 30 for each client.
    const input = { at: [0], service: 1, input: 600, store: "s" };
    const ran = run({
      workloads: [workload("a", { ...input, pool: "p" }), workload("b", { ...input, pool: "q" })],
      pools: [pool("p", { slotsPerVm: 2, network: 40 }), pool("q")],
      stores: [store("s", { perClient: 30 })],
    });
    expect(ran.jobs.map(({ transfer }) => transfer)).toEqual([30, 20]);
  });

  it("share an object's own bandwidth, whichever pool they run in, and leave the rest to others", () => {
    // The object gives 30: 10 to the reader behind a network of 10, 20 to the other; 70 are left for the third.
    const input = { size: 600, object: "model" };
    const ran = run({
      workloads: [
        workload("a", { at: [0], service: 1, input, store: "s", pool: "slow" }),
        workload("b", { at: [0], service: 1, input, store: "s", pool: "fast" }),
        workload("c", { at: [0], service: 1, input: 1400, store: "s", pool: "other" }),
      ],
      pools: [pool("slow", { network: 10 }), pool("fast"), pool("other")],
      stores: [store("s", { perObject: { bandwidth: 30, requests: NONE } })],
    });
    expect(ran.jobs.map(({ transfer }) => transfer)).toEqual([60, 30, 20]);
  });

  it("wait for their requests: one object's first, then the store's", () => {
    // The object lets pass one in 10: 0, 10, 20; the store one in 4: the other workload's pass between, at 4 and 8.
    const ran = run({
      workloads: [
        workload("a", { at: [0], batch: 3, service: 1, input: { size: 100, object: "x" }, store: "s", pool: "p" }),
        workload("b", { at: [0], batch: 2, service: 1, input: 100, store: "s", pool: "p" }),
      ],
      pools: [pool("p", { vms: 5 })],
      stores: [store("s", { requests: 0.25, latency: 2, perObject: { bandwidth: NONE, requests: 0.1 } })],
    });
    // Two of latency and one of moving each; the second of a passes its object at 10, and the store at 12.
    expect(ran.jobs.map(({ transfer }) => transfer)).toEqual([3, 12 + 3, 20 + 3, 4 + 3, 8 + 3]);
  });

  it("pass the store in the order in which they asked where two objects let them go at the same instant", () => {
    // Each object lets pass one in 5, the store one in 10. At 100 b's two ask before a's: their second ones are both let go at 105, and
    // the store lets them pass at 100, 110, 120 and 130: b, a, b, a.
    const read = (object: string) => ({ service: 1, input: { size: 100, object }, store: "s", pool: "p" });
    const ran = run({
      workloads: [
        workload("early", { at: [0], ...read("a") }),
        workload("b", { at: [100], batch: 2, ...read("b") }),
        workload("a", { at: [100], batch: 2, ...read("a") }),
      ],
      pools: [pool("p", { vms: 5 })],
      stores: [store("s", { requests: 0.1, perObject: { bandwidth: NONE, requests: 0.2 } })],
    });
    expect(ran.jobs.map(({ transfer }) => transfer)).toEqual([1, 1, 21, 11, 31]);
  });

  it("get more when another one is cancelled while it reads", () => {
    // 50 each for 10 ticks, then all of it: 500 + 1,500 at 100.
    const ran = run({
      workloads: [
        workload("a", { at: [0], service: 1, input: 2000, timeout: 10, store: "s", pool: "p" }),
        workload("b", { at: [0], service: 1, input: 2000, store: "s", pool: "p" }),
      ],
      pools: [pool("p", { vms: 2 })],
      stores: [store("s")],
    });
    expect(ran.jobs.map(({ state, transfer, ended }) => [state, transfer, ended])).toEqual([
      ["Cancelled", null, 10],
      ["Finished", 25, 26],
    ]);
  });

  it("read again when they get another slot, and keep what they computed before", () => {
    // low reads 0-4, computes 4-10 and loses its slot; high takes 10-17; low reads anew 17-21, computes its other 4, writes 2.
    const ran = run({
      workloads: [
        workload("low", { at: [0], service: 10, input: 400, output: 200, store: "s", pool: "p" }),
        workload("high", { at: [10], service: 7, priority: 1, pool: "p" }),
      ],
      pools: [pool("p", { queue: "priority", preempt: "resume" })],
      stores: [store("s")],
    });
    expect(spans(ran)).toEqual([
      [0, 27],
      [10, 17],
    ]);
    // The kept transfers are those of the last time; what was read in vain, and the wait, are `restarts`.
    expect(ran.jobs.map(({ service, transfer, restarts }) => [service, transfer, restarts])).toEqual([
      [10, 6, 11],
      [7, 0, 0],
    ]);
  });

  it("lose nothing but the transfer when they are interrupted while they read or write", () => {
    const interruptedAt = (at: number) =>
      run({
        workloads: [
          workload("low", { at: [0], service: 10, input: 400, output: 400, store: "s", pool: "p" }),
          workload("high", { at: [at], service: 5, priority: 1, pool: "p" }),
        ],
        pools: [pool("p", { queue: "priority", preempt: "resume" })],
        stores: [store("s")],
      }).jobs[0]!;
    // While it reads: all of it comes after the other.
    expect([interruptedAt(2).ended, interruptedAt(2).restarts]).toEqual([2 + 5 + 18, 7]);
    // While it writes: it has computed, so it reads and writes once more.
    expect([interruptedAt(16).ended, interruptedAt(16).restarts]).toEqual([16 + 5 + 8, 16 + 5 - 10]);
  });
});

describe("A task that fails", () => {
  it("has read and computed each time, and writes only in the end", () => {
    // Two attempts fail (the probability is 1, two retries are left): 5 + 10 three times, and nothing is written.
    const ran = run({
      workloads: [
        workload("a", {
          ...{ at: [0], service: 10, input: 500, output: 900, store: "s", pool: "p" },
          failure: { probability: 1, maxRetries: 2 },
        }),
      ],
      pools: [pool("p")],
      stores: [store("s")],
    });
    expect(ran.jobs.map(({ state, ended }) => [state, ended])).toEqual([["Failed", 45]]);
    expect(hours(ran.result.vms[0]!)).toEqual([1000, 30, 15, 955, 0]);
  });

  it("keeps its checkpoints, and reads again, where its VM breaks down", () => {
    // It reads 0-4 and computes 4-20, when the VM breaks down, whose clock runs while a task reads too: 15 are kept. The next
    // one is there at once: 20-24 to read again, 15 more to compute.
    const ran = run({
      workloads: [workload("a", { at: [0], service: 30, input: 400, store: "s", pool: "p", checkpointEvery: 5 })],
      pools: [pool("p", { breakdown: { mtbf: constant(20), while: "running" } })],
      stores: [store("s")],
    });
    expect(ran.jobs.map(({ ended, service, transfer, restarts }) => [ended, service, transfer, restarts])).toEqual([
      [39, 30, 4, 5],
    ]);
  });
});

describe("The classic service", () => {
  it("charges the running time of its jobs, reading and writing included", () => {
    const plan = {
      ...{ name: "b", fixed: null, period: 10_000, from: 0, includedHours: 0, includedTransactions: 0 },
      ...{ overageTransaction: null, granularity: 0, minimumCharge: 0, stops: false, reserved: null },
    };
    const ran = run({
      workloads: [workload("a", { at: [0], batch: 2, service: 10, input: 500, output: 200, store: "s" })],
      classic: classic({ fleet: workers(1), billingPlan: "b" }),
      billingPlans: [{ ...plan, overageHour: { micro: 1_000_000n, per: 1n } }],
      stores: [store("s")],
    });
    expect(spans(ran)).toEqual([
      [0, 17],
      [17, 34],
    ]);
    const ticks = (metric: string) => Math.round(ran.value(metric)! * 3.6e9);
    expect(["billed", "busy", "transferring"].map((kind) => ticks(`computeHours.${kind}`))).toEqual([34, 20, 14]);
    expect(ran.value("cost.total")).toBe(34);
    expect(ran.value("byTenant.a.cost.total")).toBe(34);
  });
});

describe("VMs that pull an image", () => {
  const image = { store: "registry", bytes: 1000 };

  it("are ready late where many pull at once", () => {
    // Eight of 1,000 bytes at 100: all at 80, after 5 of provisioning.
    const ran = run({
      workloads: [workload("a", { at: [0], batch: 8, service: 10, pool: "p" })],
      pools: [pool("p", { vms: 8, provisioning: 5, pull: image })],
      stores: [store("registry")],
    });
    expect(ran.result.vms.map(({ ready }) => ready)).toEqual(new Array(8).fill(85));
    expect(ran.jobs.map(({ provisioning, queued }) => [provisioning, queued])).toEqual(new Array(8).fill([85, 0]));
  });

  it("share the registry with what tasks read there, and are limited by the VM's own network", () => {
    // Alone, the first would have 20; with the second's 20, and a task on a third pool that takes the other 60.
    const ran = run({
      workloads: [workload("a", { at: [0], service: 1, input: 6000, store: "registry", pool: "q" })],
      pools: [pool("p", { vms: 2, pull: image, network: 20 }), pool("q")],
      stores: [store("registry")],
    });
    expect(ran.result.vms.map(({ ready }) => ready)).toEqual([50, 50, 0]);
    // 60 for 50 ticks, then all of it.
    expect(ran.jobs[0]!.transfer).toBe(50 + 3000 / 100);
  });

  it.each([[0], [1]])(
    "come at an instant before what a task asks for then, whatever else moves: %i other transfers",
    (others) => {
      // A request each 10 ticks. The pull is for 20, and told at 0; a asks at 20, and passes at 30. The other one has moved by 9.
      const ran = run({
        workloads: [
          workload("a", { at: [0], service: 20, output: 100, store: "registry", pool: "q" }),
          workload("b", { at: others === 0 ? [] : [0], service: 1, input: 900, store: "registry", pool: "r" }),
        ],
        pools: [pool("p", { provisioning: 20, pull: { store: "registry", bytes: 100 } }), pool("q"), pool("r")],
        stores: [store("registry", { requests: 0.1 })],
      });
      expect(ran.result.vms.find(({ pool: name }) => name === "p")!.ready).toBe(21);
      expect(ran.jobs[0]!.ended).toBe(31);
    },
  );

  it("give their part to the others when they are cancelled", () => {
    // Two VMs for two jobs, 50 each; the first job is cancelled at 10, and its VM with it: 500 + 500 at 100.
    const onDemand = {
      ...{ kind: "onDemand" as const, min: [{ from: 0, vms: 0 }], max: [{ from: 0, vms: 5 }] },
      ...{ idleTimeout: constant(900), cancelSurplus: true, timers: "surplus" as const },
      ...{ maxProvisioning: NONE, evaluateEvery: 0 },
    };
    const ran = run({
      workloads: [
        workload("a", { at: [0], service: 10, timeout: 10, pool: "p" }),
        workload("b", { at: [0], service: 10, pool: "p" }),
      ],
      pools: [pool("p", { scaling: onDemand, pull: image })],
      stores: [store("registry")],
    });
    expect(ran.result.vms.map(({ vm, ready }) => [vm, ready])).toEqual([[0, 15]]);
  });
});

describe("A store with a price", () => {
  it("has a line of its own where the customer uses it, and none where nobody does", () => {
    const price = { micro: 3n, per: 1n };
    const used = { at: [0], service: 1, input: 1, store: "s", pool: "p" };
    const lines = (uses: boolean) =>
      run({
        workloads: [workload("a", uses ? used : { at: [0], service: 1, pool: "p" })],
        pools: [pool("p", { pricePerHour: 3.6e9 })],
        stores: [store("s", { price })],
      });
    expect(lines(true).result.bill.map(({ item, unit, amount }) => [item, unit, amount])).toEqual([
      ["VM hours of p", "h", 1000n],
      ["storage s", "d", 3000n],
    ]);
    expect(lines(true).value("cost.total")).toBe(0.004);
    expect(lines(true).value("cost.idle")).toBeCloseTo(0.004 - 1e-6, 12);
    expect(lines(false).value("cost.total")).toBe(0.001);
  });
});
