import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Pair, paretoFrontier } from "../../../src/experiment/sweep/pareto.ts";

/** By the definition, pair by pair. */
function byDefinition(pairs: readonly (Pair | null)[]): boolean[] {
  const dominates = (a: Pair, b: Pair): boolean => a[0] <= b[0] && a[1] <= b[1] && (a[0] < b[0] || a[1] < b[1]);
  return pairs.map((pair) => pair !== null && !pairs.some((other) => other !== null && dominates(other, pair)));
}

describe("the Pareto frontier", () => {
  it("is what no other pair dominates, ties and missing values included", () => {
    const small = fc.integer({ min: 0, max: 6 });
    fc.assert(
      fc.property(fc.array(fc.option(fc.tuple(small, small)), { maxLength: 30 }), (pairs) => {
        expect(paretoFrontier(pairs)).toEqual(byDefinition(pairs));
      }),
      { seed: 10, numRuns: 2000 },
    );
  });
});
