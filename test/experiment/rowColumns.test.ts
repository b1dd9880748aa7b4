import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ColumnRows, toColumns } from "../../src/experiment/rowColumns.ts";

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
        const sent = structuredClone(columns);
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

  it("share their numbers with the other end", () => {
    const columns = toColumns([{ n: 1, name: "x" }]);
    const sent = structuredClone(columns);
    for (const [, column] of columns.columns) (column instanceof Float64Array ? column : column.places).fill(7);
    const [[, n], [, name]] = sent.columns as [[string, Float64Array], [string, { places: Uint32Array }]];
    expect([...n, ...name.places]).toEqual([7, 7]);
  });
});
