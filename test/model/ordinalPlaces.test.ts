import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { NOWHERE, OrdinalPlaces } from "../../src/model/ordinalPlaces.ts";

describe("Places by ordinal", () => {
  it("are found again as in a Map", () => {
    const step = fc.tuple(fc.oneof(fc.nat(40), fc.nat(5000)), fc.integer({ min: NOWHERE, max: 2 ** 31 - 1 }));
    fc.assert(
      fc.property(fc.array(step, { maxLength: 400 }), (steps) => {
        const places = new OrdinalPlaces();
        const plain = new Map<number, number>();
        for (const [ordinal, place] of steps) {
          places.set(ordinal, place);
          plain.set(ordinal, place);
          for (const [other] of steps) expect(places.of(other)).toBe(plain.get(other) ?? NOWHERE);
        }
      }),
      { numRuns: 50, seed: 1 },
    );
  });

  it("are nowhere for ordinals that never were, and below 0", () => {
    const places = new OrdinalPlaces();
    places.set(3, 7);
    expect([-1, 0, 4, 1_000_000].map((ordinal) => places.of(ordinal))).toEqual([NOWHERE, NOWHERE, NOWHERE, NOWHERE]);
  });
});
