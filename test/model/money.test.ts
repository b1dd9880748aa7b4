import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { HOUR } from "../../src/engine/time.ts";
import { fromMicro, priceOf } from "../../src/model/money.ts";

describe("The price of ticks", () => {
  it.each([
    [48n * BigInt(HOUR), 140_000, 6_720_000n], // 48 h at 0.14 an hour: 6.72
    [BigInt(HOUR), 1, 1n],
    [0n, 5_000_000, 0n],
    [BigInt(HOUR / 2), 1, 1n], // half a micro-dollar is rounded up
    [BigInt(HOUR / 2) - 1n, 1, 0n],
    [BigInt(HOUR), 0, 0n],
    [24n * BigInt(HOUR), 1e6 / 24, 1_000_000n], // a day at 1 a day, which is no whole number an hour
    [10n ** 8n * BigInt(HOUR), 0.01, 1_000_000n],
  ])("of %d at %d micro-dollars an hour is %d", (ticks, price, amount) => {
    expect(priceOf(ticks, price)).toBe(amount);
  });

  it("is the nearest whole micro-dollar however large the numbers are", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 20n }), fc.nat(), (ticks, price) => {
        const amount = priceOf(ticks, price);
        const error = amount * BigInt(HOUR) - ticks * BigInt(price);
        expect(2n * (error < 0n ? -error : error) <= BigInt(HOUR)).toBe(true);
      }),
    );
  });

  it("reads in whole units as the nearest double", () => {
    expect([fromMicro(6_720_000n), fromMicro(1n), fromMicro(0n)]).toEqual([6.72, 1e-6, 0]);
  });
});
