import type { Ticks } from "../../engine/time.ts";
import { doubled } from "../roomier.ts";
import { sortRising } from "./vmLists.ts";

const FEWEST = 16;

/**
 * The ordinals of VMs of which no slot is held, in the order in which they became idle, in a ring. Those that become idle now go to its
 * end, and the next to be used stands at one of its ends: both cost a step, however many are idle. Those that become idle together, as
 * a gang's do, are put in order once for all, when the next to be used is looked for.
 */
export class IdleVms {
  /** Whether the last that became idle is used first. In any case the lowest ordinal is, of those that did together. */
  readonly #lastFirst: boolean;
  /** By place, from the head on. */
  #ordinals = new Int32Array(FEWEST);
  #since = new Float64Array(FEWEST);
  #head = 0;
  #count = 0;
  /** Those that are not in the ring yet: all idle since the same instant, as the last that is. */
  #late = new Int32Array(FEWEST);
  #lateCount = 0;

  constructor(reuse: "mostRecentlyIdle" | "longestIdle") {
    this.#lastFirst = reuse === "mostRecentlyIdle";
  }

  get size(): number {
    return this.#count + this.#lateCount;
  }

  /** The next to be used; there must be one. */
  get top(): number {
    if (this.#lateCount > 0) this.#settle();
    return this.#ordinals[this.#place(this.#lastFirst ? this.#count - 1 : 0)]!;
  }

  /** Takes out the next to be used. */
  pop(): number {
    const top = this.top;
    this.#count--;
    if (!this.#lastFirst) this.#head = this.#place(1);
    return top;
  }

  add(ordinal: number, since: Ticks): void {
    if (this.#count > 0 && this.#since[this.#place(this.#count - 1)] === since) {
      if (this.#lateCount === this.#late.length) this.#late = doubled(this.#late);
      this.#late[this.#lateCount++] = ordinal;
      return;
    }
    if (this.#lateCount > 0) this.#settle();
    if (this.#count === this.#ordinals.length) this.#grow();
    let there = this.#count++;
    // One may be told of a little late.
    for (; there > 0 && this.#precedes(ordinal, since, there - 1); there--) this.#move(there - 1, there);
    this.#put(there, ordinal, since);
  }

  /** Takes out one that is in, idle since then. */
  remove(ordinal: number, since: Ticks): void {
    if (ordinal === this.top) {
      this.pop();
      return;
    }
    this.#count--;
    for (let to = this.#find(ordinal, since); to < this.#count; to++) this.#move(to + 1, to);
  }

  /** Puts those in that are late, from the last place on. */
  #settle(): void {
    const late = this.#late;
    const count = this.#lateCount;
    sortRising(late, count);
    let early = this.#count - 1;
    const since = this.#since[this.#place(early)]!;
    this.#lateCount = 0;
    this.#count += count;
    while (this.#count > this.#ordinals.length) this.#grow();
    for (let place = this.#count - 1, left = count; left > 0; place--) {
      const ordinal = late[this.#lastFirst ? count - left : left - 1]!;
      if (early >= 0 && this.#precedes(ordinal, since, early)) {
        this.#move(early--, place);
      } else {
        this.#put(place, ordinal, since);
        left--;
      }
    }
  }

  /** The place of one that is in the ring. */
  #find(ordinal: number, since: Ticks): number {
    let low = 0;
    let high = this.#count;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#precedes(ordinal, since, middle) || ordinal === this.#ordinals[this.#place(middle)]) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  /** Whether a VM goes before the one that is there. */
  #precedes(ordinal: number, since: Ticks, there: number): boolean {
    const place = this.#place(there);
    if (since !== this.#since[place]) return since < this.#since[place]!;
    const later = ordinal - this.#ordinals[place]!;
    return this.#lastFirst ? later > 0 : later < 0;
  }

  /** Where in the ring the one so far from the head stands. */
  #place(there: number): number {
    return (this.#head + there) & (this.#ordinals.length - 1);
  }

  #put(there: number, ordinal: number, since: Ticks): void {
    const place = this.#place(there);
    this.#ordinals[place] = ordinal;
    this.#since[place] = since;
  }

  #move(from: number, to: number): void {
    const place = this.#place(from);
    this.#put(to, this.#ordinals[place]!, this.#since[place]!);
  }

  #grow(): void {
    this.#ordinals = this.#fromHead(this.#ordinals);
    this.#since = this.#fromHead(this.#since);
    this.#head = 0;
  }

  #fromHead<Column extends Int32Array | Float64Array>(ring: Column): Column {
    const roomier = doubled(ring);
    roomier.set(ring.subarray(this.#head));
    roomier.set(ring.subarray(0, this.#head), ring.length - this.#head);
    return roomier;
  }
}
