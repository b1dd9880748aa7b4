import { describe, expect, it } from "vitest";
import { kimNelson } from "../../src/statistics/kimNelson.ts";
import { withOracles } from "../shared/oracleFolder.ts";
import { expectClose } from "./expectClose.ts";

interface Row {
  readonly k: number;
  readonly alpha: number;
  readonly n0: number;
  readonly eta: number;
  readonly h2: number;
}

describe("Kim and Nelson's constants", () => {
  withOracles<{ kn: readonly Row[] }>("statistics.json", ({ kn }) => {
    it.each(kn)("for $k systems at $alpha after $n0 replications are the published ones", (row) => {
      const { eta, hSquared } = kimNelson(row.k, row.alpha, row.n0);
      expectClose(eta, row.eta, 1e-12);
      expectClose(hSquared, row.h2, 1e-12);
    });
  });

  it("solve the equation that defines them, for two systems", () => {
    // (1 + 2 eta)^(-(n0 - 1) / 2) / 2 = alpha / (k - 1), with c = 1.
    const { eta } = kimNelson(5, 0.05, 15);
    expectClose((1 + 2 * eta) ** -7 / 2, 0.05 / 4, 1e-14);
  });

  it.each([
    [1, 0.05, 10],
    [2, 0, 10],
    [2, 0.5, 10],
    [3, 0.05, 1],
  ])("refuse %d systems, alpha %d, first stage %d", (systems, alpha, firstStage) => {
    expect(() => kimNelson(systems, alpha, firstStage)).toThrow(RangeError);
  });
});
