import type { Vm } from "./vm.ts";

const FEWEST_PLACES = 16;

/**
 * VMs of which no slot is held, in the order in which they became idle, in a ring. VMs that become idle now go to its end, or near
 * it where others do at the same instant, and the next to be used stands at one of its ends: both cost a step, however many are idle.
 */
export class IdleVms {
  size = 0;
  /** Whether the last that became idle is used first. In any case the lowest ordinal is, of those that did together. */
  readonly #lastFirst: boolean;
  #ring: (Vm | undefined)[] = new Array(FEWEST_PLACES).fill(undefined);
  #head = 0;

  constructor(reuse: "mostRecentlyIdle" | "longestIdle") {
    this.#lastFirst = reuse === "mostRecentlyIdle";
  }

  /** The next to be used; there must be one. */
  get top(): Vm {
    return this.#at(this.#lastFirst ? this.size - 1 : 0);
  }

  add(vm: Vm): void {
    if (this.size === this.#ring.length) this.#grow();
    let place = this.size++;
    for (; place > 0 && this.#precedes(vm, this.#at(place - 1)); place--) this.#put(place, this.#at(place - 1));
    this.#put(place, vm);
  }

  /** Takes out one that is in, and has been idle since it came in. */
  remove(vm: Vm): void {
    if (this.#at(0) === vm) {
      this.#put(0, undefined);
      this.#head = (this.#head + 1) & (this.#ring.length - 1);
    } else {
      for (let place = this.#placeOf(vm); place < this.size - 1; place++) this.#put(place, this.#at(place + 1));
      this.#put(this.size - 1, undefined);
    }
    this.size--;
  }

  #placeOf(vm: Vm): number {
    if (this.#at(this.size - 1) === vm) return this.size - 1;
    let low = 0;
    let high = this.size;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#precedes(this.#at(middle), vm)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #precedes(a: Vm, b: Vm): boolean {
    if (a.idleSince !== b.idleSince) return a.idleSince < b.idleSince;
    return this.#lastFirst ? a.ordinal > b.ordinal : a.ordinal < b.ordinal;
  }

  #at(place: number): Vm {
    return this.#ring[(this.#head + place) & (this.#ring.length - 1)]!;
  }

  #put(place: number, vm: Vm | undefined): void {
    this.#ring[(this.#head + place) & (this.#ring.length - 1)] = vm;
  }

  #grow(): void {
    const roomier: (Vm | undefined)[] = new Array(2 * this.#ring.length).fill(undefined);
    for (let place = 0; place < this.size; place++) roomier[place] = this.#at(place);
    this.#ring = roomier;
    this.#head = 0;
  }
}
