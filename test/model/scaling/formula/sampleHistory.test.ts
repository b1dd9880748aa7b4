import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SampleHistory } from "../../../../src/model/scaling/formula/sampleHistory.ts";
import { Vector } from "../../../../src/model/scaling/formula/vector.ts";

const SECOND = 1_000_000;
const MINUTE = 60 * SECOND;
const PERIOD = 30 * SECOND;

function valuesOf(fill: (into: Vector) => void): number[] {
  const into = new Vector();
  fill(into);
  return [...into.values.subarray(0, into.length)];
}

describe("a history of samples", () => {
  it("shows a sample when it is 60 s old, not before", () => {
    const history = new SampleHistory({ samples: 1, age: 0 });
    history.record(30 * SECOND, 5);
    expect(history.last(90 * SECOND - 1)).toBeNaN();
    expect(history.count(90 * SECOND - 1)).toBe(0);
    expect(history.firstAt(90 * SECOND - 1)).toBeNaN();
    expect(history.last(90 * SECOND)).toBe(5);
    expect(history.count(90 * SECOND)).toBe(1);
    expect(history.firstAt(90 * SECOND)).toBe(30 * SECOND);
  });

  it("keeps a year of samples in the room of its look-back", () => {
    const history = new SampleHistory({ samples: 1, age: 15 * MINUTE });
    const year = 365 * 24 * 120;
    for (let k = 0; k < year; k++) history.record(k * PERIOD, k);
    // 30 of a quarter of an hour, 2 of the minute that is not visible, and the one of this instant.
    expect(history.kept).toBe(33);
    const now = (year - 1) * PERIOD;
    expect(history.count(now)).toBe(year - 2);
    expect(history.firstAt(now)).toBe(0);
    const window = valuesOf((into) => history.copyWindow(now, now - 15 * MINUTE, now, into));
    expect(window).toEqual(Array.from({ length: 28 }, (_, k) => year - 30 + k));
    expect(history.percent(now, now - 15 * MINUTE, now)).toBeCloseTo((100 * 28) / 30, 12);
  });

  it("tells the percentage of the samples that a window can have", () => {
    const history = new SampleHistory({ samples: 1, age: 10 * MINUTE });
    for (let k = 0; k <= 20; k++) if (k % 4 !== 0) history.record(k * PERIOD, k);
    const now = 10 * MINUTE;
    // Samples 1 to 18, without 4, 8, 12, 16: 14 of 20.
    expect(history.percent(now, 0, now)).toBe(70);
    expect(history.percent(now, now, now)).toBe(0);
    expect(history.percent(now, now + MINUTE, now + 2 * MINUTE)).toBe(0);
  });

  it("gives what a list of all samples gives, whatever is asked and missing", () => {
    const ask = fc.record({
      gaps: fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 60 }),
      ages: fc.tuple(fc.integer({ min: 0, max: 900 }), fc.integer({ min: 0, max: 900 })),
      count: fc.integer({ min: 0, max: 20 }),
      late: fc.integer({ min: 0, max: 120 }),
    });
    fc.assert(
      fc.property(ask, ({ gaps, ages, count, late }) => {
        const history = new SampleHistory({ samples: 20, age: 900 * SECOND });
        const all: { at: number; value: number }[] = [];
        let at = 0;
        for (const [value, gap] of gaps.entries()) {
          at += (1 + gap) * PERIOD;
          all.push({ at, value });
          history.record(at, value);
        }
        const now = at + late * SECOND;
        const [younger, older] = [Math.min(...ages) * SECOND, Math.max(...ages) * SECOND];
        const visible = all.filter((sample) => sample.at <= now - MINUTE);
        const window = visible.filter((sample) => sample.at > now - older && sample.at <= now - younger);
        const last = count === 0 ? [] : visible.slice(-count);
        expect(valuesOf((into) => history.copyWindow(now, now - older, now - younger, into))).toEqual(
          window.map(({ value }) => value),
        );
        expect(valuesOf((into) => history.copyLast(now, count, into))).toEqual(last.map(({ value }) => value));
        expect(history.last(now)).toBe(visible.at(-1)?.value ?? Number.NaN);
        expect(history.count(now)).toBe(visible.length);
      }),
      { seed: 7, numRuns: 2000 },
    );
  });
});
