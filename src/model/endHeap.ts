import type { Ticks } from "../engine/time.ts";

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

/** `addEnd`, with whose it is beside it. */
export function riseEnd(ends: Float64Array, whose: Int32Array, size: number, end: Ticks, who: number): void {
  let place = size;
  while (place > 0) {
    const parent = (place - 1) >> 1;
    if (ends[parent]! <= end) break;
    ends[place] = ends[parent]!;
    whose[place] = whose[parent]!;
    place = parent;
  }
  ends[place] = end;
  whose[place] = who;
}

/**
 * Puts an end in the place of the earliest, and who is free then beside it. Below each place are two more that are told of, NEVER
 * where nobody is. Which of two is free first cannot be foretold: so that is no branch.
 */
export function sinkEnd(ends: Float64Array, whose: Int32Array, end: Ticks, who: number): void {
  let place = 0;
  for (;;) {
    const left = 2 * place + 1;
    const below = left + Number(ends[left + 1]! < ends[left]!);
    const earlier = ends[below]!;
    if (earlier >= end) break;
    ends[place] = earlier;
    whose[place] = whose[below]!;
    place = below;
  }
  ends[place] = end;
  whose[place] = who;
}
