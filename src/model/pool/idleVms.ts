import type { Ticks } from "../../engine/time.ts";
import { doubled } from "../doubled.ts";

const FEWEST = 16;

/**
 * The berths of VMs of which no slot is held, in the order in which they became idle, in a ring. Those that become idle now go to its
 * end, and the next to be used stands at one of its ends: both cost a step, however many are idle. Those that become idle together, as
 * a gang's do, are put in order once for all, when the next to be used is looked for.
 */
export class IdleVms {
  /** Whether the last that became idle is used first. In any case the lowest ordinal is, of those that did together. */
  readonly #lastFirst: boolean;
  #ring = new Int32Array(FEWEST);
  #head = 0;
  #count = 0;
  /** Those that are not in the ring yet, as they go before one that is; all idle since the same instant. */
  #late = new Int32Array(FEWEST);
  #lateCount = 0;
  /** By berth. */
  #ordinals = new Int32Array(FEWEST);
  #since = new Float64Array(FEWEST);

  constructor(reuse: "mostRecentlyIdle" | "longestIdle") {
    this.#lastFirst = reuse === "mostRecentlyIdle";
  }

  get size(): number {
    return this.#count + this.#lateCount;
  }

  /** The next to be used; there must be one. */
  get top(): number {
    if (this.#lateCount > 0) this.#settle();
    return this.#at(this.#lastFirst ? this.#count - 1 : 0);
  }

  /** Takes out the next to be used. */
  pop(): number {
    const top = this.top;
    this.#count--;
    if (!this.#lastFirst) this.#head = (this.#head + 1) & (this.#ring.length - 1);
    return top;
  }

  add(berth: number, ordinal: number, since: Ticks): void {
    while (berth >= this.#ordinals.length) {
      this.#ordinals = doubled(this.#ordinals);
      this.#since = doubled(this.#since);
    }
    this.#ordinals[berth] = ordinal;
    this.#since[berth] = since;
    if (this.#lateCount > 0 && this.#since[this.#late[0]!] !== since) this.#settle();
    const count = this.#count;
    if (this.#lateCount > 0 || (count > 0 && this.#precedes(berth, this.#at(count - 1)))) {
      if (this.#lateCount === this.#late.length) this.#late = doubled(this.#late);
      this.#late[this.#lateCount++] = berth;
      return;
    }
    if (count === this.#ring.length) this.#grow();
    this.#put(this.#count++, berth);
  }

  /** Takes out one that is in. */
  remove(berth: number): void {
    if (berth === this.top) {
      this.pop();
      return;
    }
    this.#count--;
    for (let place = this.#placeOf(berth); place < this.#count; place++) this.#put(place, this.#at(place + 1));
  }

  /** Puts those in that are late, from the last place on. */
  #settle(): void {
    const count = this.#lateCount;
    // A gang's come with rising ordinals.
    const turned = this.#lastFirst;
    this.#sortLate(turned);
    let early = this.#count - 1;
    this.#count += count;
    while (this.#count > this.#ring.length) this.#grow();
    for (let place = this.#count - 1, left = count; left > 0; place--) {
      const late = this.#late[turned ? count - left : left - 1]!;
      const goes = early < 0 || !this.#precedes(late, this.#at(early));
      this.#put(place, goes ? late : this.#at(early));
      if (goes) left--;
      else early--;
    }
    this.#lateCount = 0;
  }

  /** @param turned the last comes first. */
  #sortLate(turned: boolean): void {
    const late = this.#late;
    let i = 1;
    while (i < this.#lateCount && this.#precedes(late[i - 1]!, late[i]!) !== turned) i++;
    if (i < this.#lateCount)
      late.subarray(0, this.#lateCount).sort((a, b) => (this.#precedes(a, b) !== turned ? -1 : 1));
  }

  #placeOf(berth: number): number {
    let low = 0;
    let high = this.#count;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#precedes(this.#at(middle), berth)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #precedes(a: number, b: number): boolean {
    const since = this.#since[a]!;
    const other = this.#since[b]!;
    if (since !== other) return since < other;
    const later = this.#ordinals[a]! - this.#ordinals[b]!;
    return this.#lastFirst ? later > 0 : later < 0;
  }

  #at(place: number): number {
    return this.#ring[(this.#head + place) & (this.#ring.length - 1)]!;
  }

  #put(place: number, berth: number): void {
    this.#ring[(this.#head + place) & (this.#ring.length - 1)] = berth;
  }

  #grow(): void {
    const ring = this.#ring;
    const roomier = doubled(ring);
    for (let place = 0; place < ring.length; place++) roomier[place] = this.#at(place);
    this.#ring = roomier;
    this.#head = 0;
  }
}
