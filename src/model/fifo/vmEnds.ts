import type { Ticks } from "../../engine/time.ts";

/**
 * When each VM of a pool is free, in two parts: those that will be, in a heap, the earliest and then the lowest first; and
 * those that are, in a line, in the order in which they became so.
 */
export class VmEnds {
  readonly #lastFirst: boolean;
  readonly #ends: Float64Array;
  readonly #vms: Int32Array;
  #size = 0;
  /** A ring. */
  readonly #idle: Int32Array;
  readonly #idleSince: Float64Array;
  #head = 0;
  /** VMs that are free. */
  idle = 0;
  /** VMs of tasks of no length: free again at that instant, but only when no other is that jobs could take in it. */
  readonly #brief: number[] = [];
  readonly #briefly = new Float64Array(1);

  /** @param freeFrom when each can take its first task. */
  constructor(freeFrom: ArrayLike<Ticks>, reuse: "mostRecentlyIdle" | "longestIdle") {
    this.#lastFirst = reuse === "mostRecentlyIdle";
    this.#ends = new Float64Array(freeFrom.length);
    this.#vms = new Int32Array(freeFrom.length);
    this.#idle = new Int32Array(freeFrom.length);
    this.#idleSince = new Float64Array(freeFrom.length);
    for (let vm = 0; vm < freeFrom.length; vm++) this.occupy(vm, freeFrom[vm]!);
  }

  /** The earliest end to come; good only while one is. */
  get earliest(): Ticks {
    return this.#ends[0]!;
  }

  /** The clock comes to an instant: VMs whose ends are not later are free. */
  freeBy(now: Ticks): void {
    if (this.#brief.length === 0) {
      this.#freeBy(now);
      return;
    }
    if (now > this.#briefly[0]!) this.#settle();
    this.#freeBy(now);
    if (this.idle > 0 || (this.#size > 0 && this.#ends[0]! <= this.#briefly[0]!)) return;
    this.#settle();
    this.#freeBy(now);
  }

  #settle(): void {
    for (const vm of this.#brief) this.occupy(vm, this.#briefly[0]!);
    this.#brief.length = 0;
  }

  #freeBy(now: Ticks): void {
    while (this.#size > 0 && this.#ends[0]! <= now) {
      const time = this.#ends[0]!;
      this.#frees(this.takeNext(), time);
    }
  }

  /** Takes the free VM whose turn it is by the pool's `reuse`. */
  takeIdle(): number {
    const ring = this.#idle;
    this.idle--;
    if (this.#lastFirst) return ring[(this.#head + this.idle) % ring.length]!;
    const vm = ring[this.#head]!;
    this.#head = this.#head + 1 === ring.length ? 0 : this.#head + 1;
    return vm;
  }

  /** Takes the VM that is free at the earliest end to come. */
  takeNext(): number {
    const ends = this.#ends;
    const vms = this.#vms;
    const next = vms[0]!;
    const size = --this.#size;
    const end = ends[size]!;
    const vm = vms[size]!;
    let place = 0;
    for (let child = 1; child < size; child = 2 * place + 1) {
      const right = child + 1;
      if (right < size && this.#precedes(ends[right]!, vms[right]!, child)) child = right;
      if (!this.#precedes(ends[child]!, vms[child]!, size)) break;
      ends[place] = ends[child]!;
      vms[place] = vms[child]!;
      place = child;
    }
    ends[place] = end;
    vms[place] = vm;
    return next;
  }

  /** A VM takes a task of no length. */
  occupyBriefly(vm: number, now: Ticks): void {
    this.#brief.push(vm);
    this.#briefly[0] = now;
  }

  /** A VM is busy until `end`. */
  occupy(vm: number, end: Ticks): void {
    const ends = this.#ends;
    const vms = this.#vms;
    let place = this.#size++;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      if (!this.#precedes(end, vm, parent)) break;
      ends[place] = ends[parent]!;
      vms[place] = vms[parent]!;
      place = parent;
    }
    ends[place] = end;
    vms[place] = vm;
  }

  #precedes(end: Ticks, vm: number, place: number): boolean {
    const other = this.#ends[place]!;
    return end < other || (end === other && vm < this.#vms[place]!);
  }

  /** To the end of the line, but for those that became free at the same instant: the lowest of them is used first. */
  #frees(vm: number, time: Ticks): void {
    const ring = this.#idle;
    const since = this.#idleSince;
    let at = (this.#head + this.idle) % ring.length;
    for (let left = this.idle++; left > 0; left--) {
      const before = (at === 0 ? ring.length : at) - 1;
      if (since[before] !== time || ring[before]! > vm === this.#lastFirst) break;
      ring[at] = ring[before]!;
      since[at] = time;
      at = before;
    }
    ring[at] = vm;
    since[at] = time;
  }
}
