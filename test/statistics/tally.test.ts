import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Tally, type TallyOptions } from "../../src/statistics/tally.ts";

const ticks = fc.maxSafeInteger().map(Math.abs);

function tallyOf(values: readonly number[], options: TallyOptions = {}): Tally {
  const tally = new Tally(options);
  for (const value of values) tally.add(value);
  return tally;
}

const told = (tally: Tally) => ({
  count: tally.count,
  sum: tally.sum.toBigInt(),
  mean: tally.mean,
  min: tally.min,
  max: tally.max,
  quantiles: [0.1, 0.5, 0.95].map((p) => tally.quantile(p)),
});

describe("a tally", () => {
  it("tells count, sum, mean, extremes and quantiles of a handful of values", () => {
    expect(told(tallyOf([30, 10, 20, 50, 40]))).toStrictEqual({
      count: 5,
      sum: 150n,
      mean: 30,
      min: 10,
      max: 50,
      quantiles: [10, 30, 50],
    });
  });

  it("says null for what no value defines", () => {
    expect(told(new Tally())).toStrictEqual({
      count: 0,
      sum: 0n,
      mean: null,
      min: null,
      max: null,
      quantiles: [null, null, null],
    });
  });

  it("keeps a sum past 2^53 exact", () => {
    const tally = tallyOf([Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER, 1]);
    expect(tally.sum.toBigInt()).toBe(2n ** 54n - 1n);
  });

  it("says the same of the same values in any order", () => {
    fc.assert(
      fc.property(
        fc
          .array(ticks, { maxLength: 60 })
          .chain((values) =>
            fc.tuple(
              fc.constant(values),
              fc.shuffledSubarray(values, { minLength: values.length, maxLength: values.length }),
            ),
          ),
        ([values, shuffled]) => {
          expect(told(tallyOf(shuffled))).toStrictEqual(told(tallyOf(values)));
        },
      ),
    );
  });

  it("merges as if all values had come to one", () => {
    fc.assert(
      fc.property(fc.array(ticks), fc.array(ticks), (left, right) => {
        const tally = tallyOf(left);
        tally.merge(tallyOf(right));
        expect(told(tally)).toStrictEqual(told(tallyOf([...left, ...right])));
      }),
    );
  });

  it("can do without quantiles, and then says so", () => {
    const tally = tallyOf([4, 6], { quantiles: "none" });
    tally.merge(tallyOf([8], { quantiles: "none" }));
    expect([tally.count, tally.mean, tally.min, tally.max]).toStrictEqual([3, 6, 4, 8]);
    expect(() => tally.quantile(0.5)).toThrow("keeps no quantiles");
  });

  it.each<[TallyOptions["quantiles"] & string, TallyOptions["quantiles"] & string]>([
    ["sketch", "none"],
    ["none", "exact"],
    ["exact", "sketch"],
  ])("that keeps quantiles as %s does not take one that keeps them as %s", (mine, theirs) => {
    const tally = tallyOf([1], { quantiles: mine });
    expect(() => tally.merge(tallyOf([2], { quantiles: theirs }))).toThrow("merges only with");
    expect([tally.count, tally.mean]).toStrictEqual([1, 1]);
  });

  it.each([-1, 1.5, Number.NaN, 2 ** 53])("refuses %d and stays as it was", (value) => {
    const tally = tallyOf([3], { quantiles: "none" });
    expect(() => tally.add(value)).toThrow(RangeError);
    expect([tally.count, tally.sum.toBigInt(), tally.max]).toStrictEqual([1, 3n, 3]);
  });
});
