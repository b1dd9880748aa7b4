import type { Ticks } from "../../engine/time.ts";

/** Adds an end to a heap of so many, the earliest first; there must be room. */
export function addEnd(ends: Float64Array, size: number, end: Ticks): void {
  let place = size;
  while (place > 0) {
    const parent = (place - 1) >> 1;
    if (ends[parent]! <= end) break;
    ends[place] = ends[parent]!;
    place = parent;
  }
  ends[place] = end;
}

/** Takes an end into a heap of so many in the place of the earliest. */
export function replaceEarliest(ends: Float64Array, size: number, end: Ticks): void {
  let place = 0;
  for (let child = 1; child < size; child = 2 * place + 1) {
    if (child + 1 < size && ends[child + 1]! < ends[child]!) child++;
    if (ends[child]! >= end) break;
    ends[place] = ends[child]!;
    place = child;
  }
  ends[place] = end;
}
