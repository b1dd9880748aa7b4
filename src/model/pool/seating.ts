import type { Ticks } from "../../engine/time.ts";
import { NOT_YET } from "../jobTable.ts";
import { Phase } from "../runTable.ts";
import type { Scaler } from "../scaling/scaler.ts";
import { slotsAt } from "../slotsByVm.ts";
import type { Fleet } from "./fleet.ts";
import type { PoolSurroundings } from "./poolSurroundings.ts";
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
    const { rows } = fleet;
    const { numbers } = rows;
    let ready = NOT_YET;
    for (let slot = 0; slot < width; slot++) {
      const since = numbers[rows.of(fleet.berthOf(vms[slot]!)) + VmColumn.ready]!;
      if (since > ready) ready = since;
    }
    return { vms, first: { ordinal: vms[0]!, berth: fleet.berthOf(vms[0]!), ready } };
  }

  starts(run: number): void {
    const { simulation, life } = this.#around;
    const { now } = simulation;
    const { gangVms, berth } = life.tasks.runs;
    const vms = gangVms[run];
    if (vms === undefined) {
      this.#starts(berth[run]!, now);
      return;
    }
    const fleet = this.#fleet;
    for (let at = 0; at < vms.length; at += slotsAt(vms, at)) this.#starts(fleet.berthOf(vms[at]!), now);
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
    const { simulation, life } = this.#around;
    const { now } = simulation;
    const { runs } = life.tasks;
    const did = !computed ? null : runs.phase[run] === Phase.computing ? VmColumn.computing : VmColumn.moving;
    const vms = runs.gangVms[run];
    if (vms === undefined) {
      this.#takeBack(runs.vm[run]!, runs.berth[run]!, 1, did, now);
      return;
    }
    const fleet = this.#fleet;
    for (let at = 0; at < vms.length; ) {
      const slots = slotsAt(vms, at);
      this.#takeBack(vms[at]!, fleet.berthOf(vms[at]!), slots, did, now);
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
    free.hold(vm, vms.length);
    this.#parts.scaler?.touch(vm);
    vms.fill(vm.ordinal);
  }

  #takeOneEach(vms: Int32Array): void {
    const fleet = this.#fleet;
    const { rows, free } = fleet;
    const { numbers } = rows;
    const { scaler } = this.#parts;
    for (let slot = 0; slot < vms.length; slot++) {
      const ordinal = free.nextOne();
      const berth = fleet.berthOf(ordinal);
      numbers[rows.of(berth) + VmColumn.used] = 1;
      if (scaler !== null) scaler.touch(fleet.at(berth));
      vms[slot] = ordinal;
    }
  }

  #starts(berth: number, now: Ticks): void {
    const fleet = this.#fleet;
    const { rows } = fleet;
    const at = rows.of(berth);
    rows.taskStarts(at, now, this.#around.life.window);
    if (this.#parts.idleClocksStop && rows.active(at) === 1) fleet.clockRuns(fleet.at(berth));
  }

  /** @param did what the run did on the VM: the column where it is counted; null if it never started. */
  #takeBack(ordinal: number, berth: number, slots: number, did: number | null, now: Ticks): void {
    const fleet = this.#fleet;
    const { rows, free } = fleet;
    const at = rows.of(berth);
    if (did !== null) {
      rows.taskEnds(at, did, now, this.#around.life.window);
      if (this.#parts.idleClocksStop && rows.active(at) === 0) fleet.clockStops(fleet.at(berth));
    }
    const { numbers } = rows;
    const left = numbers[at + VmColumn.used]! - slots;
    if (!rows.serves(at)) {
      numbers[at + VmColumn.used] = left;
      if (left === 0) this.#vacate(fleet.at(berth));
      return;
    }
    if (left === 0) numbers[at + VmColumn.idleSince] = now;
    if (this.#oneEach) {
      numbers[at + VmColumn.used] = left;
      free.oneIsIdle(ordinal, now);
    } else {
      free.release(fleet.at(berth), slots);
    }
    const { scaler } = this.#parts;
    if (scaler !== null) scaler.touch(fleet.at(berth));
  }

  /** No slot of a VM that leaves is held any more. */
  #vacate(vm: Vm): void {
    this.#fleet.empty(vm);
    this.#parts.emptied();
  }
}
