import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { TimeAverage, type TimeAverageOptions } from "../../src/statistics/timeAverage.ts";

/** Plays (time, value) steps, then lets the last value stand until `until`. */
function play(
  steps: readonly (readonly [number, number])[],
  until: number,
  options: TimeAverageOptions = {},
): TimeAverage {
  const average = new TimeAverage(options);
  for (const [time, value] of steps) average.set(time, value);
  average.advance(until);
  return average;
}

describe("a time average", () => {
  it("weighs each value by the time for which it stood", () => {
    // 0 for 10, 4 for 20, 1 for 30: 110 value-ticks in 60.
    const average = play(
      [
        [10, 4],
        [30, 1],
      ],
      60,
    );
    expect(average.integral.toBigInt()).toBe(110n);
    expect(average.average).toBe(110 / 60);
    expect(average.peak).toBe(4);
  });

  it("measures the window only, and both its ends cut through a value", () => {
    // 5 stands from 0 to 40, 2 from 40 to 100; the window [30, 50) holds 5 for 10 and 2 for 10.
    const average = play(
      [
        [0, 5],
        [40, 2],
      ],
      100,
      { start: 30, end: 50 },
    );
    expect(average.integral.toBigInt()).toBe(70n);
    expect(average.duration).toBe(20);
    expect(average.average).toBe(3.5);
    expect(average.peak).toBe(5);
  });

  it("leaves a peak before or after the window out", () => {
    // 9 ends where the window starts, 8 starts where it ends.
    const average = play(
      [
        [0, 9],
        [30, 1],
        [50, 8],
      ],
      60,
      { start: 30, end: 50 },
    );
    expect([average.peak, average.average]).toStrictEqual([1, 1]);
  });

  it("does not count a value that came and went within one instant", () => {
    const average = new TimeAverage();
    average.change(10, 7);
    average.change(10, -5);
    average.change(20, 100);
    average.change(20, -102);
    average.advance(30);
    expect(average.peak).toBe(2);
    expect(average.integral.toBigInt()).toBe(20n);
  });

  it("starts from the initial value", () => {
    const average = play([[5, 1]], 10, { initial: 3 });
    expect(average.integral.toBigInt()).toBe(20n);
    expect(average.value).toBe(1);
  });

  it("reaches up to the last time told, and reading on the way changes nothing later", () => {
    const average = new TimeAverage({ start: 10 });
    expect([average.duration, average.average, average.peak]).toStrictEqual([0, null, null]);
    average.set(4, 6);
    average.advance(10);
    expect([average.average, average.peak]).toStrictEqual([null, null]);
    average.advance(12);
    expect([average.average, average.peak, average.time]).toStrictEqual([6, 6, 12]);
    average.set(20, 0);
    average.advance(30);
    expect(average.average).toBe(3);
  });

  it("may be below zero throughout, the peak too", () => {
    const average = play([], 10, { initial: -4 });
    expect([average.average, average.peak]).toStrictEqual([-4, -4]);
  });

  it("keeps an integral past 2^53 exact", () => {
    const average = play([], 2 ** 52 + 1, { initial: 2 ** 30 + 1 });
    expect(average.integral.toBigInt()).toBe((2n ** 52n + 1n) * (2n ** 30n + 1n));
  });

  it("agrees with a sum over single ticks, for any steps and window", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: -5, max: 5 })), { maxLength: 20 }),
        fc.integer({ min: 0, max: 50 }),
        fc.integer({ min: 1, max: 40 }),
        (unordered, start, length) => {
          const steps = unordered.toSorted((a, b) => a[0] - b[0]);
          const end = start + length;
          const ticks = Array.from({ length }, (_, i) => {
            const passed = steps.filter(([time]) => time <= start + i);
            return passed.at(-1)?.[1] ?? 0;
          });
          const average = play(steps, 100, { start, end });
          expect(average.integral.toBigInt()).toBe(BigInt(ticks.reduce((sum, value) => sum + value, 0)));
          expect(average.peak).toBe(Math.max(...ticks));
          expect(average.duration).toBe(length);
        },
      ),
    );
  });

  it("refuses a time that goes back, is endless or no number", () => {
    const average = play([], 10);
    for (const time of [9, Number.POSITIVE_INFINITY, Number.NaN]) {
      expect(() => average.set(time, 1)).toThrow(RangeError);
    }
    expect([average.value, average.time]).toStrictEqual([0, 10]);
  });

  it.each([
    [-1, 5],
    [6, 5],
    [Number.NaN, 5],
  ])("refuses a window from %d to %d", (start, end) => {
    expect(() => new TimeAverage({ start, end })).toThrow(RangeError);
  });
});

describe("a share of a capacity that changes", () => {
  it("is the ratio of two integrals", () => {
    // 1 of 1 VM busy for 10 ticks, then 1 of 9 for 10: 20 of 100 VM-ticks, where the mean of ratios would be 0.56.
    const busy = play([], 20, { initial: 1 });
    const billed = play([[10, 9]], 20, { initial: 1 });
    expect(busy.shareOf(billed)).toBe(0.2);
  });

  it("is null where there was no capacity", () => {
    expect(play([], 20).shareOf(play([], 20))).toBe(null);
  });

  it("needs both over the same time and window", () => {
    expect(() => play([], 20).shareOf(play([], 21))).toThrow("same time");
    expect(() => play([], 20, { start: 1 }).shareOf(play([], 20))).toThrow("same time");
  });
});
