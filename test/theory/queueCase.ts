/** A queue with exact answers. Times are in the unit of its mean service time, unless `params` say otherwise. */
export interface QueueCase<Params = Readonly<Record<string, number>>> {
  readonly id: string;
  readonly model: string;
  readonly params: Params;
  readonly expected: Readonly<Record<string, number>>;
}

/** The cases whose id begins with one of the given beginnings. */
export function casesOf<Params = Readonly<Record<string, number>>>(
  cases: readonly QueueCase<unknown>[],
  ...beginnings: readonly string[]
): readonly QueueCase<Params>[] {
  return cases.filter(({ id }) => beginnings.some((beginning) => id.startsWith(beginning))) as QueueCase<Params>[];
}

/** A seed for each case, by its name alone (FNV-1a): the same wherever and in whatever company it runs. */
export function seedOf(id: string): number {
  let hash = 0x811c9dc5;
  for (const character of id) hash = Math.imul(hash ^ character.codePointAt(0)!, 0x01000193) >>> 0;
  return hash;
}
