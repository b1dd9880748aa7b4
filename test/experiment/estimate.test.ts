import { describe, expect, it } from "vitest";
import { estimate } from "../../src/experiment/estimate.ts";
import { judge } from "../../src/experiment/objectives.ts";
import { parseObjective } from "../../src/scenario/objective.ts";

describe("estimate", () => {
  it("gives the mean and Student's interval of the replications that have the figure", () => {
    // t(0.975, 1) = 12.706205; the standard error of 1 and 3 is 1.
    const { mean, halfWidth, low, high, n } = estimate([1, null, 3], "s");
    expect({ mean, n }).toEqual({ mean: 2, n: 2 });
    expect(halfWidth).toBeCloseTo(12.706205, 5);
    expect([low, high]).toEqual([2 - halfWidth!, 2 + halfWidth!]);
  });

  it.each([
    [[0.9, 1], "share", null, 1],
    [[0, 0.1], "share", 0, null],
  ] as const)("ends the interval of the shares %j where shares end", (values, unit, low, high) => {
    const interval = estimate(values, unit);
    if (low !== null) expect(interval.low).toBe(low);
    if (high !== null) expect(interval.high).toBe(high);
    expect(judge(parseObjective("rounds.late <= 100%"), interval).outcome).toBe("met");
  });

  it("has neither mean nor interval where no replication has the figure", () => {
    expect(estimate([null, null], "s")).toEqual({
      mean: null,
      halfWidth: null,
      low: null,
      high: null,
      n: 0,
      unit: "s",
    });
  });
});
