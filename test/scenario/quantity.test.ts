import { describe, expect, it } from "vitest";
import { CALENDAR_DATE, CLOCK_TIME } from "../../src/scenario/calendar.ts";
import { currencyOf, MONEY_AMOUNT, MONEY_RATE } from "../../src/scenario/money.ts";
import { BANDWIDTH, DURATION, LONG_DURATION, RATE, SHARE, SIZE } from "../../src/scenario/quantities.ts";

describe("quantities with their unit", () => {
  it.each([
    [DURATION, "90 s", 90_000_000],
    [DURATION, "90s", 90_000_000],
    [DURATION, "500 ms", 500_000],
    [DURATION, "3 us", 3],
    [DURATION, "3 µs", 3],
    [DURATION, "15 min", 900_000_000],
    [DURATION, "1.5 h", 5_400_000_000],
    [DURATION, "7 d", 604_800_000_000],
    [DURATION, "0 s", 0],
    [DURATION, "1e3 s", 1_000_000_000],
    [DURATION, ".4 us", 0],
    [DURATION, "0.6 us", 1],
    [DURATION, "9007199254 s", 9_007_199_254_000_000],
    [RATE, "36/h", 1e-8],
    [RATE, "36 / h", 1e-8],
    [RATE, "2/s", 2e-6],
    [RATE, "864/d", 1e-8],
    [SHARE, "5%", 0.05],
    [SHARE, "100 %", 1],
    [SIZE, "600 KB", 600_000],
    [SIZE, "2 GiB", 2_147_483_648],
    [BANDWIDTH, "60 MB/s", 60_000_000],
    [BANDWIDTH, "50 Gbit/s", 6_250_000_000],
    [MONEY_AMOUNT, "2 USD", 2_000_000],
    [MONEY_RATE, "0.14 USD/h", 140_000],
    [MONEY_RATE, "2.4 EUR/d", 100_000],
    [CLOCK_TIME, "06:00", 21_600_000_000],
    [CLOCK_TIME, "23:59:59", 86_399_000_000],
    [CALENDAR_DATE, "1970-01-02", 86_400_000],
    [CALENDAR_DATE, "1970-01-01T01:00:00+01:00", 0],
    [CALENDAR_DATE, "1970-01-01 00:00:01", 1000],
  ])("reads $noun: %2$s", (quantity, text, value) => {
    const reading = quantity.read(text);
    expect(reading.ok ? reading.value : reading.message).toBeCloseTo(value, 12);
  });

  it.each([
    [DURATION, 90, '90 has no unit; write "90 s" or "90 min"'],
    [DURATION, "90", '90 has no unit; write "90 s" or "90 min"'],
    [DURATION, 0, '0 has no unit; write "0 s" or "0 min"'],
    [LONG_DURATION, 7, '7 has no unit; write "7 d" or "7 h"'],
    [DURATION, "-5 s", '"-5 s" is negative; a duration is never below zero'],
    [DURATION, "9007199255 s", '"9007199255 s" is longer than the simulated clock can hold (285 years)'],
    [DURATION, "1e999 d", '"1e999 d" is longer than the simulated clock can hold (285 years)'],
    [DURATION, "90 sec", '"sec" is not a unit of a duration; did you mean "90 s"?'],
    [DURATION, "90 m", '"m" is not a unit of a duration; did you mean "90 min"?'],
    [DURATION, "1 h 30 min", '"1 h 30 min" is not one duration; write a single number and unit such as "90 s"'],
    [DURATION, "1,5 h", '"1,5 h" is not one duration; write a single number and unit such as "90 s"'],
    [DURATION, "soon", '"soon" is not a duration; write for example "90 s"'],
    [DURATION, ["90 s"], 'found a list, expected a duration such as "90 s"'],
    [RATE, 30, '30 has no unit; write "30/h" or "30/min"'],
    [SHARE, 0.05, '0.05 has no unit; write "5%"'],
    [SHARE, 5, '5 has no unit; write "5%"'],
    [SHARE, "101%", '"101%" is more than 100%'],
    [MONEY_RATE, 0.14, '0.14 has no unit; write "0.14 USD/h" or "0.14 USD/d"'],
    [MONEY_RATE, "0.14 USD", '"0.14 USD" has no time; write "0.14 USD/h" or "0.14 USD/d"'],
    [MONEY_RATE, "$0.14/h", '"$0.14/h" is not a price; write for example "0.14 USD/h"'],
    [MONEY_AMOUNT, "2 USD/h", '"2 USD/h" is a price for time, expected an amount such as "2 USD"'],
    [CLOCK_TIME, "24:00", '"24:00" is not a time of day; they run from "00:00" to "23:59:59"'],
    [CALENDAR_DATE, "2026-02-30", '"2026-02-30" is not a date; write for example "2026-03-02T00:00:00Z"'],
  ])("refuses %2$j with a sentence that says what to write", (quantity, found, message) => {
    expect(quantity.read(found)).toEqual({ ok: false, message });
  });

  it("names the currency of an amount", () => {
    expect(currencyOf("0.14 EUR/h")).toBe("EUR");
    expect(currencyOf("0.14")).toBeNull();
  });
});
