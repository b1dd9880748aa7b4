import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ColumnRows, columnBuffers, toColumns } from "../../src/experiment/rowColumns.ts";

describe("Rows in columns", () => {
  const row = fc.record({
    time: fc.double({ noNaN: true }),
    pool: fc.constantFrom("a", "b"),
    left: fc.option(fc.nat()),
    text: fc.string(),
    isIt: fc.boolean(),
  });

  it("are the same rows at the other end, as often as they are read", () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 30 }), (rows) => {
        const columns = toColumns(rows);
        const sent = structuredClone(columns, { transfer: columnBuffers(columns) });
        const read = new ColumnRows(sent);
        expect([...read]).toEqual(rows);
        expect([...read]).toEqual(rows);
      }),
      { numRuns: 200, seed: 1 },
    );
  });

  it("keep the order of their keys", () => {
    const rows = [{ z: 1, a: "x", m: null }];
    expect(JSON.stringify([...new ColumnRows(toColumns(rows))])).toBe('[{"z":1,"a":"x","m":null}]');
  });

  it("hand all of their numbers over", () => {
    const columns = toColumns([{ n: 1, name: "x" }]);
    structuredClone(columns, { transfer: columnBuffers(columns) });
    expect(columnBuffers(columns).map(({ byteLength }) => byteLength)).toEqual([0, 0]);
  });
});
