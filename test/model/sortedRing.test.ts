import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SortedRing } from "../../src/model/sortedRing.ts";

function rowsOf(ring: SortedRing): number[] {
  return Array.from({ length: ring.length }, (_, index) => ring.at(index));
}

describe("A sorted ring", () => {
  it("gives back in the order in which it was given", () => {
    const ring = new SortedRing();
    for (const row of [4, 2, 9]) ring.push(row);
    expect(rowsOf(ring)).toEqual([4, 2, 9]);
    ring.shift();
    expect(rowsOf(ring)).toEqual([2, 9]);
  });

  it("puts a row that comes back at its number's place: front, middle or end", () => {
    const number = Float64Array.from([10, 20, 30, 40, 50]);
    const ring = new SortedRing();
    ring.push(1);
    ring.push(3);
    ring.insert(2, number);
    ring.insert(0, number);
    ring.insert(4, number);
    expect(rowsOf(ring)).toEqual([0, 1, 2, 3, 4]);
  });

  it("takes a row away from wherever it stands", () => {
    const number = Float64Array.from([1, 2, 3, 4]);
    const ring = new SortedRing();
    for (const row of [0, 1, 2, 3]) ring.push(row);
    ring.remove(1, number);
    ring.remove(3, number);
    ring.remove(0, number);
    expect(rowsOf(ring)).toEqual([2]);
  });

  it("orders by numbers and not by rows, for rows are used again", () => {
    const number = Float64Array.from([7, 5, 6]);
    const ring = new SortedRing();
    for (const row of [0, 1, 2]) ring.insert(row, number);
    expect(rowsOf(ring)).toEqual([1, 2, 0]);
  });

  it("agrees with a sorted list through growth and wrapping around", () => {
    const step = fc.oneof(
      { weight: 4, arbitrary: fc.constant({ kind: "push" as const, pick: 0 }) },
      { weight: 3, arbitrary: fc.constant({ kind: "shift" as const, pick: 0 }) },
      { weight: 2, arbitrary: fc.record({ kind: fc.constant("comeBack" as const), pick: fc.nat() }) },
      { weight: 2, arbitrary: fc.record({ kind: fc.constant("remove" as const), pick: fc.nat() }) },
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 500, size: "max" }), (steps) => {
        // Rows count down, so that an order by rows would show.
        const number = Float64Array.from({ length: steps.length + 200 }, (_, row) => steps.length + 200 - row);
        const ring = new SortedRing();
        let model: number[] = [];
        const away: number[] = [];
        let next = number.length - 1;
        // More than the first capacity, from the start.
        for (let i = 0; i < 100; i++) {
          ring.push(next);
          model.push(next--);
        }
        for (const { kind, pick } of steps) {
          if (kind === "push") {
            ring.push(next);
            model.push(next--);
          } else if (kind === "shift" && model.length > 0) {
            ring.shift();
            away.push(model.shift()!);
          } else if (kind === "remove" && model.length > 0) {
            const [row] = model.splice(pick % model.length, 1);
            ring.remove(row!, number);
            away.push(row!);
          } else if (kind === "comeBack" && away.length > 0) {
            const [row] = away.splice(pick % away.length, 1);
            ring.insert(row!, number);
            model = [...model, row!].sort((a, b) => number[a]! - number[b]!);
          }
        }
        expect(rowsOf(ring)).toEqual(model);
      }),
      { numRuns: 100 },
    );
  });
});
