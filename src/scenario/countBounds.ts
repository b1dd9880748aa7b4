import type { Random } from "./writtenRandom.ts";

/** The largest count that something random can be; infinite where nothing bounds it (or a file holds the values). */
export function largestCount(random: Random): number {
  if (typeof random !== "object") return Number(random);
  if (random.uniform !== undefined) return Number(random.uniform.max);
  if (random.sequence !== undefined) return largestOf(random.sequence);
  if (Array.isArray(random.empirical)) return largestOf(random.empirical);
  if (random.mixture !== undefined) return random.mixture.reduce((most, { of }) => Math.max(most, largestCount(of)), 0);
  return Number.POSITIVE_INFINITY;
}

function largestOf(values: readonly (string | number)[]): number {
  return values.reduce<number>((most, value) => Math.max(most, Number(value)), 0);
}
