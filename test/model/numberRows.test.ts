import { expect, it } from "vitest";
import { NumberRows } from "../../src/model/numberRows.ts";

it("Rows of numbers stay as they were put in, however many come after", () => {
  const rows = new NumberRows(3);
  for (let row = 0; row < 1000; row++) {
    const at = rows.add();
    rows.numbers.set([row, row + 0.5, -row], at);
  }
  expect(rows.count).toBe(1000);
  expect(Array.from(rows.numbers.subarray(0, 3000))).toEqual(
    Array.from({ length: 1000 }, (_, row) => [row, row + 0.5, -row]).flat(),
  );
});
