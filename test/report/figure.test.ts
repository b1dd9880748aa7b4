import { describe, expect, it } from "vitest";
import { formatBare, formatFigure } from "../../src/report/figure.ts";
import { formatMoney } from "../../src/report/money.ts";
import { formatNumber, formatShare, formatWithHalfWidth, groupThousands } from "../../src/report/number.ts";
import { estimate } from "./summaryFixture.ts";

describe("numbers", () => {
  it.each([
    ["0", "0"],
    ["999", "999"],
    ["1000", "1,000"],
    ["4000000", "4,000,000"],
    ["-24137.5", "-24,137.5"],
  ])("groups %s as %s", (digits, grouped) => {
    expect(groupThousands(digits)).toBe(grouped);
  });

  it.each([
    [24_137, "24,137"],
    [2301.44, "2,301"],
    [999.6, "1,000"],
    [12.34, "12.3"],
    [0.123_4, "0.123"],
    [1.5, "1.5"],
    [-0.5, "-0.5"],
    [0, "0"],
  ])("writes %d as %s", (value, text) => {
    expect(formatNumber(value)).toBe(text);
  });

  it.each([
    [18.612, 0.096, "18.6 ± 0.1"],
    [988.2, 3.1, "988 ± 3"],
    [2100.4, 12.7, "2,100 ± 13"],
    [0, 2, "0 ± 2"],
    [12.345_678, 1e-9, "12.35"],
    [5373.31, 0.2, "5,373"],
    [1000, 0, "1,000"],
  ])("writes %d with a half-width of %d as %s", (value, halfWidth, text) => {
    expect(formatWithHalfWidth(value, halfWidth)).toBe(text);
  });
});

describe("shares", () => {
  it.each([
    [0, "0%"],
    [0.62, "62%"],
    [0.288, "28.8%"],
    [1, "100%"],
    [0.9999, "99.99%"],
    [0.000_02, "0.002%"],
  ])("writes %d as %s, rounding neither to nothing nor to all", (share, text) => {
    expect(formatShare(share)).toBe(text);
  });

  it("gives a share its half-width in percentage points", () => {
    expect(formatShare(0.623, 0.004)).toBe("62.3 ± 0.4%");
  });
});

describe("money", () => {
  it.each([
    [4207, null, "USD", "$4,207"],
    [4207, 4, "USD", "$4,207 ± 4"],
    [12.345, null, "USD", "$12.35"],
    [0.0042, null, "EUR", "€0.0042"],
    [-5, null, "USD", "-$5"],
    [-0.4, 14, "USD", "$0 ± 14"],
    [-0.4, 0.2, "USD", "-$0.4 ± 0.2"],
    [4207.8, null, "CHF", "CHF 4,208"],
  ])("writes %d ± %s %s as %s", (amount, halfWidth, currency, text) => {
    expect(formatMoney(amount, halfWidth, currency)).toBe(text);
  });
});

describe("figures", () => {
  it.each([
    ["s", 906, "15.1 min"],
    ["h", 48, "48 h"],
    ["share", 0.5, "50%"],
    ["jobs/h", 988, "988 jobs/h"],
    ["USD", 10, "$10"],
    ["USD/d", 10, "$10/d"],
    ["1", 2.5, "2.5"],
    ["VMs", null, "–"],
    ["VMs", 1, "1 VM"],
    ["jobs", 1.4, "1.4 jobs"],
  ] as const)("writes a value in %s with its unit", (unit, value, text) => {
    expect(formatFigure(value, null, unit, "USD")).toBe(text);
  });

  it("leaves the unit out where the label names it", () => {
    expect(formatBare(estimate(2100, "h", 2), "USD")).toBe("2,100 ± 2");
    expect(formatBare(estimate(null, "h"), "USD")).toBe("–");
  });
});
