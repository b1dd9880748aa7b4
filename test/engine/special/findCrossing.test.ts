import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findCrossing } from "../../../src/engine/special/findCrossing.ts";

describe("The place where a rising function reaches a level", () => {
  it("is its root where it is smooth", () => {
    expect(findCrossing((x) => x * x, 2, 0, 2)).toBeCloseTo(Math.SQRT2, 15);
    expect(findCrossing(Math.exp, 1e10, 0, 700)).toBeCloseTo(10 * Math.LN10, 13);
  });

  it("is exactly where it jumps", () => {
    const jump = (at: number) => (x: number) => (x >= at ? 1 : 0) + 1e-3 * x;
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 99, noNaN: true }), (at) => {
        expect(findCrossing(jump(at), 0.5, 0, 100)).toBe(at);
      }),
      { seed: 20_260_302 },
    );
  });

  it("is the first of a flat stretch", () => {
    const stairs = (x: number): number => Math.floor(x);
    expect(findCrossing(stairs, 3, 0, 10)).toBe(3);
    expect(findCrossing(stairs, 2.5, 0, 10)).toBe(3);
  });

  it("is the low end if that has reached the level, the high end if nothing before it has", () => {
    expect(findCrossing((x) => x, 1, 2, 3)).toBe(2);
    expect(findCrossing((x) => x, 4, 2, 3)).toBe(3);
    expect(findCrossing((x) => (x >= 3 ? 1 : 0), 0.5, -2, 3)).toBe(3);
  });
});
