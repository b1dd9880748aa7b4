import { plainText } from "./plainText.ts";
import { shortNames } from "./shortNames.ts";

/** Headings for columns of paths: as many of their last parts as tell them apart, within `width` columns. */
export function pathHeadings(paths: readonly string[], width: number): string[] {
  const parts = paths.map((path) => plainText(path).split("."));
  for (let count = 1; count <= Math.max(...parts.map(({ length }) => length)); count++) {
    const ends = parts.map((each) => each.slice(-count).join("."));
    if (new Set(ends).size === ends.length) return shortNames(ends, width);
  }
  return shortNames(paths.map(plainText), width);
}
