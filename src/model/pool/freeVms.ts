import type { Ticks } from "../../engine/time.ts";
import { IndexedHeap } from "../indexedHeap.ts";
import { IdleVms } from "./idleVms.ts";
import { berthOf, type Vm } from "./vm.ts";

export interface FillRule {
  readonly slotsPerVm: number;
  readonly fill: "pack" | "spread";
  readonly reuse: "mostRecentlyIdle" | "longestIdle";
}

/**
 * The ready VMs with a free slot, by how many of their slots are held: which one a free task takes is the top of an order.
 *
 * `pack` looks at the most held slots first, `spread` at the fewest; among idle VMs `reuse` decides; then the lowest ordinal.
 */
export class FreeVms {
  /** Free slots on all of them. */
  slots = 0;
  readonly #rule: FillRule;
  /** VMs that live, by ordinal. */
  readonly #vmOf: (ordinal: number) => Vm;
  readonly #idle: IdleVms;
  /** Those that are neither idle nor full, by the number of slots held; none at 0. */
  readonly #partly: readonly IndexedHeap<Vm>[];

  constructor(rule: FillRule, vmOf: (ordinal: number) => Vm) {
    this.#rule = rule;
    this.#vmOf = vmOf;
    this.#idle = new IdleVms(rule.reuse);
    this.#partly = Array.from({ length: rule.slotsPerVm }, () => new IndexedHeap(lowestOrdinal, berthOf));
  }

  /** VMs of which no slot is held. */
  get idle(): number {
    return this.#idle.size;
  }

  /** A VM became ready, all of its slots free. */
  add(vm: Vm): void {
    this.slots += this.#rule.slotsPerVm - vm.used;
    this.#enter(vm);
  }

  /** A VM takes no more tasks. */
  remove(vm: Vm): void {
    this.slots -= this.#rule.slotsPerVm - vm.used;
    if (vm.used < this.#rule.slotsPerVm) this.#leave(vm);
  }

  /** Free slots on the VM that has the most of them. */
  get most(): number {
    const partly = this.#partly;
    if (this.#idle.size > 0) return partly.length;
    for (let held = 1; held < partly.length; held++) if (partly[held]!.size > 0) return partly.length - held;
    return 0;
  }

  /** The VM that the next task takes slots of, one if not told; some VM must have as many free. */
  choose(slots = 1): Vm {
    const partly = this.#partly;
    if (this.#rule.fill === "pack") {
      for (let held = partly.length - slots; held > 0; held--) if (partly[held]!.size > 0) return partly[held]!.top;
    } else if (this.#idle.size === 0) {
      let held = 1;
      while (partly[held]!.size === 0) held++;
      return partly[held]!.top;
    }
    return this.#vmOf(this.#idle.top);
  }

  /** Holds a slot of the VM that the next task takes one of; some VM must have one free. */
  next(): Vm {
    if (this.#partly.length > 1) {
      const vm = this.choose();
      this.hold(vm);
      return vm;
    }
    const vm = this.#vmOf(this.nextOne());
    vm.used = 1;
    return vm;
  }

  /** Where VMs have one slot each: the ordinal of the next, whose slot is held from now on, as its `used` is to tell. */
  nextOne(): number {
    this.slots--;
    return this.#idle.pop();
  }

  /** Likewise one is idle from now on. */
  oneIsIdle(ordinal: number, now: Ticks): void {
    this.slots++;
    this.#idle.add(ordinal, now);
  }

  /** Holds slots of a VM that has as many free. */
  hold(vm: Vm, slots = 1): void {
    this.#leave(vm);
    vm.used += slots;
    this.slots -= slots;
    if (vm.used < this.#partly.length) this.#enter(vm);
  }

  /** Slots are given back; `vm.idleSince` is told before if they were the last ones held. */
  release(vm: Vm, slots = 1): void {
    if (vm.used < this.#partly.length) this.#leave(vm);
    vm.used -= slots;
    this.slots += slots;
    this.#enter(vm);
  }

  #enter(vm: Vm): void {
    if (vm.used === 0) this.#idle.add(vm.ordinal, vm.idleSince);
    else this.#partly[vm.used]!.add(vm);
  }

  #leave(vm: Vm): void {
    if (vm.used === 0) this.#idle.remove(vm.ordinal, vm.idleSince);
    else this.#partly[vm.used]!.remove(vm);
  }
}

function lowestOrdinal(a: Vm, b: Vm): boolean {
  return a.ordinal < b.ordinal;
}
