import { describe, expect, it } from "vitest";
import { assumedFleet } from "../../src/experiment/assumedFleet.ts";
import { classic, pool, workload, world } from "../model/worldFixture.ts";

const UNLIMITED = classic({ fleet: { kind: "unlimited" } });

/** Jobs of these tenants, -1 for a line that names none; those of `x` go to the pool. */
function traced(tenant: readonly number[]) {
  const jobs = {
    count: tenant.length,
    submit: Float64Array.from(tenant, (_, row) => row),
    service: Float64Array.from(tenant, () => 1),
    slots: Int32Array.from(tenant, () => 1),
    tenant: Int32Array.from(tenant),
    tenants: ["x", "y"].slice(0, Math.max(...tenant) + 1),
    dropped: {},
  };
  const route = { kind: "byTenant", targets: new Map([["x", "p"]]), otherwise: null } as const;
  const trace = workload("t", { arrivals: { kind: "trace", jobs, limit: Number.POSITIVE_INFINITY } });
  return world({ classic: UNLIMITED, pools: [pool("p")], workloads: [{ ...trace, route }] });
}

describe("A shared service whose fleet is not told", () => {
  it("is not spoken of where every tenant of a trace has a pool, though others would go there", () => {
    expect(assumedFleet(traced([0, 0]))).toBeNull();
  });

  it.each([
    ["a tenant without a pool", [0, 1]],
    ["lines that name no tenant", [0, -1]],
  ])("is spoken of where a trace has %s", (_, tenant) => {
    expect(assumedFleet(traced(tenant))).toContain("no fleet is told");
  });
});
