import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { select } from "../../src/statistics/select.ts";

const values = fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 1, maxLength: 200 });

describe("selecting by rank", () => {
  it("finds what sorting would put there, and moves smaller ones before it", () => {
    fc.assert(
      fc.property(values, fc.nat(), (numbers, at) => {
        const rank = at % numbers.length;
        const array = Float64Array.from(numbers);
        const found = select(array, numbers.length, rank);
        expect(found).toBe(numbers.toSorted((a, b) => a - b)[rank]);
        expect(array.subarray(0, rank).every((value) => value <= found)).toBe(true);
        expect(array.subarray(rank).every((value) => value >= found)).toBe(true);
        expect(array.toSorted()).toEqual(Float64Array.from(numbers).sort());
      }),
    );
  });

  it("takes up where an earlier, lower rank left off", () => {
    fc.assert(
      fc.property(values, fc.nat(), fc.nat(), (numbers, a, b) => {
        const [low, high] = [a % numbers.length, b % numbers.length].toSorted((x, y) => x - y) as [number, number];
        const array = Float64Array.from(numbers);
        select(array, numbers.length, low);
        expect(select(array, numbers.length, high, low)).toBe(numbers.toSorted((x, y) => x - y)[high]);
      }),
    );
  });

  it("leaves what lies beyond the count alone", () => {
    const array = Float64Array.of(3, 1, 2, 0);
    expect(select(array, 3, 0)).toBe(1);
    expect(array[3]).toBe(0);
  });
});
