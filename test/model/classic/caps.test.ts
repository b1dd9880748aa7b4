import { describe, expect, it } from "vitest";
import { cap, classic, run, spans, waits, workers, workload } from "../worldFixture.ts";

describe("The caps of the classic service", () => {
  it("hold an endpoint's further jobs, which are skipped", () => {
    const workloads = [workload("a", { at: [0, 1], service: 10 }), workload("b", { at: [2], service: 3 })];
    const ran = run({ classic: classic({ fleet: workers(2), endpointConcurrency: cap({ a: 1 }) }), workloads });
    expect(spans(ran)).toEqual([
      [0, 10],
      [10, 20],
      [2, 5],
    ]);
    expect(waits(ran)).toEqual([
      [0, 0, 0],
      [9, 0, 0],
      [0, 0, 0],
    ]);
  });

  it("leave a held job its place by submission", () => {
    const workloads = [workload("a", { at: [0, 1], service: 10 }), workload("b", { at: [0, 2], service: [20, 10] })];
    const ran = run({ classic: classic({ fleet: workers(2), endpointConcurrency: cap({ a: 1 }) }), workloads });
    // At 10 one worker is free: the job held since 1 precedes the one queued since 2.
    expect(ran.jobs.map((job) => [job.submitted, job.started])).toEqual([
      [0, 0],
      [0, 0],
      [1, 10],
      [2, 20],
    ]);
  });

  it("split the wait: held until the caps admit the job, queued from then on", () => {
    const workloads = [workload("a", { at: [0, 1], service: 10 }), workload("b", { at: [0], service: 7 })];
    const ran = run({ classic: classic({ endpointConcurrency: cap({ a: 1 }) }), workloads });
    expect(ran.jobs.map((job) => job.started)).toEqual([0, 10, 17]);
    expect(waits(ran)[2]).toEqual([9, 7, 0]);
  });

  it("count the jobs ahead that wait, not only those that run", () => {
    // Both of a's jobs are admitted at once under a cap of 2, though neither runs yet: its third is held until 12.
    const workloads = [workload("z", { at: [0], service: 10 }), workload("a", { at: [1, 1, 1], service: [2, 5, 1] })];
    const ran = run({ classic: classic({ endpointConcurrency: cap({ a: 2 }) }), workloads });
    expect(ran.jobs.map((job) => [job.started, job.held])).toEqual([
      [0, 0],
      [10, 0],
      [12, 0],
      [17, 11],
    ]);
  });

  it("of a tenant count its jobs over all endpoints, and no one else's", () => {
    const workloads = [
      workload("x", { at: [0, 0], service: [10, 6], tenant: "us" }),
      workload("y", { at: [1], service: 5, tenant: "us" }),
      workload("z", { at: [1], service: 5, tenant: "them" }),
    ];
    const ran = run({ classic: classic({ fleet: workers(4), tenantConcurrency: cap({ us: 2 }) }), workloads });
    expect(ran.jobs.map((job) => job.started)).toEqual([0, 0, 6, 1]);
  });

  it("of an endpoint and of its tenant hold together: what the endpoint holds takes nothing of the tenant's", () => {
    const workloads = [
      workload("x", { at: [0, 1], service: 10, tenant: "us" }),
      workload("y", { at: [2, 3], service: [20, 1], tenant: "us" }),
    ];
    const caps = { endpointConcurrency: cap({ x: 1 }), tenantConcurrency: cap({ us: 2 }) };
    const ran = run({ classic: classic({ fleet: workers(9), ...caps }), workloads });
    // x's second is held; y's first passes it; at 10 the place of x's first goes to x's second, the earlier one.
    expect(spans(ran)).toEqual([
      [0, 10],
      [10, 20],
      [2, 22],
      [20, 21],
    ]);
  });

  it("go by submission among those whose caps open at one instant, whichever job ended first", () => {
    const capped = classic({
      fleet: workers(9),
      endpointConcurrency: cap({ shared: 1 }),
      tenantConcurrency: cap({ us: 1 }),
    });
    for (const [first, second] of [
      ["ours", "theirs"],
      ["theirs", "ours"],
    ] as const) {
      // At 10 us and the endpoint have room again: the job of 1 needs both, that of 2 only the first of them.
      const workloads = [
        workload(first, { at: [0], service: 10, ...(first === "ours" ? { tenant: "us" } : { endpoint: "shared" }) }),
        workload(second, { at: [0], service: 10, ...(second === "ours" ? { tenant: "us" } : { endpoint: "shared" }) }),
        workload("early", { at: [1], service: 5, tenant: "us", endpoint: "shared" }),
        workload("late", { at: [2], service: 5, tenant: "us" }),
      ];
      const ran = run({ classic: capped, workloads });
      expect(ran.jobs.map((job) => job.started)).toEqual([0, 0, 10, 15]);
    }
  });

  it("are free again when a job that is held gives up, or one that runs is cancelled", () => {
    const workloads = [
      workload("a", { at: [0], service: 100, timeout: 30, endpoint: "e" }),
      workload("b", { at: [1], service: 10, timeout: 5, endpoint: "e" }),
      workload("c", { at: [2], service: 10, endpoint: "e" }),
    ];
    const ran = run({ classic: classic({ fleet: workers(5), endpointConcurrency: cap({ e: 1 }) }), workloads });
    expect(ran.jobs.map(({ started, ended, state }) => [started, ended, state])).toEqual([
      [0, 30, "Cancelled"],
      [null, 6, "Cancelled"],
      [30, 40, "Finished"],
    ]);
  });
});
