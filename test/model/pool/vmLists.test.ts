import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sortRising, VmLists } from "../../../src/model/pool/vmLists.ts";

describe("Lists of VMs", () => {
  it("are used again by gangs as wide, and by no other", () => {
    const lists = new VmLists();
    const list = lists.take(3);
    lists.giveBack(list);
    expect(lists.take(4)).toHaveLength(4);
    expect(lists.take(3)).toBe(list);
    expect(lists.take(3)).not.toBe(list);
  });

  it("are sorted up to a length, and left alone behind it", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(300), { maxLength: 120 }), fc.nat(120), (ordinals, length) => {
        const count = Math.min(length, ordinals.length);
        const list = Int32Array.from(ordinals);
        sortRising(list, count);
        const sorted = ordinals.slice(0, count).sort((a, b) => a - b);
        expect([...list]).toEqual([...sorted, ...ordinals.slice(count)]);
      }),
      { numRuns: 300 },
    );
  });
});
