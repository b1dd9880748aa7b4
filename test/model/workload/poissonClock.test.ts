import { describe, expect, it } from "vitest";
import { openStream } from "../../../src/engine/random.ts";
import { DAY, HOUR, MINUTE, NEVER } from "../../../src/engine/time.ts";
import { PoissonClock } from "../../../src/model/workload/poissonClock.ts";

/** The uniform whose exponential variate of mean 1 is this. */
function uniformFor(exponential: number): number {
  return 1 - Math.exp(-exponential);
}

function firings(
  words: { rate: number; profile?: readonly number[]; start?: number; end?: number },
  exponentials: readonly number[],
): number[] {
  let drawn = 0;
  const { rate, profile = null, start = 0, end = 400 * DAY } = words;
  const clock = new PoissonClock(rate, profile, start, end, () => uniformFor(exponentials[drawn++]!));
  return exponentials.map(() => clock.next());
}

const MONDAY = Date.UTC(2026, 2, 2);

describe("The Poisson clock", () => {
  it("has gaps of the exponential variates over the rate", () => {
    const times = firings({ rate: 2 / MINUTE }, [1, 0.5, 3]);
    [0.5, 0.75, 2.25].forEach((minutes, index) => {
      expect(times[index]! / MINUTE).toBeCloseTo(minutes, 9);
    });
  });

  it("never fires at a rate of 0", () => {
    expect(firings({ rate: 0 }, [1])).toEqual([NEVER]);
  });

  it("spends a variate at each hour's weight: 24 of them, from midnight", () => {
    const profile = Array.from({ length: 24 }, (_, hour) =>
      hour === 0 ? 2 : hour === 1 ? 0 : hour === 2 ? 4 : 18 / 21,
    );
    // At 1/h: hour 0 holds 2, hour 1 nothing, hour 2 holds 4. 1 falls at 0:30; 2 more at 2:15, for 1 is left at 2:00.
    const times = firings({ rate: 1 / HOUR, profile }, [1, 2, 1]);
    [0.5, 2.25, 2.5].forEach((hours, index) => {
      expect(times[index]! / HOUR).toBeCloseTo(hours, 9);
    });
  });

  it("reads the profile at the calendar's hours when the scenario starts in the middle of one", () => {
    const profile = Array.from({ length: 24 }, (_, hour) => (hour === 6 ? 24 : 0));
    // The start is 05:45: nothing until 06:00, a quarter of an hour later; then one an hour.
    const [time] = firings({ rate: 1 / DAY, profile, start: MONDAY + 5.75 * 3_600_000 }, [0.5]);
    expect(time! / HOUR).toBeCloseTo(0.75, 9);
  });

  it.each([
    ["Monday 00:00", 0, 0],
    ["Tuesday 03:00", 27, 27],
    ["Sunday 23:00", 167, 167],
  ])("begins the 168 weights of a week on Monday: %s is weight %d", (_, weight, hoursAfterMonday) => {
    const profile = Array.from({ length: 168 }, (_each, hour) => (hour === weight ? 168 : 0));
    // A week's rate of one firing, all of it in that hour: half of it is in the middle of the hour.
    const [time] = firings({ rate: 1 / (168 * HOUR), profile, start: MONDAY }, [0.5]);
    expect(time! / HOUR).toBeCloseTo(hoursAfterMonday + 0.5, 9);
  });

  it("stops looking beyond the end", () => {
    const profile = Array.from({ length: 24 }, (_, hour) => (hour === 23 ? 24 : 0));
    expect(firings({ rate: 1 / HOUR, profile, end: 22 * HOUR }, [1])).toEqual([NEVER]);
  });

  it("fires at the mean rate over a whole week, as often as each hour's weight says", () => {
    const weights = Array.from({ length: 24 }, (_, hour) => (hour < 12 ? 0.5 : 1.5));
    const uniform = openStream({ seed: 1, replication: 0, owner: "test", purpose: "arrivals" });
    const clock = new PoissonClock(100 / HOUR, weights, MONDAY, 70 * DAY, uniform);
    let before = 0;
    let after = 0;
    for (let time = clock.next(); time < 70 * DAY; time = clock.next()) {
      if (time % DAY < 12 * HOUR) before++;
      else after++;
    }
    // Counts are Poisson of means 42,000 and 126,000: five standard deviations, false alarm about 1 in 1.7 million each.
    expect(Math.abs(before - 42_000)).toBeLessThan(5 * Math.sqrt(42_000));
    expect(Math.abs(after - 126_000)).toBeLessThan(5 * Math.sqrt(126_000));
  });
});
