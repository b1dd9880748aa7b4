import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ValueChunks } from "../../src/statistics/valueChunks.ts";

describe("Values in chunks", () => {
  it("come back in the order they came in, one by one and many together", () => {
    const steps = fc.array(fc.oneof(fc.constant(null), fc.nat({ max: 6000 })), { maxLength: 20 });
    fc.assert(
      fc.property(steps, (lengths) => {
        const chunks = new ValueChunks();
        let next = 0;
        for (const length of lengths) {
          if (length === null) {
            chunks.add(next++);
            continue;
          }
          // With something before and behind, which is not to be taken.
          const values = Float64Array.from({ length: length + 2 }, (_, i) => next + i - 1);
          chunks.addAll(values, 1, length + 1);
          next += length;
        }
        expect(chunks.length).toBe(next);
        const all = [...chunks.arrays()].flatMap((values) => [...values]);
        expect(all).toEqual(Array.from({ length: next }, (_, value) => value));
      }),
    );
  });
});
