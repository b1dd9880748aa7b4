import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { EXACT_LIMIT, QuantileSketch } from "../../src/statistics/quantileSketch.ts";

const SHARES = [0, 0.001, 0.05, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999, 1];

function sketchOf(values: readonly number[], options: { exact?: boolean } = {}): QuantileSketch {
  const sketch = new QuantileSketch(options);
  for (const value of values) sketch.add(value);
  return sketch;
}

const answers = (sketch: QuantileSketch) => [
  sketch.count,
  sketch.min,
  sketch.max,
  ...SHARES.map((p) => sketch.quantile(p)),
];

/** The nearest-rank value by sorting everything; shares here are thousandths, so the rank is found in integers. */
function bySorting(values: readonly number[], p: number): number {
  const sorted = Float64Array.from(values).sort();
  const rank = Math.max(1, Math.ceil((Math.round(p * 1000) * values.length) / 1000));
  return sorted[rank - 1]!;
}

/** Integers over all magnitudes up to 2^52 (or another power): a random exponent, then random bits. Park-Miller. */
function wildValues(count: number, seed: number, highestPower = 52): number[] {
  let state = (Math.abs(seed) % 2147483646) + 1;
  const uniform = () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
  return Array.from({ length: count }, () => Math.floor(2 ** (uniform() * highestPower) * (0.5 + uniform() / 2)));
}

function shuffled(values: readonly number[]): number[] {
  const keys = wildValues(values.length, 77);
  return values
    .map((value, i) => [keys[i]!, value] as const)
    .sort((a, b) => a[0] - b[0])
    .map(([, value]) => value);
}

