import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ArrivalLanes } from "../../src/engine/arrivalLanes.ts";
import { NEVER } from "../../src/engine/time.ts";

/** Plays lanes of rising times to their ends: `[time, lane]` of each arrival. */
function play(times: readonly (readonly number[])[]): (readonly [number, number])[] {
  const next = times.map(() => 0);
  const lanes = new ArrivalLanes(times.map((lane) => lane[0] ?? NEVER));
  const arrivals: (readonly [number, number])[] = [];
  while (lanes.nextTime !== NEVER) {
    const lane = lanes.nextLane;
    arrivals.push([lanes.nextTime, lane]);
    next[lane] = next[lane]! + 1;
    lanes.advance(times[lane]![next[lane]!] ?? NEVER);
  }
  return arrivals;
}

describe("Arrival lanes", () => {
  it("have no next arrival without a lane", () => {
    expect(new ArrivalLanes([]).nextTime).toBe(NEVER);
  });

  it("merge the arrivals of several sources by time", () => {
    expect(play([[1, 5, 9], [2, 3], [4]])).toEqual([
      [1, 0],
      [2, 1],
      [3, 1],
      [4, 2],
      [5, 0],
      [9, 0],
    ]);
  });

  it("let equal times go by lane, and all equal ones of a lane before the next lane's", () => {
    expect(play([[7], [7, 7], [7]])).toEqual([
      [7, 0],
      [7, 1],
      [7, 1],
      [7, 2],
    ]);
  });

  it("pass over lanes that are dry from the start", () => {
    expect(play([[], [3], []])).toEqual([[3, 1]]);
  });

  it("agree with sorting all arrivals by time, then lane", () => {
    const lane = fc
      .array(fc.integer({ min: 0, max: 20 }), { maxLength: 12 })
      .map((times) => times.sort((a, b) => a - b));
    fc.assert(
      fc.property(fc.array(lane, { maxLength: 20 }), (lanes) => {
        const all = lanes.flatMap((times, index) => times.map((time) => [time, index] as const));
        expect(play(lanes)).toEqual(all.sort((a, b) => a[0] - b[0] || a[1] - b[1]));
      }),
    );
  });
});
