import { describe, expect, it } from "vitest";
import { HOUR, NEVER } from "../../../src/engine/time.ts";
import { WorkersByTime } from "../../../src/model/classic/workersByTime.ts";

/** `[from, workers]` of the first so many entries, in hours since time 0, which is at that time of day. */
function first(count: number, timetable: readonly (readonly [number, number])[], timeOfDay: number): number[][] {
  const entries = timetable.map(([from, workers]) => ({ from: from * HOUR, workers }));
  const byTime = new WorkersByTime(entries, Date.UTC(2026, 2, 2, timeOfDay));
  const seen: number[][] = [];
  for (let now = 0; seen.length < count; byTime.advance()) {
    seen.push([now / HOUR, byTime.workers]);
    now = byTime.next;
  }
  return seen;
}

const OFFICE = [
  [8, 10],
  [12, 5],
  [13, 10],
  [20, 2],
] as const;

describe("The workers of a timetable", () => {
  it.each([
    [
      "midnight, by yesterday's last entry",
      0,
      [
        [0, 2],
        [8, 10],
        [12, 5],
        [13, 10],
        [20, 2],
        [32, 10],
      ],
    ],
    [
      "the instant of an entry",
      12,
      [
        [0, 5],
        [1, 10],
        [8, 2],
        [20, 10],
        [24, 5],
      ],
    ],
    [
      "the evening",
      21,
      [
        [0, 2],
        [11, 10],
        [15, 5],
        [16, 10],
        [23, 2],
        [35, 10],
      ],
    ],
  ])("begin at %s, and go round day by day", (_, timeOfDay, expected) => {
    expect(first(expected.length, OFFICE, timeOfDay)).toEqual(expected);
  });

  it("never change where there is one entry, whenever it begins", () => {
    const byTime = new WorkersByTime([{ from: 9 * HOUR, workers: 4 }], 0);
    expect([byTime.workers, byTime.next]).toEqual([4, NEVER]);
  });
});
