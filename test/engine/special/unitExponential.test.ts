import fc from "fast-check";
import { expect, it } from "vitest";
import { unitExponentialQuantile } from "../../../src/engine/special/unitExponential.ts";

/** Of the platform, within a unit in the last place. */
const exact = (u: number): number => -Math.log1p(-u);

function deviation(u: number): number {
  return Math.abs(unitExponentialQuantile(u) / exact(u) - 1);
}

it("is minus the logarithm of what is left of 1, to a relative 1e-13, wherever a stream's number may lie", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 32 - 1 }), (k) => {
      expect(deviation((k + 0.5) / 2 ** 32)).toBeLessThan(1e-13);
    }),
    { numRuns: 20_000 },
  );
});

it("is so at the edges of its cells, of its halvings, and of the range that has cells at all", () => {
  const edges = [2 ** -8, 1 - 2 ** -33, ...Array.from({ length: 1025 }, (_, cell) => 1 - cell / 1024)];
  const halvings = Array.from({ length: 34 }, (_, exponent) => 1 - 2 ** -exponent);
  for (const edge of [...edges, ...halvings]) {
    for (const u of [edge - 2 ** -53, edge, edge + 2 ** -52])
      if (u > 0 && u < 1) expect(deviation(u)).toBeLessThan(1e-13);
  }
});

it("holds beyond a stream's numbers: 0 gives 0, 1 gives infinity, and tiny ones give themselves", () => {
  expect([0, 1, 1e-300].map(unitExponentialQuantile)).toEqual([0, Number.POSITIVE_INFINITY, 1e-300]);
});
