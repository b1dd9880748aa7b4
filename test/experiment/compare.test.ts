import { describe, expect, it } from "vitest";
import { compare } from "../../src/experiment/compare.ts";

describe("compare", () => {
  it("gives the mean difference, its interval, the ratio and the share of wins, by hand", () => {
    // Differences -3, -1, -2: mean -2, deviation 1; t(0.975, 2) = 4.302653, so the half-width is 2.484138.
    const compared = compare("wait.mean", [7, 19, 28], [10, 20, 30]);
    expect(compared).toMatchObject({ difference: -2, ratio: 54 / 60, pBetter: 1, verdict: "no clear difference" });
    expect(compared.low).toBeCloseTo(-4.484138, 5);
    expect(compared.high).toBeCloseTo(0.484138, 5);
  });

  it("says how many more replications would settle it", () => {
    // Deviation 1, difference 2: t(3) / sqrt(4) = 3.182446 / 2 = 1.59 is below 2, so one more does.
    expect(compare("wait.mean", [7, 19, 28], [10, 20, 30]).moreReplications).toBe(1);
    // Differences 2, -1, 1, 0: mean 1/2, deviation sqrt(5/3) = 1.290994. t(28) = 2.048407: 1.290994 x 2.048407 / sqrt(29)
    // = 0.4911; t(27) = 2.051831 / sqrt(28): 0.5006. So 29 in all.
    expect(compare("wait.mean", [2, -1, 1, 0], [0, 0, 0, 0]).moreReplications).toBe(25);
  });

  it("gives no number where the two are practically equal, the same, or told apart", () => {
    expect(compare("wait.mean", [1, -1, 1e-6], [0, 0, 0])).toMatchObject({
      verdict: "no clear difference",
      moreReplications: null,
    });
    expect(compare("wait.mean", [5, 6], [5, 6])).toEqual({
      difference: 0,
      low: 0,
      high: 0,
      ratio: 1,
      pBetter: 0,
      verdict: "no clear difference",
      moreReplications: null,
    });
    expect(compare("wait.mean", [6, 7], [5, 6])).toMatchObject({ verdict: "worse", moreReplications: null });
    expect(compare("throughput.jobsPerHour", [6, 7], [5, 6])).toMatchObject({ verdict: "better", pBetter: 1 });
  });

  it("counts the replications in which the alternative is better, ties not among them", () => {
    expect(compare("wait.mean", [4, 5, 7, 5], [5, 5, 6, 5]).pBetter).toBe(1 / 4);
    expect(compare("throughput.jobsPerHour", [4, 5, 7, 8], [5, 5, 6, 5]).pBetter).toBe(2 / 4);
  });

  it("leaves out replications in which either is not defined, and calls a single pair a replay", () => {
    expect(compare("wait.mean", [4, null, 5], [3, 9, null])).toMatchObject({
      difference: 1,
      low: null,
      verdict: "replay",
      moreReplications: null,
    });
  });
});
