import { describe, expect, it } from "vitest";
import { tabulate } from "../../../src/engine/special/chebyshevTable.ts";

describe("A tabulated function", () => {
  it("agrees with the exact one to 13 digits everywhere in its range", () => {
    // The interpolation error is at most (h/2)^12 / (2^11 12!) times the 12th derivative: below 1e-16 for h = 1/2.
    const table = tabulate(Math.exp, { from: -2, to: 2, panels: 8 });
    for (let n = 0; n < 1000; n++) {
      const x = -2 + (4 * (n + 0.3)) / 1000;
      expect(table(x) / Math.exp(x)).toBeCloseTo(1, 13);
    }
  });

  it("is exact for a polynomial of degree 11", () => {
    const polynomial = (x: number): number => (x ** 11 - 3 * x ** 4 + x) / 7;
    const table = tabulate(polynomial, { from: -1, to: 1, panels: 1 });
    for (const x of [-1, -0.77, 0, 0.3, 0.999]) {
      expect(table(x)).toBeCloseTo(polynomial(x), 12);
    }
  });

  it("asks for twelve exact values in a panel that it meets, and for one outside its range", () => {
    let asked = 0;
    const table = tabulate(
      (x) => {
        asked++;
        return x;
      },
      { from: 0, to: 10, panels: 10 },
    );
    table(3.2);
    table(3.9);
    expect(asked).toBe(12);
    expect(table(10)).toBe(10);
    expect(table(-1)).toBe(-1);
    expect(asked).toBe(14);
  });
});
