import { expect } from "vitest";

/**
 * That two values are equal, as `toEqual` has it. Going through whole results it costs as much as simulating them, so it is asked only
 * where a plain walk does not find them the same, and then tells how they differ.
 */
export function expectSame(found: unknown, expected: unknown): void {
  if (!isSame(found, expected)) expect(found).toEqual(expected);
}

/** Whether two values are surely equal. Of objects it knows plain ones, arrays and what can be iterated. */
function isSame(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) return false;
  if (Object.getPrototypeOf(one) !== Object.getPrototypeOf(other)) return false;
  if (isList(one)) return isSameList(one, other as typeof one);
  const keys = Object.keys(one);
  if (keys.length !== Object.keys(other).length) return false;
  const [values, others] = [one, other] as readonly Readonly<Record<string, unknown>>[];
  if (!keys.every((key) => Object.hasOwn(other, key) && isSame(values![key], others![key]))) return false;
  if (Symbol.iterator in one) return isSameList([...(one as Iterable<unknown>)], [...(other as Iterable<unknown>)]);
  return Object.getPrototypeOf(one) === Object.prototype;
}

function isList(value: object): value is ArrayLike<unknown> {
  return Array.isArray(value) || (ArrayBuffer.isView(value) && "length" in value);
}

function isSameList(one: ArrayLike<unknown>, other: ArrayLike<unknown>): boolean {
  if (one.length !== other.length) return false;
  for (let i = 0; i < one.length; i++) if (!isSame(one[i], other[i])) return false;
  return true;
}
