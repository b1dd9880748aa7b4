import { describe, expect, it } from "vitest";
import { narrowBracket } from "../../src/statistics/bracketedRoot.ts";

async function root(f: (x: number) => number, low: number, high: number, width: number, whole = false) {
  let evaluations = 0;
  const bracket = await narrowBracket(
    async (x) => {
      evaluations++;
      return f(x);
    },
    { low, high, atLow: f(low), atHigh: f(high) },
    width,
    whole,
  );
  return { ...bracket, evaluations };
}

describe("a bracketed root", () => {
  it.each<[string, (x: number) => number, number, number, number]>([
    ["x^3 - 2", (x) => x ** 3 - 2, 0, 10, Math.cbrt(2)],
    ["exp(-x) - x", (x) => Math.exp(-x) - x, 0, 1, 0.5671432904097838],
    ["a jump", (x) => (x < 3.3 ? 1 : -5), 0, 10, 3.3],
    ["a flat beginning", (x) => x ** 21 - 0.5 ** 21, 0, 4, 0.5],
  ])("of %s is within the width, in no more steps than bisection and one", async (_name, f, low, high, exact) => {
    const found = await root(f, low, high, 1e-6);
    expect(found.low).toBeLessThanOrEqual(exact + 1e-12);
    expect(found.high).toBeGreaterThanOrEqual(exact - 1e-12);
    expect(found.high - found.low).toBeLessThanOrEqual(1e-6);
    expect(found.evaluations).toBeLessThanOrEqual(Math.ceil(Math.log2((high - low) / 1e-6)) + 1);
  });

  it("in whole numbers is between two neighbours, or on one", async () => {
    expect(await root((x) => x - 617.5, 1, 1000, 0, true)).toMatchObject({ low: 617, high: 618 });
    expect(await root((x) => x - 617, 1, 1000, 0, true)).toMatchObject({ low: 617, high: 617 });
  });

  it("at an end is that end, and without a change of sign is none", async () => {
    expect(await root((x) => x, 0, 5, 1e-3)).toMatchObject({ low: 0, high: 0, evaluations: 0 });
    await expect(root((x) => x + 1, 0, 5, 1e-3)).rejects.toThrow(RangeError);
  });
});