describe("a quantile sketch", () => {
  it("gives exact nearest-rank values for as many as it keeps", () => {
    fc.assert(
      fc.property(fc.array(fc.maxSafeInteger().map(Math.abs), { minLength: 1, maxLength: 300 }), (values) => {
        const sketch = sketchOf(values);
        for (const p of SHARES) expect(sketch.quantile(p)).toBe(bySorting(values, p));
      }),
    );
  });

  it("is exact at the limit, within 0.5% one value beyond", () => {
    const values = wildValues(EXACT_LIMIT, 1);
    const sketch = sketchOf(values);
    for (const p of SHARES) expect(sketch.quantile(p)).toBe(bySorting(values, p));
    sketch.add(123_456_789);
    const more = [...values, 123_456_789];
    for (const p of SHARES) {
      const exact = bySorting(more, p);
      expect(Math.abs(sketch.quantile(p)! - exact)).toBeLessThanOrEqual(0.005 * exact);
    }
  });

  it("stays within 0.5% of the exact value over ranges from 0 to 2^52", () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 52 }), (seed, power) => {
        const values = wildValues(EXACT_LIMIT + 5_000, seed, power);
        const sketch = sketchOf(values);
        for (const p of SHARES) {
          const exact = bySorting(values, p);
          expect(Math.abs(sketch.quantile(p)! - exact)).toBeLessThanOrEqual(0.005 * exact);
        }
      }),
      { numRuns: 15 },
    );
  });

  it.each([0, 1, 127, 128, 255])("is exact for the small value %d beyond the limit too", (value) => {
    const sketch = sketchOf([...new Array<number>(EXACT_LIMIT).fill(value), 0, 2 ** 52]);
    expect(sketch.quantile(0.5)).toBe(value);
  });

  it.each([256, 2 ** 20 - 1, 2 ** 31 - 1, 2 ** 31, 2 ** 32 + 1, 2 ** 52, Number.MAX_SAFE_INTEGER - 1])(
    "places %d in a bucket within 0.5% of it",
    (value) => {
      const sketch = sketchOf([...new Array<number>(EXACT_LIMIT).fill(value), 0, Number.MAX_SAFE_INTEGER]);
      expect(Math.abs(sketch.quantile(0.5)! - value)).toBeLessThanOrEqual(value / 256);
    },
  );

  it("gives smallest and largest exactly, and nothing outside them", () => {
    const sketch = sketchOf([...new Array<number>(EXACT_LIMIT).fill(1_000_003), 1_000_001, 1_000_007]);
    expect(sketch.quantile(0)).toBe(1_000_001);
    expect(sketch.quantile(1)).toBe(1_000_007);
    const same = sketchOf(new Array<number>(EXACT_LIMIT + 1).fill(999_999_999));
    expect(same.quantile(0.5)).toBe(999_999_999);
  });

  it.each([100, EXACT_LIMIT, EXACT_LIMIT + 1, 2 * EXACT_LIMIT + 3])(
    "of %d values does not depend on their order",
    (n) => {
      const values = wildValues(n, 5);
      expect(answers(sketchOf(shuffled(values)))).toStrictEqual(answers(sketchOf(values)));
    },
  );

  it("may be asked in between without a change of later answers", () => {
    const values = wildValues(EXACT_LIMIT + 10, 9);
    const asked = new QuantileSketch();
    for (const [i, value] of values.entries()) {
      asked.add(value);
      if (i % 9973 === 0) asked.quantile(0.5);
    }
    expect(answers(asked)).toStrictEqual(answers(sketchOf(values)));
  });

  it.each([
    ["both kept", 1_000, 2_000],
    ["with an empty one", 1_000, 0],
    ["into an empty one", 0, 1_000],
    ["together just at the limit", EXACT_LIMIT - 7, 7],
    ["together just beyond the limit", EXACT_LIMIT - 7, 8],
    ["a kept one into a histogram", EXACT_LIMIT + 1, 500],
    ["a histogram into a kept one", 500, EXACT_LIMIT + 1],
    ["a histogram into an empty one", 0, EXACT_LIMIT + 1],
    ["two histograms", EXACT_LIMIT + 1, EXACT_LIMIT + 2],
  ])("merges as if all values had come to one: %s", (_name, left, right) => {
    const values = wildValues(left + right, 3);
    const sketch = sketchOf(values.slice(0, left));
    const other = sketchOf(values.slice(left));
    const before = answers(other);
    sketch.merge(other);
    expect(answers(sketch)).toStrictEqual(answers(sketchOf(values)));
    expect(answers(other)).toStrictEqual(before);
  });

  it("keeps every value when asked to be exact", () => {
    const values = wildValues(EXACT_LIMIT + 20_000, 11);
    const sketch = sketchOf(values.slice(0, 10_000), { exact: true });
    sketch.merge(sketchOf(values.slice(10_000), { exact: true }));
    for (const p of SHARES) expect(sketch.quantile(p)).toBe(bySorting(values, p));
  });

  it("takes records as it takes the values that they tell of, in any order", () => {
    const parts = [wildValues(3000, 1), wildValues(5000, 2), [], wildValues(EXACT_LIMIT + 1, 3)];
    const records = parts.map((values) => sketchOf(values).record(4096));
    expect(records.map(({ values }) => values?.length ?? null)).toEqual([3000, null, 0, null]);
    const pooled = new QuantileSketch();
    for (const record of [records[3]!, records[0]!, records[2]!, records[1]!]) pooled.addRecord(record);
    expect(answers(pooled)).toStrictEqual(answers(sketchOf(parts.flat())));
    const few = new QuantileSketch();
    for (const record of [records[2]!, records[0]!]) few.addRecord(record);
    for (const p of SHARES) expect(few.quantile(p)).toBe(bySorting(parts[0]!, p));
  });

  it("does not take a record by bucket where every value is asked for", () => {
    const record = sketchOf([1, 2, 3]).record(2);
    expect(() => new QuantileSketch({ exact: true }).addRecord(record)).toThrow("takes every value");
    expect(sketchOf([3, 1, 2], { exact: true }).record(3).values).toEqual(Float64Array.of(1, 2, 3));
    expect(sketchOf([1, 2, 3], { exact: true }).record(2)).toEqual(record);
  });

  it("does not merge an exact one with one that is not", () => {
    expect(() => sketchOf([1], { exact: true }).merge(sketchOf([2]))).toThrow("merges only with an exact one");
  });

  it("has no quantile, smallest or largest without values", () => {
    const sketch = new QuantileSketch();
    expect([sketch.quantile(0.5), sketch.min, sketch.max]).toStrictEqual([null, null, null]);
  });

  it.each([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])("refuses the value %d", (value) => {
    const sketch = new QuantileSketch();
    expect(() => sketch.add(value)).toThrow(RangeError);
    expect(sketch.count).toBe(0);
  });

  it.each([-0.1, 1.01, Number.NaN])("refuses the %d-quantile", (p) => {
    expect(() => new QuantileSketch().quantile(p)).toThrow(RangeError);
    expect(() => sketchOf([1, 2]).quantile(p)).toThrow(RangeError);
  });
});
