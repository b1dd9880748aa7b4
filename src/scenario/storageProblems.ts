import { type Located, nodeAt, problemAt, textAt, toPlain } from "./located.ts";
import { SIZE } from "./quantities.ts";
import { names, suggest } from "./references.ts";
import type { Problem } from "./scenarioError.ts";
import { DISK_KEYS } from "./storePresets.ts";

/**
 * Stores of one alternative's tree that lack something, and what would be read or written without any. Reads the tree defensively, so that
 * these problems are told together with those of the schema.
 */
export function storageProblems(tree: Located): readonly Problem[] {
  return [...storeProblems(tree), ...nameProblems(tree), ...storelessProblems(tree)];
}

function storeProblems(tree: Located): readonly Problem[] {
  return names(tree, ["storage"]).flatMap((name) => {
    const at = ["storage", name];
    const has = (key: string): boolean => nodeAt(tree, [...at, key]) !== undefined;
    const preset = textAt(tree, [...at, "preset"]);
    if (preset === undefined && !has("bandwidth"))
      return [problemAt(tree, at, "needs a bandwidth, such as 60 MB/s, or a preset, such as blob", true)];
    const key = preset === "nfs" ? undefined : DISK_KEYS.find(has);
    return key === undefined ? [] : [problemAt(tree, [...at, key], "stands beside preset: nfs only", true)];
  });
}

function nameProblems(tree: Located): readonly Problem[] {
  const known = names(tree, ["storage"]);
  const paths = [
    ...sources(tree).map((at) => [...at, "store"]),
    ...names(tree, ["pools"]).map((pool) => ["pools", pool, "startTask", "from"]),
  ];
  return paths.flatMap((path) => {
    const name = textAt(tree, path);
    if (name === undefined || known.includes(name)) return [];
    return [problemAt(tree, path, `no storage is named "${name}"; ${suggest(name, known, "storage holds")}`)];
  });
}

function storelessProblems(tree: Located): readonly Problem[] {
  return sources(tree).flatMap((at) => {
    if (nodeAt(tree, [...at, "store"]) !== undefined) return [];
    return ["input", "output"].flatMap((key) => {
      const path = [...at, "job", key];
      const node = nodeAt(tree, path);
      if (node === undefined || isNothing(toPlain(node))) return [];
      const known = names(tree, ["storage"]);
      const which = known.length === 0 ? "blob, and storage: {blob: {preset: blob}}" : known[0];
      return [problemAt(tree, path, `has no store to use; write beside the job for example store: ${which}`)];
    });
  });
}

/** The customer's workloads, and those of other tenants. */
function sources(tree: Located): readonly (readonly string[])[] {
  return [["workloads"], ["classic", "background"]].flatMap((at) => names(tree, at).map((name) => [...at, name]));
}

/** Whether an input or output as it is written is of no bytes. */
export function isNothing(written: unknown): boolean {
  const size = typeof written === "object" && written !== null && "size" in written ? written.size : written;
  const reading = SIZE.read(size);
  return size === undefined || (reading.ok && reading.value === 0);
}
