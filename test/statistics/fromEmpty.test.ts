import { describe, expect, it } from "vitest";
import { firstJobs } from "../../src/statistics/fromEmpty.ts";
import { mmc } from "../../src/statistics/queueing.ts";
import { withOracles } from "../shared/oracleFolder.ts";
import { expectClose } from "./expectClose.ts";

interface QueueCase {
  readonly id: string;
  readonly model: string;
  readonly params: { readonly lam: number; readonly ES: number; readonly n: number };
  readonly expected: Readonly<Record<string, number>>;
}

describe("the first jobs of M/M/c from empty", () => {
  withOracles<readonly QueueCase[]>("queueing.json", (cases) => {
    it.each(cases.filter(({ model }) => model === "M/M/1 from empty"))("wait as in $id", ({ params, expected }) => {
      const first = firstJobs(params.lam, params.ES, 1, params.n);
      expectClose(first.meanWait, expected.mean_wait_first_n);
      expectClose(first.lastWait, expected.E_W_nth);
    });
  });

  it("do not wait while there are servers left", () => {
    expect(firstJobs(5, 1, 3, 3)).toStrictEqual({ meanWait: 0, lastWait: 0, waitProbability: 0 });
  });

  it("the second of one server waits if its gap is the shorter one", () => {
    // P(S > A) = load / (1 + load), and then one mean service time, for service has no memory: over two jobs, a half.
    const { lastWait, waitProbability } = firstJobs(2, 3, 1, 2);
    expectClose(lastWait, 3 * (6 / 7));
    expectClose(waitProbability, 6 / 7 / 2);
  });

  it("two servers: the third one waits if it comes before both ends", () => {
    // Gaps at rate 1, ends at rate 1 each. Job 2 finds 1 with 1/2, else 0. Then both of two are still there with 1/3.
    expectClose(firstJobs(1, 1, 2, 3).lastWait, (1 / 2) * (1 / 3) * (1 / 2));
  });

  it("tend to the steady state, and stop counting there", () => {
    const steady = mmc(3.6, 1, 4);
    expectClose(firstJobs(3.6, 1, 4, 1e12).meanWait, steady.meanWait, 1e-6);
    expectClose(firstJobs(3.6, 1, 4, 1e12).waitProbability, steady.waitProbability, 1e-6);
  });

  it.each([
    [0, 1, 1, 1],
    [1, 0, 1, 1],
    [1, 1, 0, 1],
    [1, 1, 1, 0],
    [1, 1, 1, 1.5],
  ])("refuse rate %d, service %d, servers %d, count %d", (rate, service, servers, count) => {
    expect(() => firstJobs(rate, service, servers, count)).toThrow(RangeError);
  });
});
