import { NONE } from "../jobTable.ts";
import { roomier } from "../roomier.ts";
import type { Vm } from "./vm.ts";

const INITIAL_BERTHS = 64;
/** In place of the next one's berth, of a VM that is not in. */
const OUT = -2;

/** Some VMs of a pool in an order: a linked list in columns, by berth. One comes in or out anywhere in a step. */
export class VmList {
  size = 0;
  #first = NONE;
  #last = NONE;
  #before = new Int32Array(INITIAL_BERTHS).fill(OUT);
  #after = new Int32Array(INITIAL_BERTHS).fill(OUT);
  readonly #vms: Vm[] = [];

  /** The ends; undefined if none is in. */
  get first(): Vm | undefined {
    return this.#at(this.#first);
  }
  get last(): Vm | undefined {
    return this.#at(this.#last);
  }

  has({ berth }: Vm): boolean {
    return berth < this.#after.length && this.#after[berth] !== OUT;
  }

  /** The next after one that is in, or before it; undefined at the end. */
  after(vm: Vm): Vm | undefined {
    return this.#at(this.#after[vm.berth]!);
  }
  before(vm: Vm): Vm | undefined {
    return this.#at(this.#before[vm.berth]!);
  }

  /** Adds one that is not in, last of all. */
  push(vm: Vm): void {
    this.add(vm, this.last);
  }

  /** Adds one that is not in, next after another; first of all after undefined. */
  add(vm: Vm, previous: Vm | undefined): void {
    const { berth } = vm;
    if (berth >= this.#after.length) this.#grow(berth);
    this.#vms[berth] = vm;
    const before = previous === undefined ? NONE : previous.berth;
    const after = before === NONE ? this.#first : this.#after[before]!;
    this.#before[berth] = before;
    this.#after[berth] = after;
    if (before === NONE) this.#first = berth;
    else this.#after[before] = berth;
    if (after === NONE) this.#last = berth;
    else this.#before[after] = berth;
    this.size++;
  }

  /** Takes out one that is in. */
  remove({ berth }: Vm): void {
    const before = this.#before[berth]!;
    const after = this.#after[berth]!;
    if (before === NONE) this.#first = after;
    else this.#after[before] = after;
    if (after === NONE) this.#last = before;
    else this.#before[after] = before;
    this.#after[berth] = OUT;
    this.size--;
  }

  #at(berth: number): Vm | undefined {
    return berth === NONE ? undefined : this.#vms[berth];
  }

  #grow(berth: number): void {
    const capacity = 2 * (berth + 1);
    this.#before = roomier(this.#before, new Int32Array(capacity).fill(OUT));
    this.#after = roomier(this.#after, new Int32Array(capacity).fill(OUT));
  }
}
