import type { Ticks } from "../../engine/time.ts";

/** How much of [start, end) lies inside [from, to). */
export function overlap(start: Ticks, end: Ticks, from: Ticks, to: Ticks): Ticks {
  return Math.max(0, Math.min(end, to) - Math.max(start, from));
}
