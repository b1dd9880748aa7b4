import { describe, expect, it } from "vitest";
import { DAY, HOUR, MINUTE, SECOND, type Ticks } from "../../src/engine/time.ts";
import { Timeline } from "../../src/model/timeline.ts";
import { NOTHING, systemStub } from "./systemStub.ts";

/** A timeline of one system whose queue is set from outside. */
function timelineOf(length: Ticks): { timeline: Timeline; set: (queued: number) => void } {
  let queued = 0;
  const system = systemStub(
    0,
    () => 0,
    () => ({ ...NOTHING, queued }),
  );
  return {
    timeline: new Timeline([system], length),
    set: (value) => {
      queued = value;
    },
  };
}

describe("A timeline", () => {
  it.each([
    // The longest step of a person's choice that gives 250 instants: length / step >= 250.
    [DAY, 5 * MINUTE], // 288 instants; 10 min would give 144
    [7 * DAY, 30 * MINUTE], // 336; 1 h would give 168
    [HOUR, 10 * SECOND], // 360; 15 s would give 240
    [250 * SECOND, SECOND],
    [10 * SECOND, SECOND], // never finer than a second
    [365 * DAY, DAY],
  ])("over %d ticks steps by %d", (length, step) => {
    expect(timelineOf(length).timeline.step).toBe(step);
  });

  it.each([1, 60, 3600, 86_400, 30 * 86_400, 20 * 365 * 86_400])("of %d seconds has at most 500 steps", (seconds) => {
    expect((seconds * SECOND) / timelineOf(seconds * SECOND).timeline.step).toBeLessThanOrEqual(500);
  });

  it("observes the state that stood at the end of each instant of its grid", () => {
    const { timeline, set } = timelineOf(250 * SECOND);
    set(1);
    timeline.holdsUntil(1.5 * SECOND); // 1 stood at 0 s and 1 s
    set(2);
    timeline.holdsUntil(3 * SECOND); // 2 stood at 2 s; what stands at the end of 3 s is not known yet
    set(3);
    timeline.holdsUntil(3.5 * SECOND);
    expect(timeline.rows().map(({ time, queued }) => [time, queued])).toEqual([
      [0, 1],
      [SECOND, 1],
      [2 * SECOND, 2],
      [3 * SECOND, 3],
    ]);
  });

  it("names every system at every instant", () => {
    const systems = [0, 1].map((index) =>
      systemStub(
        index,
        () => 0,
        () => NOTHING,
      ),
    );
    const timeline = new Timeline(systems, 250 * SECOND);
    timeline.holdsUntil(2 * SECOND);
    expect(timeline.rows().map(({ time, system }) => [time, system])).toEqual([
      [0, "classic"],
      [0, "pool 1"],
      [SECOND, "classic"],
      [SECOND, "pool 1"],
    ]);
  });

  it("stays short when a run goes on beyond its length, and regular", () => {
    const { timeline } = timelineOf(250 * SECOND);
    for (let until = 100 * SECOND; until <= 10_000 * SECOND; until += 100 * SECOND) timeline.holdsUntil(until);
    const times = timeline.rows().map(({ time }) => time);
    expect(times.length).toBeLessThanOrEqual(501);
    expect(times).toEqual(times.map((_, index) => index * timeline.step));
    expect(times.at(-1)! + timeline.step).toBeGreaterThanOrEqual(10_000 * SECOND);
  });
});
