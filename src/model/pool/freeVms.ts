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
  /** By the number of slots held. */
  readonly #orders: readonly (IdleVms | IndexedHeap<Vm>)[];

  constructor(rule: FillRule) {
    this.#rule = rule;
    this.#orders = Array.from({ length: rule.slotsPerVm }, (_, held) =>
      held === 0 ? new IdleVms(rule.reuse) : new IndexedHeap(lowestOrdinal, berthOf),
    );
  }

  /** VMs of which no slot is held. */
  get idle(): number {
    return this.#orders[0]!.size;
  }

  /** A VM became ready, all of its slots free. */
  add(vm: Vm): void {
    this.slots += this.#rule.slotsPerVm - vm.used;
    this.#orders[vm.used]!.add(vm);
  }

  /** A VM takes no more tasks. */
  remove(vm: Vm): void {
    this.slots -= this.#rule.slotsPerVm - vm.used;
    if (vm.used < this.#rule.slotsPerVm) this.#orders[vm.used]!.remove(vm);
  }

  /** Free slots on the VM that has the most of them. */
  get most(): number {
    const orders = this.#orders;
    for (let held = 0; held < orders.length; held++) if (orders[held]!.size > 0) return orders.length - held;
    return 0;
  }

  /** The VM that the next task takes slots of, one if not told; some VM must have as many free. */
  choose(slots = 1): Vm {
    const orders = this.#orders;
    const pack = this.#rule.fill === "pack";
    let held = pack ? orders.length - slots : 0;
    while (orders[held]!.size === 0) held += pack ? -1 : 1;
    return orders[held]!.top;
  }

  hold(vm: Vm): void {
    this.#orders[vm.used]!.remove(vm);
    vm.used++;
    this.slots--;
    if (vm.used < this.#rule.slotsPerVm) this.#orders[vm.used]!.add(vm);
  }

  /** A slot is given back; `vm.idleSince` is told before if it was the last one held. */
  release(vm: Vm): void {
    if (vm.used < this.#rule.slotsPerVm) this.#orders[vm.used]!.remove(vm);
    vm.used--;
    this.slots++;
    this.#orders[vm.used]!.add(vm);
  }
}

function lowestOrdinal(a: Vm, b: Vm): boolean {
  return a.ordinal < b.ordinal;
}
