import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { timestampMember } from "../../../../src/model/scaling/formula/civilTime.ts";
import { readTime, timestampText } from "../../../../src/model/scaling/formula/timeText.ts";

/** As far as whole microseconds are exact: 2^53 of them are 285 years. */
const milliseconds = fc.integer({ min: Date.UTC(1700, 0, 1), max: Date.UTC(2250, 0, 1) });

describe("times", () => {
  it("have the members that JavaScript's own calendar gives them, from 1700 to 2250", () => {
    fc.assert(
      fc.property(milliseconds, (ms) => {
        const date = new Date(ms);
        const time = ms * 1000;
        expect({
          year: timestampMember(time, "year", 0),
          month: timestampMember(time, "month", 0),
          day: timestampMember(time, "day", 0),
          weekday: timestampMember(time, "weekday", 0),
          hour: timestampMember(time, "hour", 0),
          minute: timestampMember(time, "minute", 0),
          second: timestampMember(time, "second", 0),
        }).toEqual({
          year: date.getUTCFullYear(),
          month: date.getUTCMonth() + 1,
          day: date.getUTCDate(),
          weekday: date.getUTCDay(),
          hour: date.getUTCHours(),
          minute: date.getUTCMinutes(),
          second: date.getUTCSeconds(),
        });
      }),
      { seed: 3, numRuns: 5000 },
    );
  });

  it("are read as they are written, both ways", () => {
    fc.assert(
      fc.property(milliseconds, (ms) => {
        const date = new Date(ms);
        expect(timestampText(ms * 1000)).toBe(date.toISOString());
        expect(readTime(date.toISOString())).toEqual({ time: ms * 1000 });
        expect(readTime(date.toUTCString())).toEqual({ time: Math.floor(ms / 1000) * 1_000_000 });
      }),
      { seed: 4, numRuns: 5000 },
    );
  });
});
