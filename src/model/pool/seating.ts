import { NOT_YET } from "../jobTable.ts";
import { Phase } from "../runTable.ts";
import type { Scaler } from "../scaling/scaler.ts";
import { slotsAt } from "../slotsByVm.ts";
import type { Fleet } from "./fleet.ts";
import type { PoolSurroundings } from "./pool.ts";
import type { Vm } from "./vm.ts";
import { sortRising, VmLists } from "./vmLists.ts";
import { VmColumn } from "./vmRows.ts";

/** What the slots of a pool belong to, and who is to know that they are taken or given back. */
export interface SeatingParts {
  readonly fleet: Fleet;
  readonly slotsPerVm: number;
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
  /** VMs have one slot each. */
  readonly #oneEach: boolean;
  readonly #lists = new VmLists();

  constructor(parts: SeatingParts, around: PoolSurroundings) {
    this.#parts = parts;
    this.#fleet = parts.fleet;
    this.#around = around;
    this.#oneEach = parts.slotsPerVm === 1;
  }

  /** The next slot; there must be one. */
  take(): Vm {
    const vm = this.#fleet.free.next();
    this.#parts.scaler?.touch(vm);
    return vm;
  }

  /** The next slots; there must be as many. @param together whether they are to be of one VM. */
  takeMany(width: number, together: boolean): GangSeats {
    const vms = this.#lists.take(width);
    if (together) this.#takeTogether(vms);
    else if (this.#oneEach) this.#takeOneEach(vms);
    else for (let slot = 0; slot < width; slot++) vms[slot] = this.take().ordinal;
    sortRising(vms, width);
    const fleet = this.#fleet;
    let ready = NOT_YET;
    for (let slot = 0; slot < width; slot++) {
      const since = fleet.rows.numbers[fleet.rowOf(vms[slot]!) + VmColumn.ready]!;
      if (since > ready) ready = since;
    }
    const { ordinal, berth } = fleet.vm(vms[0]!)!;
    return { vms, first: { ordinal, berth, ready } };
  }

  starts(run: number): void {
    const { runs } = this.#around.life.tasks;
    const vms = runs.gangVms[run];
    if (vms === undefined) this.#starts(runs.vm[run]!);
    else for (let at = 0; at < vms.length; at += slotsAt(vms, at)) this.#starts(vms[at]!);
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
    const { runs } = this.#around.life.tasks;
    const vms = runs.gangVms[run];
    const moved = runs.phase[run] !== Phase.computing;
    if (vms === undefined) {
      this.#takeBack(runs.vm[run]!, 1, computed, moved);
      return;
    }
    for (let at = 0; at < vms.length; ) {
      const slots = slotsAt(vms, at);
      this.#takeBack(vms[at]!, slots, computed, moved);
      at += slots;
    }
    this.#lists.giveBack(vms);
  }

  /** The VMs of which a run holds slots. */
  vmsOf(run: number): readonly Vm[] {
    const { runs } = this.#around.life.tasks;
    const vms = runs.gangVms[run];
    if (vms === undefined) return [this.#fleet.at(runs.berth[run]!)];
    const found: Vm[] = [];
    for (let at = 0; at < vms.length; at += slotsAt(vms, at)) found.push(this.#fleet.vm(vms[at]!)!);
    return found;
  }

  #takeTogether(vms: Int32Array): void {
    const { free } = this.#fleet;
    const vm = free.choose(vms.length);
    for (let slot = 0; slot < vms.length; slot++) free.hold(vm);
    this.#parts.scaler?.touch(vm);
    vms.fill(vm.ordinal);
  }

  #takeOneEach(vms: Int32Array): void {
    const fleet = this.#fleet;
    const { numbers } = fleet.rows;
    for (let slot = 0; slot < vms.length; slot++) {
      const ordinal = fleet.free.nextOne();
      numbers[fleet.rowOf(ordinal) + VmColumn.used] = 1;
      this.#parts.scaler?.touch(fleet.vm(ordinal)!);
      vms[slot] = ordinal;
    }
  }

  #starts(ordinal: number): void {
    const { simulation, life } = this.#around;
    const { rows } = this.#fleet;
    const at = this.#fleet.rowOf(ordinal);
    rows.taskStarts(at, simulation.now, life.window);
    if (this.#parts.idleClocksStop && rows.active(at) === 1) this.#fleet.clockRuns(this.#fleet.vm(ordinal)!);
  }

  #takeBack(ordinal: number, slots: number, computed: boolean, moved: boolean): void {
    const fleet = this.#fleet;
    const { rows, free } = fleet;
    const { now } = this.#around.simulation;
    const at = fleet.rowOf(ordinal);
    if (computed) {
      rows.taskEnds(at, now, this.#around.life.window, moved);
      if (this.#parts.idleClocksStop && rows.active(at) === 0) fleet.clockStops(fleet.vm(ordinal)!);
    }
    const { numbers } = rows;
    const left = numbers[at + VmColumn.used]! - slots;
    if (!rows.serves(at)) {
      numbers[at + VmColumn.used] = left;
      if (left > 0) return;
      fleet.empty(fleet.vm(ordinal)!);
      this.#parts.emptied();
      return;
    }
    if (left === 0) numbers[at + VmColumn.idleSince] = now;
    if (this.#oneEach) {
      numbers[at + VmColumn.used] = left;
      free.oneIsIdle(ordinal, now);
    } else {
      const vm = fleet.vm(ordinal)!;
      for (let slot = 0; slot < slots; slot++) free.release(vm);
    }
    this.#parts.scaler?.touch(fleet.vm(ordinal)!);
  }
}
