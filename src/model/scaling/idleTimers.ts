import type { Sampler } from "../../engine/sampler.ts";
import { NEVER, type Ticks } from "../../engine/time.ts";
import { IndexedHeap } from "../indexedHeap.ts";
import { berthOf, type Vm } from "../pool/vm.ts";

/**
 * Which idle VMs of a pool carry a timer, and when the next one is up.
 *
 * The longest-idle VMs (the lowest ordinal among equals) carry one, as many as told at the end of each instant; a timer
 * starts as its VM comes to be one of them, and is dropped as it ceases to be. Each change costs O(log n).
 */
export class IdleTimers {
  readonly #timeout: Sampler;
  /** VMs whose idleness may have changed in this instant. */
  #touched: Vm[] = [];
  /** Idle VMs with a timer, the latest idle first; by when their timers are up; and idle VMs without, the longest idle first. */
  readonly #timed = new IndexedHeap<Vm>((a, b) => longerIdle(b, a), berthOf);
  readonly #byExpiry = new IndexedHeap<Vm>(expiresBefore, berthOf);
  readonly #untimed = new IndexedHeap<Vm>(longerIdle, berthOf);

  /** @param timeout how long a VM may be idle, in ticks: taken anew at each start of a timer. */
  constructor(timeout: Sampler) {
    this.#timeout = timeout;
  }

  /** When the next timer is up; NEVER if none runs. */
  get next(): Ticks {
    return this.#byExpiry.size === 0 ? NEVER : this.#byExpiry.top.expiresAt;
  }

  /** The VM whose timer is up next; there must be one. */
  get first(): Vm {
    return this.#byExpiry.top;
  }

  /** A slot of the VM was taken or given back, or it became ready, or leaves. */
  touch(vm: Vm): void {
    if (vm.touched) return;
    vm.touched = true;
    this.#touched.push(vm);
  }

  /** The instant is over: `count` idle VMs carry a timer, or all if there are fewer. */
  settle(now: Ticks, count: number): void {
    if (this.#touched.length > 0) {
      for (const vm of this.#touched) this.#look(vm);
      this.#touched = [];
    }
    const [timed, untimed] = [this.#timed, this.#untimed];
    while (timed.size > count) this.#drop(timed.top);
    while (timed.size < count && untimed.size > 0) this.#start(untimed.top, now);
    while (timed.size > 0 && untimed.size > 0 && longerIdle(untimed.top, timed.top)) {
      const longer = untimed.top;
      this.#drop(timed.top);
      this.#start(longer, now);
    }
  }

  /** A timer that is up starts anew: for a tick at least, or it would be up for ever. */
  restart(vm: Vm, now: Ticks): void {
    this.#byExpiry.remove(vm);
    vm.expiresAt = now + Math.max(1, this.#drawn());
    this.#byExpiry.add(vm);
  }

  #look(vm: Vm): void {
    vm.touched = false;
    const idle = vm.serves && vm.used === 0;
    const timed = this.#timed.has(vm);
    const known = timed || this.#untimed.has(vm);
    if (known && !(idle && vm.idleSince === vm.idleKey)) {
      if (timed) {
        this.#timed.remove(vm);
        this.#byExpiry.remove(vm);
      } else {
        this.#untimed.remove(vm);
      }
    } else if (known) {
      return;
    }
    if (!idle) return;
    vm.idleKey = vm.idleSince;
    this.#untimed.add(vm);
  }

  #start(vm: Vm, now: Ticks): void {
    this.#untimed.remove(vm);
    this.#timed.add(vm);
    vm.expiresAt = now + this.#drawn();
    this.#byExpiry.add(vm);
  }

  #drop(vm: Vm): void {
    this.#timed.remove(vm);
    this.#byExpiry.remove(vm);
    this.#untimed.add(vm);
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
