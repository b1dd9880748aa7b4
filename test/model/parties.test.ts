import { describe, expect, it } from "vitest";
import { Parties } from "../../src/model/parties.ts";
import type { TraceJobs } from "../../src/model/workload/traceJobs.ts";
import type { WorkloadSpec } from "../../src/model/workload/workloadSpec.ts";
import { classic, pool, workload, world } from "./worldFixture.ts";

function traceOf(tenants: readonly string[]): TraceJobs {
  return {
    count: 0,
    submit: new Float64Array(),
    service: new Float64Array(),
    slots: new Int32Array(),
    tenant: new Int32Array(),
    tenants,
    dropped: {},
  };
}

function traced(name: string, tenants: readonly string[], over: Partial<WorkloadSpec> = {}): WorkloadSpec {
  const arrivals = { kind: "trace", jobs: traceOf(tenants), limit: Number.POSITIVE_INFINITY } as const;
  return { ...workload(name, { arrivals }), ...over };
}

function partiesOf(workloads: readonly WorkloadSpec[]): Parties {
  return new Parties(world({ workloads, classic: classic(), pools: [pool("red"), pool("blue")] }));
}

describe("Parties", () => {
  it("name the classic service first, then the pools in the order of the scenario", () => {
    expect(partiesOf([]).systems).toEqual(["classic", "red", "blue"]);
  });

  it("send a workload to its pool, or to the classic service where it names none", () => {
    const parties = partiesOf([workload("a"), workload("b", { pool: "blue" })]);
    expect(parties.byWorkload.map(([party]) => party!.system)).toEqual([0, 2]);
  });

  it("send each tenant of a trace where it is told, the others and the workload's own otherwise", () => {
    const targets = new Map([
      ["x", "red"],
      ["y", null],
    ]);
    const parties = partiesOf([
      traced("trace", ["x", "y", "z"], { route: { kind: "byTenant", targets, otherwise: "blue" } }),
    ]);
    expect(parties.byWorkload[0]!.map(({ tenant, system }) => [parties.tenants[tenant], system])).toEqual([
      ["x", 1],
      ["y", 0],
      ["z", 2],
      ["trace", 2],
    ]);
  });

  it("name a tenant once that has several workloads", () => {
    const parties = partiesOf([
      workload("a", { tenant: "us" }),
      traced("b", ["them", "us"]),
      workload("c", { tenant: "us" }),
    ]);
    expect([...parties.tenants].sort()).toEqual(["b", "them", "us"]);
    expect(parties.byWorkload[0]![0]!.tenant).toBe(parties.byWorkload[2]![0]!.tenant);
  });

  it("give each party and system a cell of its own", () => {
    const parties = partiesOf([workload("a"), traced("b", ["x", "y"]), workload("c")]);
    const cells = parties.byWorkload.flat().flatMap((party) => parties.systems.map((_, system) => party.cell + system));
    expect(new Set(cells).size).toBe(5 * 3);
  });

  it("know which systems the customer's jobs can reach; background jobs reach nothing of interest", () => {
    const workloads = [workload("a", { pool: "red" }), workload("others", { background: true })];
    const parties = partiesOf(workloads);
    expect([0, 1, 2].map((system) => parties.reaches(system, workloads))).toEqual([false, true, false]);
  });
});
