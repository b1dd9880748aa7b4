import type { Sampler } from "../../engine/sampler.ts";
import { NEVER, type Ticks } from "../../engine/time.ts";
import { IndexedHeap } from "../indexedHeap.ts";
import { berthOf, type Vm } from "../pool/vm.ts";
import { VmList } from "../pool/vmList.ts";

/**
 * Which idle VMs of a pool carry a timer, and when the next one is up.
 *
 * The longest-idle VMs (the lowest ordinal among equals) carry one, as many as told at the end of each instant; a timer
 * starts as its VM comes to be one of them, and is dropped as it ceases to be. Each change costs O(log n).
 */
export class IdleTimers {
  readonly #timeout: Sampler;
  /** VMs whose idleness may have changed in this instant, as many as told: the list is not made anew, for most instants touch one. */
  readonly #touched: Vm[] = [];
  #touches = 0;
  /** Idle VMs, the longest idle first. */
  readonly #idle = new VmList();
  /** Those that carry a timer, by when it is up: the first in the line, up to and with the one that is told. */
  readonly #timed = new IndexedHeap<Vm>(expiresBefore, berthOf);
  #lastTimed: Vm | undefined;
  /** Some without a timer came to stand before that one: they became idle at the same instant, and have lower ordinals. */
  #mixed = false;

  /** @param timeout how long a VM may be idle, in ticks: taken anew at each start of a timer. */
  constructor(timeout: Sampler) {
    this.#timeout = timeout;
  }

  /** When the next timer is up; NEVER if none runs. */
  get next(): Ticks {
    return this.#timed.size === 0 ? NEVER : this.#timed.top.expiresAt;
  }

  /** The VM whose timer is up next; there must be one. */
  get first(): Vm {
    return this.#timed.top;
  }

  /** A slot of the VM was taken or given back, or it became ready, or leaves. */
  touch(vm: Vm): void {
    if (vm.touched) return;
    vm.touched = true;
    this.#touched[this.#touches++] = vm;
  }

  /** The instant is over: `count` idle VMs carry a timer, or all if there are fewer. */
  settle(now: Ticks, count: number): void {
    for (let i = 0; i < this.#touches; i++) this.#look(this.#touched[i]!);
    this.#touches = 0;
    if (this.#mixed) this.#sortOut(now, count);
    while (this.#timed.size > count) this.#dropLast();
    while (this.#timed.size < count && this.#timed.size < this.#idle.size) {
      const next = this.#lastTimed === undefined ? this.#idle.first : this.#idle.after(this.#lastTimed);
      this.#start(next!, now);
      this.#lastTimed = next;
    }
  }

  /** A timer that is up starts anew: for a tick at least, or it would be up for ever. */
  restart(vm: Vm, now: Ticks): void {
    this.#timed.remove(vm);
    vm.expiresAt = now + Math.max(1, this.#drawn());
    this.#timed.add(vm);
  }

  #look(vm: Vm): void {
    vm.touched = false;
    const idle = vm.serves && vm.used === 0;
    if (this.#idle.has(vm)) {
      if (idle && vm.idleSince === vm.idleKey) return;
      if (vm === this.#lastTimed) this.#dropLast();
      else if (this.#timed.has(vm)) this.#timed.remove(vm);
      this.#idle.remove(vm);
    }
    if (!idle) return;
    vm.idleKey = vm.idleSince;
    // It has become idle last, or at the same instant as those that have.
    let before = this.#idle.last;
    while (before !== undefined && longerIdle(vm, before)) before = this.#idle.before(before);
    this.#idle.add(vm, before);
    if (this.#lastTimed !== undefined && longerIdle(vm, this.#lastTimed)) this.#mixed = true;
  }

  /** The first in the line carry timers, and no others, be they in what order they may. */
  #sortOut(now: Ticks, count: number): void {
    const last = this.#lastTimed;
    this.#mixed = false;
    this.#lastTimed = undefined;
    let place = 0;
    for (let vm = this.#idle.first; vm !== undefined; vm = this.#idle.after(vm), place++) {
      if (place < count) {
        if (!this.#timed.has(vm)) this.#start(vm, now);
        this.#lastTimed = vm;
      } else if (this.#timed.has(vm)) {
        this.#timed.remove(vm);
      }
      if (vm === last) break;
    }
  }

  #start(vm: Vm, now: Ticks): void {
    vm.expiresAt = now + this.#drawn();
    this.#timed.add(vm);
  }

  /** The least idle of those with a timer loses it. Where they are mixed, others without one may stand before it. */
  #dropLast(): void {
    this.#timed.remove(this.#lastTimed!);
    do this.#lastTimed = this.#idle.before(this.#lastTimed!);
    while (this.#mixed && this.#lastTimed !== undefined && !this.#timed.has(this.#lastTimed));
  }

  #drawn(): Ticks {
    return Math.max(0, Math.round(this.#timeout()));
  }
}

function longerIdle(a: Vm, b: Vm): boolean {
  return a.idleKey === b.idleKey ? a.ordinal < b.ordinal : a.idleKey < b.idleKey;
}

function expiresBefore(a: Vm, b: Vm): boolean {
  return a.expiresAt === b.expiresAt ? longerIdle(a, b) : a.expiresAt < b.expiresAt;
}
