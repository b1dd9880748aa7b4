import { describe, expect, it } from "vitest";
import { HOUR } from "../../src/engine/time.ts";
import { dayCorrelationWarning } from "../../src/experiment/dayCorrelation.ts";

/** Days of four observations, whose mean is the value told. */
const series = (...replications: readonly (readonly number[])[]) => ({
  from: 0,
  step: 6 * HOUR,
  replications: replications.map((days) => days.flatMap((mean) => [mean - 1, mean + 1, mean, mean])),
});
/** Ten days of one kind, then ten of another. */
const slow = [...new Array<number>(10).fill(2), ...new Array<number>(10).fill(8)];

describe("dayCorrelationWarning", () => {
  it("tells of days that go with the days before, of one replication", () => {
    // Deviations of -3 and 3: 18 of the 19 neighbours agree, so (18 - 1) 9 / (20 x 9) = 0.85.
    expect(dayCorrelationWarning(series(slow))).toBe(
      "the days of this one replication are not independent (correlation 0.85 from one day to the next): they give no " +
        "interval, replications do. Try --replications 10.",
    );
  });

  it.each([
    ["several replications, which do give an interval", series(slow, slow)],
    ["too few days", series(slow.slice(4, 16))],
    ["days that change to and fro", series(slow.map((_, day) => (day % 2) * 6))],
    ["days that are all alike", series(slow.map(() => 5))],
    ["no days at all", null],
  ])("is silent about %s", (_what, queues) => {
    expect(dayCorrelationWarning(queues)).toBe(null);
  });
});
