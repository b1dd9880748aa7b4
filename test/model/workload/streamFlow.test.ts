import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DAY, HOUR, SECOND } from "../../../src/engine/time.ts";
import { StreamFlow } from "../../../src/model/workload/streamFlow.ts";
import { WindowRows, Windows } from "../../../src/model/workload/windowRows.ts";
import type { FlowSpec } from "../../../src/model/workload/workloadSpec.ts";
import { readingByReading } from "./readingByReading.ts";

const TICKS = 2000;
/** An hour ends at tick 1,000, and a Monday with it: 1970-01-05 00:00 UTC. */
const BEFORE_MONDAY = 4 * 86_400_000 - 1;

const day = Array.from({ length: 24 }, (_, hour) => BigInt(hour === 0 ? 3 : hour === 23 ? 1 : 2));
const week = Array.from({ length: 168 }, (_, hour) => BigInt(hour === 0 ? 9 : hour === 167 ? 0 : 1));

/** From a reading in hundreds of ticks to several a tick, on either side of what is taken. */
const flows: fc.Arbitrary<FlowSpec> = fc.record({
  sensors: fc.integer({ min: 1, max: 7 }),
  microEventsPerDay: fc.bigInt({ min: 1n, max: 40n }).map((n) => (n * 1_000_000n * BigInt(DAY)) / 77n),
  microWeights: fc.constantFrom(null, day, [...day].reverse(), week),
  capacity: fc.option(
    fc.record({ units: fc.integer({ min: 50, max: 3000 }), eventBytes: fc.constantFrom(110, 1000, 1700) }),
    { freq: 5 },
  ),
  excess: fc.constantFrom("retry", "drop"),
});

/** A stream of one sensor, so many readings an hour. */
function hourly(perHour: bigint, over: Partial<FlowSpec> = {}): FlowSpec {
  const microEventsPerDay = 24n * perHour * 1_000_000n;
  return { sensors: 1, microEventsPerDay, microWeights: null, capacity: null, excess: "retry", ...over };
}

