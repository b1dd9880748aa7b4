import { shorten } from "./textWidth.ts";

/** Shares of the room that the end of a name gets, in order of taste. */
const TAILS = [1 / 2, 0, 1];

/**
 * Names within `width` columns, each still told from the others: shortened in the middle, at the end or at the front,
 * whichever keeps them apart, else numbered in front.
 */
export function shortNames(names: readonly string[], width: number): string[] {
  for (const tail of TAILS) {
    const shortened = names.map((name) => shorten(name, width, tail));
    if (new Set(shortened).size === new Set(names).size) return shortened;
  }
  return names.map((name, index) => shorten(`${index + 1} ${name}`, width));
}
