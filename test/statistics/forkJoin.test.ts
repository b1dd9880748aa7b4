import { describe, expect, it } from "vitest";
import { equalServiceStarts, exponentialForkJoin } from "../../src/statistics/forkJoin.ts";
import { withOracles } from "../shared/oracleFolder.ts";
import { expectClose } from "./expectClose.ts";

interface QueueCase {
  readonly id: string;
  readonly params: Readonly<Record<string, number>>;
  readonly expected: Readonly<Record<string, number>>;
}

withOracles<readonly QueueCase[]>("queueing.json", (cases) => {
  describe("exponential jobs that come at once", () => {
    it.each(cases.filter(({ id }) => id.startsWith("forkjoin_exp_")))("are exact for $id", ({ params, expected }) => {
      const { meanMakespan, meanWait } = exponentialForkJoin(params.N!, params.c!, params.ES!, params.setup_det!);
      expectClose(meanMakespan, expected.makespan_mean);
      expectClose(meanWait, expected.task_E_W);
    });
  });

  describe("equal jobs that come at once", () => {
    it.each(cases.filter(({ id }) => id.startsWith("det_fanout_")))("start in waves in $id", ({ params, expected }) => {
      const starts = equalServiceStarts(new Float64Array(params.N!), params.c!, params.s!, params.d!);
      expect(starts.at(-1)! + params.s!).toBe(expected.makespan);
      expect(starts.at(-1)).toBe(expected.max_W);
      expectClose(starts.reduce((sum, start) => sum + start, 0) / params.N!, expected.E_W);
    });
  });
});

describe("exponential jobs that come at once", () => {
  it("are the largest of two on two servers, and a sum on one", () => {
    expect(exponentialForkJoin(2, 2, 10, 0)).toStrictEqual({ meanMakespan: 15, meanWait: 0 });
    expect(exponentialForkJoin(3, 1, 10, 1)).toStrictEqual({ meanMakespan: 31, meanWait: 11 });
  });

  it.each([
    [0, 1, 1, 0],
    [1, 0, 1, 0],
    [1, 1, 0, 0],
    [1, 1, 1, -1],
  ])("refuse %d jobs on %d servers of %d after %d", (jobs, servers, mean, delay) => {
    expect(() => exponentialForkJoin(jobs, servers, mean, delay)).toThrow(RangeError);
  });
});

describe("equal jobs", () => {
  it("start when they come or when a server is free, whichever is later", () => {
    // Two servers, ready from 1, 10 long: 1, 1; 11, 11; 21; then one that comes to an empty queue.
    const starts = equalServiceStarts(Float64Array.of(0, 0, 0, 5, 12, 40), 2, 10, 1);
    expect([...starts]).toStrictEqual([1, 1, 11, 11, 21, 40]);
  });
});
