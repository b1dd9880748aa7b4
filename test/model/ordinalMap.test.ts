import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { OrdinalMap } from "../../src/model/ordinalMap.ts";

describe("A map of ordinals", () => {
  it("does as a Map does", () => {
    const ordinal = fc.oneof(fc.nat(40), fc.nat(1000), fc.nat(2 ** 31 - 1));
    fc.assert(
      fc.property(fc.array(ordinal, { maxLength: 400 }), (ordinals) => {
        const map = new OrdinalMap<string>();
        const plain = new Map<number, string>();
        for (const [step, one] of ordinals.entries()) {
          // Told again, it goes.
          if (plain.delete(one)) {
            map.remove(one);
          } else {
            map.add(one, `${step}`);
            plain.set(one, `${step}`);
          }
          expect(map.size).toBe(plain.size);
          for (const other of ordinals) expect(map.get(other)).toBe(plain.get(other));
        }
      }),
      { numRuns: 100, seed: 1 },
    );
  });

  it("holds those that stay among many that come and go", () => {
    const map = new OrdinalMap<number>();
    const living = 100;
    for (let n = 0; n < 100_000; n++) {
      map.add(n, n + 0.5);
      // Every thousandth stays.
      const old = n - living;
      if (old >= 0 && old % 1000 !== 0) map.remove(old);
    }
    expect(map.size).toBe(living + 100);
    for (let n = 0; n < 100_000; n++) {
      const isThere = n >= 100_000 - living || n % 1000 === 0;
      if ((map.get(n) !== undefined) !== isThere) expect.fail(`${n} is ${isThere ? "missing" : "still there"}`);
      if (isThere) expect(map.get(n)).toBe(n + 0.5);
    }
  });

  it("knows no ordinal below 0", () => {
    expect(new OrdinalMap<string>().get(-1)).toBe(undefined);
  });
});
