import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ExactSum } from "../../src/statistics/exactSum.ts";

const term = fc.oneof(
  fc.maxSafeInteger(),
  fc.integer({ min: -100, max: 100 }),
  fc.constantFrom(2 ** 53, -(2 ** 53), 2 ** 52, -(2 ** 52), 2 ** 52 - 1, 1 - 2 ** 52, 0, -0),
);
const product = fc.tuple(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }), fc.maxSafeInteger());

function sumOf(values: readonly number[]): ExactSum {
  const sum = new ExactSum();
  for (const value of values) sum.add(value);
  return sum;
}

const exactly = (values: readonly number[]): bigint => values.reduce((total, value) => total + BigInt(value), 0n);

describe("an exact sum", () => {
  it("is the sum that BigInt gives, and the double nearest to it", () => {
    fc.assert(
      fc.property(fc.array(term), (values) => {
        const sum = sumOf(values);
        expect(sum.toBigInt()).toBe(exactly(values));
        expect(sum.toNumber()).toBe(Number(exactly(values)));
      }),
    );
  });

  it("has one state for one value, whatever the order of the terms", () => {
    fc.assert(
      fc.property(
        fc
          .array(term, { maxLength: 50 })
          .chain((values) =>
            fc.tuple(
              fc.constant(values),
              fc.shuffledSubarray(values, { minLength: values.length, maxLength: values.length }),
            ),
          ),
        ([values, shuffled]) => {
          expect(sumOf(shuffled)).toStrictEqual(sumOf(values));
          expect(sumOf(shuffled).equals(sumOf(values))).toBe(true);
        },
      ),
    );
  });

  it("of merged parts is that of the whole, and leaves the part as it was", () => {
    fc.assert(
      fc.property(fc.array(term), fc.array(term), (left, right) => {
        const sum = sumOf(left);
        const part = sumOf(right);
        sum.merge(part);
        expect(sum).toStrictEqual(sumOf([...left, ...right]));
        expect(part).toStrictEqual(sumOf(right));
      }),
    );
  });

  it("of products of counts and times is that of BigInt", () => {
    fc.assert(
      fc.property(fc.array(product), (pairs) => {
        const sum = new ExactSum();
        for (const [n, dt] of pairs) sum.addProduct(n, dt);
        expect(sum.toBigInt()).toBe(pairs.reduce((total, [n, dt]) => total + BigInt(n) * BigInt(dt), 0n));
      }),
    );
  });

  it.each([
    ["the largest product", 2 ** 31, 2 ** 53, 2n ** 84n],
    ["two odd factors", 2 ** 31 - 1, 2 ** 53 - 1, (2n ** 31n - 1n) * (2n ** 53n - 1n)],
    ["a negative count", -3, 2 ** 53 - 1, -27021597764222973n],
    ["no time", 7, 0, 0n],
  ])("holds %s to the unit", (_name, n, dt, expected) => {
    const sum = new ExactSum();
    sum.addProduct(n, dt);
    expect(sum.toBigInt()).toBe(expected);
  });

  it("of ticks, one by one or many at a time, is that of BigInt", () => {
    const ticks = fc.oneof(
      fc.integer({ min: 0, max: 1000 }),
      fc.maxSafeNat(),
      fc.constantFrom(2 ** 52 - 1, 2 ** 52, 2 ** 53),
    );
    fc.assert(
      fc.property(fc.array(ticks), (values) => {
        const together = new ExactSum();
        together.addAll(Float64Array.from(values), 0, values.length);
        expect(together.toBigInt()).toBe(exactly(values));
        const oneByOne = new ExactSum();
        const below = values.filter((value) => value < 2 ** 52);
        for (const value of below) oneByOne.addTicks(value);
        expect(oneByOne.toBigInt()).toBe(exactly(below));
      }),
    );
  });

  it("keeps the unit that a double would lose", () => {
    expect(sumOf([2 ** 53, 1, 1]).toNumber()).toBe(9007199254740994);
    expect(sumOf([2 ** 53, 1, -(2 ** 53)]).toNumber()).toBe(1);
  });

  it("tells sums apart that round to the same double", () => {
    expect(sumOf([2 ** 53, 1]).equals(sumOf([2 ** 53]))).toBe(false);
  });

  it.each([0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 54, -(2 ** 53) - 2, 2 ** 52 - 0.5])(
    "refuses %d",
    (value) => {
      const sum = new ExactSum();
      expect(() => sum.add(value)).toThrow(RangeError);
      expect(sum.toBigInt()).toBe(0n);
    },
  );

  it.each([
    [2 ** 32, 2 ** 50],
    [3, 2 ** 54],
    [3, Number.POSITIVE_INFINITY],
    [0, Number.POSITIVE_INFINITY],
    [1, 0.5],
  ])("refuses the product of %d and %d", (n, dt) => {
    expect(() => new ExactSum().addProduct(n, dt)).toThrow(RangeError);
  });
});
