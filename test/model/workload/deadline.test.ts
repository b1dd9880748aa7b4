import { describe, expect, it } from "vitest";
import { DAY, HOUR } from "../../../src/engine/time.ts";
import { NO_DEADLINE } from "../../../src/model/rounds.ts";
import { dueAt } from "../../../src/model/workload/deadline.ts";

describe("A deadline", () => {
  it("is never, from submission, or the next time of day", () => {
    expect(dueAt(null, 5, 0)).toBe(NO_DEADLINE);
    expect(dueAt({ within: 100 }, 5, 0)).toBe(105);
    expect(dueAt({ byTimeOfDay: 6 * HOUR }, 5 * HOUR, 0)).toBe(6 * HOUR);
    expect(dueAt({ byTimeOfDay: 6 * HOUR }, 6 * HOUR - 1, 0)).toBe(6 * HOUR);
    // The next such time is tomorrow's: nothing that comes at six is done by then.
    expect(dueAt({ byTimeOfDay: 6 * HOUR }, 6 * HOUR, 0)).toBe(DAY + 6 * HOUR);
    expect(dueAt({ byTimeOfDay: 6 * HOUR }, 6 * HOUR + 1, 0)).toBe(DAY + 6 * HOUR);
    expect(dueAt({ byTimeOfDay: 0 }, DAY - 1, 0)).toBe(DAY);
  });

  it("by time of day is read on the calendar, wherever on it the scenario starts", () => {
    // Start at 22:30: 06:00 is 7.5 h later.
    expect(dueAt({ byTimeOfDay: 6 * HOUR }, 0, 22.5 * 3_600_000)).toBe(7.5 * HOUR);
  });
});
