import { IndexedHeap } from "../indexedHeap.ts";
import { berthOf, type Vm } from "./vm.ts";

export interface FillRule {
  readonly slotsPerVm: number;
  readonly fill: "pack" | "spread";
  readonly reuse: "mostRecentlyIdle" | "longestIdle";
}

/**
 * The ready VMs with a free slot, by how many of their slots are held: which one a free task takes is the top of a heap.
 *
 * `pack` looks at the most held slots first, `spread` at the fewest; among idle VMs `reuse` decides; then the lowest ordinal.
 */
export class FreeVms {
  /** Free slots on all of them. */
  slots = 0;
  readonly #rule: FillRule;
  /** By the number of slots held. */
  readonly #heaps: readonly IndexedHeap<Vm>[];

  constructor(rule: FillRule) {
    this.#rule = rule;
    const idleOrder = rule.reuse === "mostRecentlyIdle" ? mostRecentlyIdle : longestIdle;
    this.#heaps = Array.from(
      { length: rule.slotsPerVm },
      (_, held) => new IndexedHeap(held === 0 ? idleOrder : lowestOrdinal, berthOf),
    );
  }

  /** VMs of which no slot is held. */
  get idle(): number {
    return this.#heaps[0]!.size;
  }

  /** A VM became ready, all of its slots free. */
  add(vm: Vm): void {
    this.slots += this.#rule.slotsPerVm - vm.used;
    this.#heaps[vm.used]!.add(vm);
  }

  /** A VM takes no more tasks. */
  remove(vm: Vm): void {
    this.slots -= this.#rule.slotsPerVm - vm.used;
    if (vm.used < this.#rule.slotsPerVm) this.#heaps[vm.used]!.remove(vm);
  }

  /** Free slots on the VM that has the most of them. */
  get most(): number {
    const heaps = this.#heaps;
    for (let held = 0; held < heaps.length; held++) if (heaps[held]!.size > 0) return heaps.length - held;
    return 0;
  }

  /** The VM that the next task takes slots of, one if not told; some VM must have as many free. */
  choose(slots = 1): Vm {
    const heaps = this.#heaps;
    const pack = this.#rule.fill === "pack";
    let held = pack ? heaps.length - slots : 0;
    while (heaps[held]!.size === 0) held += pack ? -1 : 1;
    return heaps[held]!.top;
  }

  hold(vm: Vm): void {
    this.#heaps[vm.used]!.remove(vm);
    vm.used++;
    this.slots--;
    if (vm.used < this.#rule.slotsPerVm) this.#heaps[vm.used]!.add(vm);
  }

  /** A slot is given back; `vm.idleSince` is told before if it was the last one held. */
  release(vm: Vm): void {
    if (vm.used < this.#rule.slotsPerVm) this.#heaps[vm.used]!.remove(vm);
    vm.used--;
    this.slots++;
    this.#heaps[vm.used]!.add(vm);
  }
}

function mostRecentlyIdle(a: Vm, b: Vm): boolean {
  return a.idleSince === b.idleSince ? a.ordinal < b.ordinal : a.idleSince > b.idleSince;
}

function longestIdle(a: Vm, b: Vm): boolean {
  return a.idleSince === b.idleSince ? a.ordinal < b.ordinal : a.idleSince < b.idleSince;
}

function lowestOrdinal(a: Vm, b: Vm): boolean {
  return a.ordinal < b.ordinal;
}
