import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { IndexedHeap } from "../../src/model/indexedHeap.ts";

interface Thing {
  readonly index: number;
  readonly rank: number;
}

describe("An indexed heap", () => {
  it("has the first of what is in it at its top, whatever is put in and taken out", () => {
    const steps = fc.array(fc.tuple(fc.nat(40), fc.nat(5)), { maxLength: 200 });
    fc.assert(
      fc.property(steps, (list) => {
        const before = (a: Thing, b: Thing) => (a.rank === b.rank ? a.index < b.index : a.rank < b.rank);
        const heap = new IndexedHeap<Thing>(before, ({ index }) => index);
        const within = new Map<number, Thing>();
        for (const [index, rank] of list) {
          const known = within.get(index);
          expect(heap.has({ index, rank })).toBe(known !== undefined);
          if (known === undefined) {
            const thing = { index, rank };
            within.set(index, thing);
            heap.add(thing);
          } else {
            within.delete(index);
            heap.remove(known);
          }
          const first = [...within.values()].sort((a, b) => a.rank - b.rank || a.index - b.index)[0];
          expect(heap.size).toBe(within.size);
          if (first !== undefined) expect(heap.top).toBe(first);
        }
      }),
    );
  });
});
