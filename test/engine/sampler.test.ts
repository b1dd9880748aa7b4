import { describe, expect, it } from "vitest";
import { constant } from "../../src/engine/distributions/constant.ts";
import { exponential } from "../../src/engine/distributions/exponential.ts";
import { uniform } from "../../src/engine/distributions/uniform.ts";
import { createSampler } from "../../src/engine/sampler.ts";

function countingUniform(value: number): { next: () => number; drawn: () => number } {
  let drawn = 0;
  return {
    next: () => {
      drawn++;
      return value;
    },
    drawn: () => drawn,
  };
}

describe("A sampler", () => {
  it("takes a sequence in turn, from its first value, and again after its last, without a uniform", () => {
    const source = countingUniform(0.5);
    const sample = createSampler({ sequence: [5, 0, 7] }, source.next);
    expect(Array.from({ length: 7 }, sample)).toEqual([5, 0, 7, 5, 0, 7, 5]);
    expect(source.drawn()).toBe(0);
  });

  it("counts for itself in a sequence that another sampler takes too", () => {
    const variate = { sequence: [1, 2] };
    const one = createSampler(variate, () => 0.5);
    one();
    expect(createSampler(variate, () => 0.5)()).toBe(1);
  });

  it("refuses an empty sequence", () => {
    expect(() => createSampler({ sequence: [] }, () => 0.5)).toThrow(RangeError);
  });

  it("takes no uniform for a constant", () => {
    const source = countingUniform(0.5);
    expect(createSampler(constant(42), source.next)()).toBe(42);
    expect(source.drawn()).toBe(0);
  });

  it.each([
    ["an exponential", exponential({ mean: 8 })],
    ["another distribution", uniform({ min: 1, max: 3 })],
  ])("takes one uniform for a value of %s, and gives its quantile", (_, distribution) => {
    for (const u of [2 ** -33, 0.25, 0.875, 1 - 2 ** -33]) {
      const source = countingUniform(u);
      expect(createSampler(distribution, source.next)()).toBe(distribution.quantile(u));
      expect(source.drawn()).toBe(1);
    }
  });
});
