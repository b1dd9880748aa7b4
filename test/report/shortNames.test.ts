import { describe, expect, it } from "vitest";
import { shortNames } from "../../src/report/shortNames.ts";

describe("shortNames", () => {
  it.each([
    ["short ones as they are", ["a", "b"], ["a", "b"]],
    ["both ends", ["pool-of-many-vms-1", "pool-of-many-vms-2"], ["pool-…ms-1", "pool-…ms-2"]],
    ["the front where ends are the same", ["size-1-of-the-pools", "size-2-of-the-pools"], ["size-1-of…", "size-2-of…"]],
    ["the end where fronts are the same", ["aaaaaaaaaaaa1-2222", "aaaaaaaaaaaa2-2222"], ["…aaa1-2222", "…aaa2-2222"]],
    [
      "a number where nothing else helps",
      ["aaaaaaaaaa-1-bbbbbbbbb", "aaaaaaaaaa-2-bbbbbbbbb"],
      ["1 aaa…bbbb", "2 aaa…bbbb"],
    ],
  ])("keep %s of ten columns", (_what, names, short) => {
    expect(shortNames(names, 10)).toEqual(short);
  });
});
