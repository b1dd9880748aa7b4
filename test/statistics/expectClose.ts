import { expect } from "vitest";

/** Within a relative (or, around 0, absolute) tolerance. */
export function expectClose(actual: number, expected: number | undefined, tolerance = 1e-9): void {
  expect(expected).toBeTypeOf("number");
  expect(Math.abs(actual - expected!)).toBeLessThanOrEqual(tolerance * Math.max(1, Math.abs(expected!)));
}
