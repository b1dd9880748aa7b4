import { describe, expect, it } from "vitest";
import { NEVER } from "../../../src/engine/time.ts";
import type { TraceJobs } from "../../../src/model/workload/traceJobs.ts";
import { TraceSource } from "../../../src/model/workload/traceSource.ts";

function traceOf(submit: readonly number[]): TraceJobs {
  return {
    count: submit.length,
    // Columns may be longer than what is in use.
    submit: Float64Array.from([...submit, 5]),
    service: Float64Array.from([...submit.map((_, row) => 100 + row), 0]),
    slots: Int32Array.from([...submit.map((_, row) => row + 1), 0]),
    tenant: Int32Array.from([...submit.map((_, row) => (row % 3) - 1), 0]),
    tenants: ["x", "y"],
    dropped: {},
  };
}

function replay(source: TraceSource): (readonly [number, number])[] {
  const jobs: (readonly [number, number])[] = [];
  for (let time = source.next(); time !== NEVER; time = source.next()) jobs.push([time, source.current().service]);
  return jobs;
}

describe("A trace", () => {
  it("is replayed job by job, those of equal times in file order", () => {
    expect(replay(new TraceSource(traceOf([0, 7, 7, 9]), Number.POSITIVE_INFINITY, 1000))).toEqual([
      [0, 100],
      [7, 101],
      [7, 102],
      [9, 103],
    ]);
  });

  it("leaves out and counts the jobs before 0, at the end and after it", () => {
    const source = new TraceSource(traceOf([-20, -1, 0, 99, 100, 150]), Number.POSITIVE_INFINITY, 100);
    expect(replay(source)).toEqual([
      [0, 102],
      [99, 103],
    ]);
    expect(source.outside).toBe(4);
  });

  it("stops after its limit of jobs, which are not said to lie outside", () => {
    const source = new TraceSource(traceOf([-1, 1, 2, 3]), 2, 100);
    expect(replay(source).map(([time]) => time)).toEqual([1, 2]);
    expect(source.outside).toBe(1);
  });

  it("tells service, slots and tenant of the job at hand", () => {
    const source = new TraceSource(traceOf([3, 4]), Number.POSITIVE_INFINITY, 100);
    source.next();
    expect(source.current()).toEqual({ service: 100, slots: 1, tenant: -1, estimate: 0 });
    source.next();
    expect(source.current()).toEqual({ service: 101, slots: 2, tenant: 0, estimate: 0 });
  });

  it("may be empty", () => {
    expect(replay(new TraceSource(traceOf([]), Number.POSITIVE_INFINITY, 100))).toEqual([]);
  });
});
