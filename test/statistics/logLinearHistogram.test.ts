import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BUCKETS, bucketOf, LogLinearHistogram } from "../../src/statistics/logLinearHistogram.ts";

/** Of every size. */
const values = fc.tuple(fc.maxSafeNat(), fc.nat(52)).map(([value, octaves]) => Math.floor(value / 2 ** octaves));

/** The leading eight binary digits, by writing them down, and how many digits there are. */
function leading(value: number): string {
  const digits = value.toString(2);
  return `${digits.length} ${digits.slice(0, 8)}`;
}

describe("The buckets of a log-linear histogram", () => {
  it("hold values of the same length and leading eight binary digits, in order", () => {
    fc.assert(
      fc.property(values, fc.oneof(values, fc.nat(300)), fc.boolean(), (value, other, near) => {
        const second = near
          ? Math.min(Number.MAX_SAFE_INTEGER, value + (other % (1 + Math.floor(value / 128))))
          : other;
        expect(bucketOf(value) === bucketOf(second)).toBe(leading(value) === leading(second));
        if (value < second) expect(bucketOf(value)).toBeLessThanOrEqual(bucketOf(second));
      }),
      { numRuns: 2000 },
    );
  });

  it("begin with 0 and end with the largest integer that a double counts up to", () => {
    expect(bucketOf(0)).toBe(0);
    expect(bucketOf(1)).toBe(1);
    expect(bucketOf(Number.MAX_SAFE_INTEGER)).toBe(BUCKETS - 1);
  });

  it("are answered for by their middles, rounded down", () => {
    fc.assert(
      fc.property(values, (value) => {
        const histogram = new LogLinearHistogram();
        histogram.add(value);
        const width = 2 ** Math.max(0, value.toString(2).length - 8);
        const lowest = Math.floor(value / width) * width;
        expect(histogram.valueAt(1)).toBe(lowest + Math.floor((width - 1) / 2));
      }),
    );
  });
});
