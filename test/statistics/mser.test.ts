import { describe, expect, it } from "vitest";
import { mser, mser5 } from "../../src/statistics/mser.ts";
import { withOracles } from "../shared/oracleFolder.ts";

interface Fixture {
  readonly d_obs: number;
  readonly stat: number;
  readonly truncated_mean: number;
  readonly untruncated_mean: number;
}

/** The fixture's own formula: a rise to 10 with a regular scatter of -2..2. */
const rising = Array.from(
  { length: 1000 },
  (_, i) => 10 * (1 - Math.exp(-i / 60)) + (((i * 7919) % 101) / 101) * 4 - 2,
);

const meanFrom = (values: readonly number[], from: number) =>
  values.slice(from).reduce((sum, value) => sum + value, 0) / (values.length - from);

describe("MSER-5", () => {
  withOracles<{ mser5_fixture: Fixture }>("statistics.json", ({ mser5_fixture: fixture }) => {
    it("finds the fixture's truncation and statistic", () => {
      const found = mser5(rising);
      expect([found.truncation, found.atBound]).toStrictEqual([fixture.d_obs, false]);
      expect(Math.abs(found.statistic / fixture.stat - 1)).toBeLessThan(1e-10);
      expect(meanFrom(rising, found.truncation)).toBeCloseTo(fixture.truncated_mean, 10);
      expect(meanFrom(rising, 0)).toBeCloseTo(fixture.untruncated_mean, 10);
    });
  });

  it("drops one bad batch, by hand", () => {
    // Batches 9 1 2 1 2: from d = 0, sum of squares 46 / 25; d = 1, 1 / 16; d = 2, (2/3) / 9.
    const found = mser([9, 1, 2, 1, 2], 1);
    expect(found.truncation).toBe(1);
    expect(found.statistic).toBeCloseTo(1 / 16, 15);
    expect(found.atBound).toBe(false);
  });

  it("drops nothing of a constant series", () => {
    expect(mser5(new Array<number>(100).fill(0.1))).toStrictEqual({ truncation: 0, statistic: 0, atBound: false });
  });

  it("says when a steady drift drives it to its bound", () => {
    const found = mser5(Array.from({ length: 100 }, (_, i) => i));
    expect([found.truncation, found.atBound]).toStrictEqual([50, true]);
  });

  it("leaves an incomplete last batch out", () => {
    expect(mser5([...rising, 1e9, -1e9])).toStrictEqual(mser5(rising));
  });

  it("cannot tell anything from one batch", () => {
    expect(mser5([1, 2, 3, 4, 5])).toStrictEqual({ truncation: 0, statistic: 0, atBound: true });
  });

  it("refuses less than one batch, and batches of nothing", () => {
    expect(() => mser5([1, 2, 3, 4])).toThrow(RangeError);
    expect(() => mser([1, 2], 0)).toThrow(RangeError);
  });
});
