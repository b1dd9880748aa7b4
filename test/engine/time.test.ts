import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sinceMidnight } from "../../src/engine/time.ts";

describe("The time of day", () => {
  it("is exact for any start and any instant of the clock, those whose sum no double holds included", () => {
    // From the year 1000 to 9999.
    const starts = fc.integer({ min: Date.UTC(1000, 0, 1), max: Date.UTC(9999, 11, 31) });
    fc.assert(
      fc.property(starts, fc.maxSafeNat(), (startEpochMs, time) => {
        const day = 86_400_000_000n;
        const rest = (BigInt(startEpochMs) * 1000n + BigInt(time)) % day;
        expect(sinceMidnight(startEpochMs, time)).toBe(Number(rest < 0n ? rest + day : rest));
      }),
    );
  });
});
