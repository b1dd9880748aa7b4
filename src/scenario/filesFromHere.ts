import path from "node:path";
import { type Located, nodeAt } from "./located.ts";
import { FILE_KEYS } from "./resolved.ts";
import { OptionSource } from "./textSource.ts";

/**
 * A scenario's values with each file named from the directory of the scenario file: what a file that it extends names is relative to that
 * one, which is no longer told once the two are merged.
 *
 * @param tree where the values were written.
 */
export function filesFromHere<Value>(values: Value, tree: Located, directory: string): Value {
  const walk = (value: unknown, at: readonly string[]): unknown => {
    if (Array.isArray(value)) return value.map((item, index) => walk(item, [...at, String(index)]));
    if (typeof value === "object" && value !== null) {
      return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, walk(item, [...at, key])]));
    }
    if (typeof value !== "string" || !FILE_KEYS.has(at.at(-1) ?? "") || path.isAbsolute(value)) return value;
    const source = nodeAt(tree, at)?.place.source;
    // An option names files of the current directory, or of this one: as it is written.
    if (source === undefined || source instanceof OptionSource || source.directory === directory) return value;
    return path.relative(directory, path.resolve(source.directory, value)).replaceAll(path.sep, "/");
  };
  return walk(values, []) as Value;
}
