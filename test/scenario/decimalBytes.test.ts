import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DecimalBytes } from "../../src/scenario/decimalBytes.ts";

const digits = fc.stringMatching(/^[0-9]{0,18}$/);

describe("DecimalBytes", () => {
  it("reads a plain decimal as `Number` does, up to the first other byte", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("", "-", "+"),
        digits,
        fc.option(digits),
        fc.constantFrom("", " ", "x", "."),
        (...parts) => {
          const [sign, whole, fraction, after] = parts;
          const text = `${sign}${whole}${fraction === null ? "" : `.${fraction}`}`;
          const rest = fraction === null && after === "." ? "" : after;
          const bytes = Buffer.from(`  ${text}${rest}`);
          const decimal = new DecimalBytes();
          const value = decimal.read(bytes, 2, bytes.length);
          const many = whole.length + (fraction?.length ?? 0);
          expect(decimal.end).toBe(2 + text.length);
          expect(value).toBe(many === 0 || many > 15 ? Number.NaN : Number(text));
        },
      ),
      { numRuns: 2000 },
    );
  });

  it.each(["2147483647", "2147483648", "999999999", "1000000000", "4294967296", "999999999999999"])(
    "reads %s",
    (text) => {
      expect(new DecimalBytes().read(Buffer.from(text), 0, text.length)).toBe(Number(text));
    },
  );
});
