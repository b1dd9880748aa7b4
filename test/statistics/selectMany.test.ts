import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { selectMany } from "../../src/statistics/selectMany.ts";
import { ValueChunks } from "../../src/statistics/valueChunks.ts";

const values = fc.array(fc.oneof(fc.integer({ min: 0, max: 50 }), fc.maxSafeNat()), { minLength: 1, maxLength: 900 });

describe("selecting several ranks at once", () => {
  it("finds what sorting would put there, and leaves the values as they are", () => {
    fc.assert(
      fc.property(values, fc.array(fc.nat(), { minLength: 1, maxLength: 6 }), (numbers, wanted) => {
        const ranks = wanted.map((rank) => rank % numbers.length);
        const chunks = new ValueChunks();
        chunks.addAll(Float64Array.from(numbers), 0, numbers.length);
        const sorted = numbers.toSorted((a, b) => a - b);
        expect(selectMany(chunks, ranks)).toEqual(ranks.map((rank) => sorted[rank]));
        expect([...chunks.arrays()].flatMap((values) => [...values])).toEqual(numbers);
      }),
    );
  });
});
