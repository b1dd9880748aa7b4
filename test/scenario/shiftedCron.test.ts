import { expect, it } from "vitest";
import { shiftedCron } from "../../src/scenario/shiftedCron.ts";

it.each([
  ["0 1 * * *", 2, "0 3 * * *"],
  ["0 1 * * *", -2, "0 23 * * *"],
  ["30 0 1 * * *", 3, "30 0 4 * * *"],
  ["0 6,22 * * *", 3, "0 1,9 * * *"],
  ["0 1 * * 1-5", 2, "0 3 * * 1-5"],
  // Monday's 23:00 would be Tuesday's.
  ["0 22 * * 1", 3, null],
  ["0 * * * *", 1, null],
  ["0 1-5 * * *", 1, null],
  ["@daily", 1, null],
])("a cron %j by %d h is %j", (expression, hours, expected) => {
  expect(shiftedCron(expression, hours)).toBe(expected);
});
