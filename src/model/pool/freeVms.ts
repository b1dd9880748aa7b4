import type { Vm } from "./vm.ts";

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
  readonly #heaps: Vm[][];

  constructor(rule: FillRule) {
    this.#rule = rule;
    this.#heaps = Array.from({ length: rule.slotsPerVm }, () => []);
  }

  /** A VM became ready, all of its slots free. */
  add(vm: Vm): void {
    this.slots += this.#rule.slotsPerVm - vm.used;
    this.#insert(vm);
  }

  /** A VM takes no more tasks. */
  remove(vm: Vm): void {
    this.slots -= this.#rule.slotsPerVm - vm.used;
    if (vm.used < this.#rule.slotsPerVm) this.#extract(vm);
  }

  /** The VM that the next task takes a slot of; some slot must be free. */
  choose(): Vm {
    const heaps = this.#heaps;
    const pack = this.#rule.fill === "pack";
    let held = pack ? heaps.length - 1 : 0;
    while (heaps[held]!.length === 0) held += pack ? -1 : 1;
    return heaps[held]![0]!;
  }

  hold(vm: Vm): void {
    this.#extract(vm);
    vm.used++;
    this.slots--;
    if (vm.used < this.#rule.slotsPerVm) this.#insert(vm);
  }

  /** A slot is given back; `vm.idleSince` is told before if it was the last one held. */
  release(vm: Vm): void {
    if (vm.used < this.#rule.slotsPerVm) this.#extract(vm);
    vm.used--;
    this.slots++;
    this.#insert(vm);
  }

  #before(a: Vm, b: Vm): boolean {
    if (a.used === 0 && a.idleSince !== b.idleSince) {
      return this.#rule.reuse === "mostRecentlyIdle" ? a.idleSince > b.idleSince : a.idleSince < b.idleSince;
    }
    return a.ordinal < b.ordinal;
  }

  #insert(vm: Vm): void {
    const heap = this.#heaps[vm.used]!;
    heap.push(vm);
    this.#rise(heap, heap.length - 1, vm);
  }

  #extract(vm: Vm): void {
    const heap = this.#heaps[vm.used]!;
    const last = heap.pop()!;
    if (last === vm) return;
    const place = vm.place;
    if (place > 0 && this.#before(last, heap[(place - 1) >> 1]!)) this.#rise(heap, place, last);
    else this.#sink(heap, place, last);
  }

  #rise(heap: Vm[], from: number, vm: Vm): void {
    let place = from;
    while (place > 0) {
      const parent = heap[(place - 1) >> 1]!;
      if (!this.#before(vm, parent)) break;
      heap[place] = parent;
      parent.place = place;
      place = (place - 1) >> 1;
    }
    heap[place] = vm;
    vm.place = place;
  }

  #sink(heap: Vm[], from: number, vm: Vm): void {
    let place = from;
    for (;;) {
      let child = 2 * place + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && this.#before(heap[child + 1]!, heap[child]!)) child++;
      if (!this.#before(heap[child]!, vm)) break;
      heap[place] = heap[child]!;
      heap[place]!.place = place;
      place = child;
    }
    heap[place] = vm;
    vm.place = place;
  }
}
