import { NEVER, type Ticks } from "../../engine/time.ts";
import { riseEnd, sinkEnd } from "../endHeap.ts";
import { doubled, roomier } from "../roomier.ts";

const FEWEST_PLACES = 16;

/**
 * When each VM of a pool is free, in two parts: those that will be, in a heap, the earliest first; and those that are, in a
 * line, in the order in which they became so. VMs go by small numbers, which may be those of others once they have left.
 */
export class VmEnds {
  /** VMs that are free. */
  idle = 0;
  readonly #lastFirst: boolean;
  /** By VM. */
  #ordinals = new Int32Array(FEWEST_PLACES);
  /** Below each place of the heap are two more: what is not there ends never. */
  #ends = new Float64Array(2 * FEWEST_PLACES + 1).fill(NEVER);
  #vms = new Int32Array(FEWEST_PLACES);
  #size = 0;
  /** The VM at the root is free already: the next that is occupied takes its place, which is one sift instead of two. */
  #isRootFree = false;
  /** A ring. */
  #line = new Int32Array(FEWEST_PLACES);
  #since = new Float64Array(FEWEST_PLACES);
  #head = 0;
  /** VMs of tasks of no length: free again at that instant, but only when no other is that jobs could take in it. */
  readonly #brief: number[] = [];
  #briefly: Ticks = 0;

  /** It never goes back. */
  #clock: Ticks = 0;

  constructor(reuse: "mostRecentlyIdle" | "longestIdle") {
    this.#lastFirst = reuse === "mostRecentlyIdle";
  }

  /** VMs that are not. */
  get busy(): number {
    return this.#size - Number(this.#isRootFree) + this.#brief.length;
  }

  /** The earliest end to come, but of tasks of no length; NEVER if there is none. */
  get earliest(): Ticks {
    const ends = this.#ends;
    if (!this.#isRootFree) return ends[0]!;
    return ends[1]! < ends[2]! ? ends[1]! : ends[2]!;
  }

  /** A VM can take its first task at that instant. */
  add(vm: number, ordinal: number, from: Ticks): void {
    while (vm >= this.#vms.length) this.#grow();
    this.#ordinals[vm] = ordinal;
    this.#push(vm, from);
  }

  /** A VM takes no more tasks. Returns when it is free; NEVER if it is. */
  remove(vm: number): Ticks {
    for (let at = 0; at < this.idle; at++) {
      if (this.idleAt(at) !== vm) continue;
      for (let to = at + 1; to < this.idle; to++) this.#put(to - 1, this.idleAt(to), this.idleSince(to));
      this.idle--;
      return NEVER;
    }
    this.#settle();
    let free = NEVER;
    const others = this.#size;
    const ends = this.#ends.slice(0, others);
    const vms = this.#vms.slice(0, others);
    const from = Number(this.#isRootFree);
    this.#size = 0;
    this.#isRootFree = false;
    this.#ends.fill(NEVER);
    for (let place = from; place < others; place++) {
      if (vms[place] === vm) free = ends[place]!;
      else this.#push(vms[place]!, ends[place]!);
    }
    return free;
  }

  /** The clock comes to an instant: VMs whose ends are not later are free. */
  freeBy(now: Ticks): void {
    if (now > this.#clock) this.#clock = now;
    if (this.#brief.length > 0 && now > this.#briefly) this.#settle();
    this.#freeBy(now);
    if (this.idle > 0 || this.#brief.length === 0) return;
    this.#settle();
    this.#freeBy(now);
  }

  /** The first instant from now and another one on at which a VM is free: the clock comes to it, if it is before the limit. */
  freeFrom(time: Ticks, limit: Ticks = NEVER): Ticks {
    this.freeBy(time > this.#clock ? time : this.#clock);
    if (this.idle > 0) return this.#clock;
    const end = this.earliest;
    if (end >= limit) return end;
    this.#freeBy(end);
    this.#clock = end;
    return end;
  }

  /** Takes the free VM whose turn it is by the pool's `reuse`. */
  take(): number {
    const line = this.#line;
    const mask = line.length - 1;
    this.idle--;
    if (this.#lastFirst) return line[(this.#head + this.idle) & mask]!;
    const vm = line[this.#head]!;
    this.#head = (this.#head + 1) & mask;
    return vm;
  }

  /** A VM is busy from now until `end`. */
  occupy(vm: number, now: Ticks, end: Ticks): void {
    if (end > now) {
      this.#push(vm, end);
      return;
    }
    this.#brief.push(vm);
    this.#briefly = now;
  }

  /** Tasks of no length end: no other job gets its VM before they have. */
  settle(): void {
    if (this.#brief.length === 0) return;
    this.#settle();
    this.#freeBy(this.#briefly);
  }

  /** Who is free, the longest first. */
  idleAt(place: number): number {
    return this.#line[(this.#head + place) & (this.#line.length - 1)]!;
  }

  /** Since when. */
  idleSince(place: number): Ticks {
    return this.#since[(this.#head + place) & (this.#line.length - 1)]!;
  }

  #settle(): void {
    for (const vm of this.#brief) this.#push(vm, this.#briefly);
    this.#brief.length = 0;
  }

  #freeBy(now: Ticks): void {
    for (let end = this.earliest; end <= now; end = this.earliest) {
      if (this.#isRootFree) {
        const last = --this.#size;
        const lastEnd = this.#ends[last]!;
        this.#ends[last] = NEVER;
        sinkEnd(this.#ends, this.#vms, lastEnd, this.#vms[last]!);
      }
      this.#isRootFree = true;
      this.#frees(this.#vms[0]!, end);
    }
  }

  #push(vm: number, end: Ticks): void {
    if (this.#isRootFree) {
      this.#isRootFree = false;
      sinkEnd(this.#ends, this.#vms, end, vm);
      return;
    }
    riseEnd(this.#ends, this.#vms, this.#size++, end, vm);
  }

  /** To the end of the line, but for those that became free at the same instant: the lowest of them is used first. */
  #frees(vm: number, time: Ticks): void {
    let place = this.idle++;
    for (; place > 0 && this.idleSince(place - 1) === time; place--) {
      const before = this.idleAt(place - 1);
      if (this.#ordinals[before]! > this.#ordinals[vm]! === this.#lastFirst) break;
      this.#put(place, before, time);
    }
    this.#put(place, vm, time);
  }

  #put(place: number, vm: number, since: Ticks): void {
    const at = (this.#head + place) & (this.#line.length - 1);
    this.#line[at] = vm;
    this.#since[at] = since;
  }

  #grow(): void {
    const line = Int32Array.from({ length: this.idle }, (_, place) => this.idleAt(place));
    const since = Float64Array.from({ length: this.idle }, (_, place) => this.idleSince(place));
    const length = 2 * this.#vms.length;
    this.#ordinals = doubled(this.#ordinals);
    this.#vms = doubled(this.#vms);
    this.#ends = roomier(this.#ends, new Float64Array(2 * length + 1).fill(NEVER));
    this.#line = roomier(line, new Int32Array(length));
    this.#since = roomier(since, new Float64Array(length));
    this.#head = 0;
  }
}
