import { NOT_YET } from "../jobTable.ts";
import { Phase } from "../runTable.ts";
import type { Scaler } from "../scaling/scaler.ts";
import { slotsAt } from "../slotsByVm.ts";
import type { Fleet } from "./fleet.ts";
import type { PoolSurroundings } from "./pool.ts";
import type { Vm } from "./vm.ts";
import { sortRising, VmLists } from "./vmLists.ts";

/** What the slots of a pool belong to, and who is to know that they are taken or given back. */
export interface SeatingParts {
  readonly fleet: Fleet;
  readonly scaler: Scaler | null;
  /** A VM that leaves has nothing to do any more. */
  readonly emptied: () => void;
  /** Whether the clocks of breakdowns stand still while a VM is idle. */
  readonly idleClocksStop: boolean;
}

/** Slots of several VMs, or several of one. */
export interface GangSeats {
  /** Their VMs in ascending order, one entry a slot; and the first of them, with the instant at which the last was ready. */
  readonly vms: Int32Array;
  readonly first: { readonly ordinal: number; readonly berth: number; readonly ready: number };
}

/** Gives slots of a pool's VMs to runs and takes them back, and tells the VMs what the runs do. */
export class Seating {
  readonly #parts: SeatingParts;
  readonly #fleet: Fleet;
  readonly #around: PoolSurroundings;
  readonly #lists = new VmLists();

  constructor(parts: SeatingParts, around: PoolSurroundings) {
    this.#parts = parts;
    this.#fleet = parts.fleet;
    this.#around = around;
  }

  /** The next slot; there must be one. */
  take(): Vm {
    const vm = this.#fleet.free.next();
    this.#parts.scaler?.touch(vm);
    return vm;
  }

  /** The next slots; there must be as many. @param together whether they are to be of one VM. */
  takeMany(width: number, together: boolean): GangSeats {
    const { free } = this.#fleet;
    const one = together ? free.choose(width) : null;
    const vms = this.#lists.take(width);
    let ready = NOT_YET;
    for (let slot = 0; slot < width; slot++) {
      const vm = one ?? free.next();
      if (one !== null) free.hold(vm);
      this.#parts.scaler?.touch(vm);
      vms[slot] = vm.ordinal;
      if (vm.ready > ready) ready = vm.ready;
    }
    sortRising(vms, width);
    const { ordinal, berth } = this.#fleet.vm(vms[0]!)!;
    return { vms, first: { ordinal, berth, ready } };
  }

  starts(run: number): void {
    const { runs } = this.#around.life;
    const vms = runs.gangVms[run];
    if (vms === undefined) this.#starts(this.#fleet.at(runs.berth[run]!));
    else for (let at = 0; at < vms.length; at += slotsAt(vms, at)) this.#starts(this.#fleet.vm(vms[at]!)!);
  }

  transfers(run: number): void {
    const { simulation, life } = this.#around;
    for (const vm of this.vmsOf(run)) vm.taskTransfers(simulation.now, life.window);
  }

  computes(run: number): void {
    const { simulation, life } = this.#around;
    for (const vm of this.vmsOf(run)) vm.taskComputes(simulation.now, life.window);
  }

  /** A run's slots are free again, and its list is forgotten. @param computed whether it started. */
  takeBack(run: number, computed: boolean): void {
    const { runs } = this.#around.life;
    const vms = runs.gangVms[run];
    const moved = runs.phase[run] !== Phase.computing;
    if (vms === undefined) {
      this.#takeBack(this.#fleet.at(runs.berth[run]!), 1, computed, moved);
      return;
    }
    for (let at = 0; at < vms.length; ) {
      const slots = slotsAt(vms, at);
      this.#takeBack(this.#fleet.vm(vms[at]!)!, slots, computed, moved);
      at += slots;
    }
    this.#lists.giveBack(vms);
  }

  /** The VMs of which a run holds slots. */
  vmsOf(run: number): readonly Vm[] {
    const { runs } = this.#around.life;
    const vms = runs.gangVms[run];
    if (vms === undefined) return [this.#fleet.at(runs.berth[run]!)];
    const found: Vm[] = [];
    for (let at = 0; at < vms.length; at += slotsAt(vms, at)) found.push(this.#fleet.vm(vms[at]!)!);
    return found;
  }

  #starts(vm: Vm): void {
    const { simulation, life } = this.#around;
    vm.taskStarts(simulation.now, life.window);
    if (vm.active === 1 && this.#parts.idleClocksStop) this.#fleet.clockRuns(vm);
  }

  #takeBack(vm: Vm, slots: number, computed: boolean, moved: boolean): void {
    const { simulation, life } = this.#around;
    const fleet = this.#fleet;
    if (computed) {
      vm.taskEnds(simulation.now, life.window, moved);
      if (vm.active === 0 && this.#parts.idleClocksStop) fleet.clockStops(vm);
    }
    if (!vm.serves) {
      vm.used -= slots;
      if (vm.used > 0) return;
      fleet.empty(vm);
      this.#parts.emptied();
      return;
    }
    if (vm.used === slots) vm.idleSince = simulation.now;
    for (let slot = 0; slot < slots; slot++) fleet.free.release(vm);
    this.#parts.scaler?.touch(vm);
  }
}
