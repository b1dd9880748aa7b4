import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { differences } from "../../src/scenario/difference.ts";

describe("differences", () => {
  it.each<[string, unknown, unknown, unknown]>([
    ["none", { a: [1, { b: 2 }] }, { a: [1, { b: 2 }] }, []],
    [
      "a value, with its path",
      { pools: { p: { vms: 2 } } },
      { pools: { p: { vms: 3 } } },
      [{ kind: "changed", path: ["pools", "p", "vms"], before: 2, after: 3 }],
    ],
    [
      "a whole map on one side",
      { pools: { p: { vms: 2 } } },
      { pools: { q: { vms: 2 } } },
      [
        { kind: "removed", path: ["pools", "p"], before: { vms: 2 } },
        { kind: "added", path: ["pools", "q"], after: { vms: 2 } },
      ],
    ],
    ["null is a value", { a: null }, { a: 0 }, [{ kind: "changed", path: ["a"], before: null, after: 0 }]],
    [
      "a map for a value",
      { a: "none" },
      { a: { b: 1 } },
      [{ kind: "changed", path: ["a"], before: "none", after: { b: 1 } }],
    ],
    ["a place in a list", { a: [1, 2] }, { a: [1, 3] }, [{ kind: "changed", path: ["a", "1"], before: 2, after: 3 }]],
    [
      "what left a list and what came",
      { a: ["x", "y"] },
      { a: ["y", "z", "w"] },
      [
        { kind: "removed", path: ["a"], before: "x" },
        { kind: "added", path: ["a"], after: "z" },
        { kind: "added", path: ["a"], after: "w" },
      ],
    ],
    ["one more of the same", { a: [1] }, { a: [1, 1] }, [{ kind: "changed", path: ["a"], before: [1], after: [1, 1] }]],
  ])("tells %s", (_what, before, after, expected) => {
    expect(differences(before, after)).toStrictEqual(expected);
  });

  const tree = fc.jsonValue({ maxDepth: 3 });

  it("finds none in a tree and itself, and one or more where two trees are written differently", () => {
    fc.assert(
      fc.property(tree, tree, (a, b) => {
        expect(differences(a, structuredClone(a))).toEqual([]);
        if (sorted(a) !== sorted(b)) expect(differences(a, b).length).toBeGreaterThan(0);
      }),
    );
  });
});

/** JSON whatever the order of keys. */
function sorted(value: unknown): string {
  return JSON.stringify(value, (_key, each: unknown) =>
    each !== null && typeof each === "object" && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([x], [y]) => (x < y ? -1 : 1)))
      : each,
  );
}
