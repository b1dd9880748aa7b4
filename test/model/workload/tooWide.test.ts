import { describe, expect, it } from "vitest";
import type { RouteSpec } from "../../../src/model/routeSpec.ts";
import type { TraceJobs } from "../../../src/model/workload/traceJobs.ts";
import { classic, pool, run, workers, workload } from "../worldFixture.ts";

/** Jobs of 10 ticks of these widths, by x and y in turn. */
function trace(...slots: readonly number[]): TraceJobs {
  return {
    count: slots.length,
    submit: Float64Array.from(slots, (_, place) => place * 100),
    service: Float64Array.from(slots, () => 10),
    slots: Int32Array.from(slots),
    tenant: Int32Array.from(slots, (_, place) => place % 2),
    tenants: ["x", "y"],
    dropped: {},
  };
}

function told(route: RouteSpec, slots: readonly number[], limit = Number.POSITIVE_INFINITY) {
  const ran = run({
    workloads: [{ ...workload("t", { arrivals: { kind: "trace", jobs: trace(...slots), limit } }), route }],
    pools: [pool("p", { vms: 2, slotsPerVm: 2 }), pool("q", { vms: 6 })],
    classic: classic({ fleet: workers(5) }),
  });
  return { rejected: ran.value("jobs.rejected"), warnings: ran.result.warnings };
}

const said = (jobs: number): string =>
  `t: jobs of the trace that need more slots than there ever are, which were rejected: ${jobs}`;

describe("Jobs of a trace that are wider than where they go can ever be", () => {
  it.each([
    ["a pool", { kind: "fixed", target: "p" }, 3],
    ["the classic service", { kind: "fixed", target: null }, 2],
    ["a pool for each tenant", { kind: "byTenant", targets: new Map([["x", "p"]]), otherwise: "q" }, 2],
    ["the roomiest of two", { kind: "anyOf", targets: ["p", "q"] }, 1],
  ] satisfies [string, RouteSpec, number][])("are rejected, counted, and told of: %s", (_, route, jobs) => {
    expect(told(route, [4, 4, 5, 6, 7])).toEqual({ rejected: jobs, warnings: [said(jobs)] });
  });

  it("are nothing to tell of beyond the limit", () => {
    expect(told({ kind: "fixed", target: "p" }, [4, 5], 1)).toEqual({ rejected: 0, warnings: [] });
  });
});
