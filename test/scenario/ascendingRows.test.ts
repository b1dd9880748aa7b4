import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ascendingRows } from "../../src/scenario/ascendingRows.ts";

describe("the rows of a column in ascending order", () => {
  it("are those of a stable sort", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -5, max: 20 }), { maxLength: 300 }), (values) => {
        const expected = values.map((_, row) => row).sort((a, b) => values[a]! - values[b]! || a - b);
        expect([...ascendingRows(Float64Array.from(values))]).toEqual(expected);
      }),
    );
  });
});
