/** What is told apart in two scenarios: a value that is another one, or stands on one side only. */
export interface Difference {
  readonly kind: "changed" | "added" | "removed";
  /** Keys and places from the top: `["pools", "scoring", "vms"]`. */
  readonly path: readonly string[];
  /** Absent where it was added. */
  readonly before?: unknown;
  /** Absent where it was removed. */
  readonly after?: unknown;
}

/**
 * What became of one tree of plain data in another, in the order of the first, then what was added. A map or list that
 * stands on one side only is one difference; of two lists of single values, what left and what came.
 */
export function differences(before: unknown, after: unknown, path: readonly string[] = []): Difference[] {
  if (isMap(before) && isMap(after)) return ofMaps(before, after, path);
  if (Array.isArray(before) && Array.isArray(after)) return ofLists(before, after, path);
  return same(before, after) ? [] : [{ kind: "changed", path, before, after }];
}

type PlainMap = Readonly<Record<string, unknown>>;

function ofMaps(before: PlainMap, after: PlainMap, path: readonly string[]): Difference[] {
  const left = Object.entries(before).flatMap(([key, value]): Difference[] =>
    Object.hasOwn(after, key)
      ? differences(value, after[key], [...path, key])
      : [{ kind: "removed", path: [...path, key], before: value }],
  );
  const added = Object.entries(after).flatMap(([key, value]): Difference[] =>
    Object.hasOwn(before, key) ? [] : [{ kind: "added", path: [...path, key], after: value }],
  );
  return [...left, ...added];
}

function ofLists(before: readonly unknown[], after: readonly unknown[], path: readonly string[]): Difference[] {
  if (before.length === after.length) {
    return before.flatMap((value, place) => differences(value, after[place], [...path, String(place)]));
  }
  const removed = without(before, after).map((value): Difference => ({ kind: "removed", path, before: value }));
  const added = without(after, before).map((value): Difference => ({ kind: "added", path, after: value }));
  // The same values in another number or order.
  return removed.length + added.length > 0 ? [...removed, ...added] : [{ kind: "changed", path, before, after }];
}

function without(list: readonly unknown[], other: readonly unknown[]): unknown[] {
  return list.filter((value) => !other.some((each) => same(value, each)));
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function isMap(value: unknown): value is PlainMap {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}
