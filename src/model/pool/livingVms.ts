import { NOT_YET } from "../jobTable.ts";
import { NOWHERE, OrdinalPlaces } from "../ordinalPlaces.ts";
import type { Account } from "./account.ts";
import { Vm, type VmRequest } from "./vm.ts";
import { VmRows } from "./vmRows.ts";

/** The VMs of a pool that live, in no particular order: by ordinal, and by berth, which is that of one that is gone where there is one. */
export class LivingVms implements Iterable<Vm> {
  /** Dedicated ones that have not left, and all of low priority. */
  dedicated = 0;
  lowPriority = 0;
  /** What they do, by berth. */
  readonly rows = new VmRows();
  /** By berth, those that are gone too; the latter, to be used again; and the berths of those that live, by ordinal. */
  readonly #berths: Vm[] = [];
  readonly #spare: Vm[] = [];
  readonly #berthOf = new OrdinalPlaces();
  readonly #cores: number | null;
  readonly #account: Account;

  /** @param cores that each holds of the account's. */
  constructor(cores: number | null, account: Account) {
    this.#cores = cores;
    this.#account = account;
  }

  *[Symbol.iterator](): Generator<Vm> {
    for (const vm of this.#berths) if (vm.deleted === NOT_YET) yield vm;
  }

  /** Those that something holds of: a list, which is faster where many are looked at often. */
  those(which: (vm: Vm) => boolean): Vm[] {
    const found: Vm[] = [];
    for (const vm of this.#berths) if (vm.deleted === NOT_YET && which(vm)) found.push(vm);
    return found;
  }

  /** The VM of an ordinal; undefined once it is deleted. */
  of(ordinal: number): Vm | undefined {
    const berth = this.#berthOf.of(ordinal);
    return berth === NOWHERE ? undefined : this.#berths[berth];
  }

  /** The berth of a VM that lives. */
  berthOf(ordinal: number): number {
    return this.#berthOf.of(ordinal);
  }

  /** The VM that lives in a berth; there must be one. */
  at(berth: number): Vm {
    return this.#berths[berth]!;
  }

  /** A VM is requested. */
  begin(request: VmRequest): Vm {
    const vm = this.#spare.pop() ?? this.#newVm();
    vm.begin(request);
    this.#berthOf.set(vm.ordinal, vm.berth);
    if (vm.lowPriority) this.lowPriority++;
    else this.dedicated++;
    this.#account.hold(this.#cores, vm.lowPriority);
    return vm;
  }

  /** It takes no more tasks, or never will any. */
  leaves(vm: Vm): void {
    if (!vm.lowPriority) this.dedicated--;
  }

  /** It is gone, and told to be deleted. */
  end(vm: Vm): void {
    this.#berthOf.set(vm.ordinal, NOWHERE);
    this.#spare.push(vm);
    if (vm.lowPriority) this.lowPriority--;
    this.#account.release(this.#cores, vm.lowPriority);
  }

  #newVm(): Vm {
    const vm = new Vm(this.#berths.length, this.rows);
    this.#berths.push(vm);
    return vm;
  }
}