describe("The flow of a stream", () => {
  it("is at every tick what readings one by one come to", () => {
    fc.assert(
      fc.property(flows, (spec) => {
        const flow = new StreamFlow(spec, BEFORE_MONDAY, TICKS);
        const { sent, taken, backlog } = readingByReading(spec, BEFORE_MONDAY, TICKS);
        const lost = sent.map((count, tick) => (spec.excess === "drop" ? count - taken[tick]! : 0));
        const told = (at: (tick: number) => number): readonly number[] => sent.map((_, tick) => at(tick));
        expect(told((tick) => flow.sentBy(tick))).toEqual(sent);
        expect(told((tick) => flow.takenBy(tick))).toEqual(taken);
        expect(told((tick) => flow.backlogAt(tick))).toEqual(backlog);
        expect(told((tick) => flow.lostBy(tick))).toEqual(lost);
      }),
      { numRuns: 100 },
    );
  });

  it("has rows for each sensor that a window heard, in any stretch of windows", () => {
    fc.assert(
      fc.property(flows, fc.integer({ min: 1, max: 400 }), fc.integer({ min: 0, max: TICKS }), (spec, length, cut) => {
        const flow = new StreamFlow(spec, BEFORE_MONDAY, TICKS);
        const { heard } = readingByReading(spec, BEFORE_MONDAY, TICKS);
        const windows = new Windows(length, BEFORE_MONDAY);
        const last = windows.endBy(TICKS);
        const middle = Math.max(0, windows.endBy(cut));
        for (const [from, to] of [
          [0, middle],
          [middle, Math.max(middle, last)],
        ] as const) {
          const rows = new WindowRows(flow, windows, from, to);
          const expected = Array.from({ length: spec.sensors }, () => 0);
          for (let end = to; end > from; end -= length)
            for (let sensor = 0; sensor < spec.sensors; sensor++)
              if (heard(sensor, Math.max(from, end - length), end)) expected[sensor]!++;
          expect(expected.map((_, sensor) => rows.of(sensor, sensor + 1))).toEqual(expected);
          expect(rows.of(0, spec.sensors)).toBe(expected.reduce((sum, count) => sum + count, 0));
        }
      }),
      { numRuns: 100 },
    );
  });

  it("knows when a rush hour's backlog is gone: as much is spare as was over", () => {
    // 2 h at 7.2 million an hour (2,000/s), 22 h at a million; a unit takes 3.6 million an hour.
    const microWeights = Array.from({ length: 24 }, (_, hour) => (hour < 2 ? 72n : 10n));
    const mean = (2n * 7_200_000n + 22n * 1_000_000n) / 24n;
    const remainder = (2n * 7_200_000n + 22n * 1_000_000n) % 24n;
    const microEventsPerDay = (24n * mean + remainder) * 1_000_000n;
    const flow = new StreamFlow(
      { ...hourly(0n), microEventsPerDay, microWeights, capacity: { units: 1, eventBytes: 110 } },
      0,
      DAY,
    );
    expect(flow.backlogAt(2 * HOUR)).toBe(7_200_000);
    expect(flow.backlogAt(3 * HOUR)).toBe(7_200_000 - 2_600_000);
    // 7.2 by 2.6 hours later it is gone.
    const gone = 2 * HOUR + (7.2 / 2.6) * HOUR;
    expect(flow.backlogAt(Math.floor(gone))).toBeLessThan(1);
    expect(flow.backlogAt(Math.floor(gone) - SECOND)).toBeGreaterThan(700);
    expect(flow.backlogAt(Math.ceil(gone))).toBe(0);
    expect(flow.takenBy(DAY)).toBe(2 * 7_200_000 + 22 * 1_000_000);
    // Two triangles: up for 2 h, down for 7.2 / 2.6 h.
    expect(flow.backlogArea(0, DAY) / HOUR).toBeCloseTo((7_200_000 / 2) * (2 + 7.2 / 2.6), 3);
    // What lies before an instant and after it makes the whole, also across its peak.
    expect(flow.backlogArea(0, 3 * HOUR) + flow.backlogArea(3 * HOUR, DAY)).toBeCloseTo(flow.backlogArea(0, DAY), 0);
  });

  it.each([
    ["1,000 small events a second and unit", 110, 1000],
    ["a megabyte of large ones", 2500, 400],
  ])("takes %s", (_case, eventBytes, perSecond) => {
    const capacity = { units: 3, eventBytes };
    const flow = new StreamFlow(hourly(36_000_000n, { capacity, excess: "drop" }), 0, HOUR);
    expect(flow.sentBy(HOUR)).toBe(36_000_000);
    expect(flow.takenBy(HOUR)).toBe(3 * perSecond * 3600);
    expect(flow.lostBy(HOUR)).toBe(36_000_000 - 3 * perSecond * 3600);
  });

  it("tells whole readings that wait to the last digit: 2,000 a second come, 1,000 are taken", () => {
    const flow = new StreamFlow(hourly(360_000n, { sensors: 20, capacity: { units: 1, eventBytes: 110 } }), 0, HOUR);
    expect(flow.backlogAt(120 * SECOND)).toBe(120_000);
    expect(flow.backlogArea(0, 120 * SECOND)).toBe(60_000 * 120 * SECOND);
  });

  it("counts a third of a reading an hour exactly, for a year", () => {
    const flow = new StreamFlow({ ...hourly(0n), sensors: 3, microEventsPerDay: 8_000_000n }, 0, 365 * DAY);
    expect(flow.sentBy(365 * DAY)).toBe(3 * 8 * 365);
    expect(flow.sentBy(365 * DAY - 1)).toBe(3 * 8 * 365 - 1);
  });
});

describe("Windows", () => {
  it("follow the calendar, whenever the clock begins", () => {
    // 1970-01-01 00:00:02: windows of 5 s end at 3, 8, ... s.
    const windows = new Windows(5 * SECOND, 2000);
    expect([0, 3, 7.9, 8].map((seconds) => windows.endBy(seconds * SECOND) / SECOND)).toEqual([-2, 3, 3, 8]);
  });

  it("have a row of a sensor each if it is heard often, and of a reading each if it is not", () => {
    const rows = (perHour: bigint): number => {
      const flow = new StreamFlow(hourly(perHour), 0, HOUR);
      return new WindowRows(flow, new Windows(5 * SECOND, 0), 0, HOUR).of(0, 1);
    };
    expect(rows(3600n)).toBe(720);
    expect(rows(720n)).toBe(720);
    expect(rows(120n)).toBe(120);
  });
});
