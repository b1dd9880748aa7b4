import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { selectMany } from "../../src/statistics/selectMany.ts";

const values = fc.array(fc.oneof(fc.integer({ min: 0, max: 50 }), fc.maxSafeNat()), { minLength: 1, maxLength: 300 });

describe("selecting several ranks at once", () => {
  it("finds what sorting would put there, and leaves the values as they are", () => {
    fc.assert(
      fc.property(values, fc.array(fc.nat(), { minLength: 1, maxLength: 6 }), (numbers, wanted) => {
        const ranks = wanted.map((rank) => rank % numbers.length);
        const array = Float64Array.from(numbers);
        const sorted = numbers.toSorted((a, b) => a - b);
        expect(selectMany(array, numbers.length, ranks)).toEqual(ranks.map((rank) => sorted[rank]));
        expect([...array]).toEqual(numbers);
      }),
    );
  });

  it("leaves what lies beyond the count out", () => {
    expect(selectMany(Float64Array.of(3, 1, 2, 0), 3, [0, 2])).toEqual([1, 3]);
  });
});
