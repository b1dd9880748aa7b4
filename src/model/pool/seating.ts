import type { Ticks } from "../../engine/time.ts";
import { NOT_YET } from "../jobTable.ts";
import type { RequeuedTask } from "../requeuedTasks.ts";
import { Phase } from "../runTable.ts";
import type { Scaler, SlotCounts } from "../scaling/scaler.ts";
import { slotsAt } from "../slotsByVm.ts";
import type { Fleet } from "./fleet.ts";
import type { LivingVms } from "./livingVms.ts";
import type { PoolSpec } from "./poolSpec.ts";
import type { PoolSurroundings } from "./poolSurroundings.ts";
import type { Resizing } from "./resizing.ts";
import { RunsByVm } from "./runsByVm.ts";
import type { Vm } from "./vm.ts";
import { sortRising, VmLists } from "./vmLists.ts";
import { VmColumn } from "./vmRows.ts";

/** A pool whose slots are given. */
export interface SeatedPool {
  readonly spec: PoolSpec;
  readonly fleet: Fleet;
  readonly slots: SlotCounts;
  readonly resizing: Resizing;
}

/** Slots of several VMs, or several of one. */
interface GangSeats {
  /** Their VMs in ascending order, one entry a slot; and the first of them, with the instant at which the last was ready. */
  readonly vms: Int32Array;
  readonly first: { readonly ordinal: number; readonly berth: number; readonly ready: number };
}

/** Gives slots of a pool's VMs to runs and takes them back, and tells the VMs what the runs do. */
export class Seating {
  readonly #pool: SeatedPool;
  readonly #fleet: Fleet;
  readonly #vms: LivingVms;
  readonly #scaler: Scaler | null;
  readonly #around: PoolSurroundings;
  /** VMs have one slot each. */
  readonly #oneEach: boolean;
  /** The clocks of breakdowns stand still while a VM is idle. */
  readonly #idleClocksStop: boolean;
  readonly #lists = new VmLists();
  readonly #onVms: RunsByVm;

  /** @param scaler is told of the VMs whose slots are taken or given back. */
  constructor(pool: SeatedPool, scaler: Scaler | null, around: PoolSurroundings) {
    this.#pool = pool;
    this.#fleet = pool.fleet;
    this.#vms = pool.fleet.vms;
    this.#scaler = scaler;
    this.#around = around;
    this.#oneEach = pool.spec.slotsPerVm === 1;
    this.#idleClocksStop = pool.spec.breakdown?.while === "running";
    const { jobs, tasks } = around.life;
    this.#onVms = new RunsByVm(jobs, tasks.runs);
  }

  /** The next task of a job, or one that was requeued, gets slots, which there must be. Returns its run. */
  seat(row: number, speed: number, again: RequeuedTask | null): number {
    const { jobs, tasks } = this.#around.life;
    const width = jobs.width[row]!;
    this.#pool.slots.held += width;
    let run: number;
    if (width === 1) {
      run = tasks.take(row, this.#take(), speed, undefined, again);
    } else {
      const { vms, first } = this.#takeMany(width, jobs.together[row] === 1);
      run = tasks.take(row, first, speed, vms, again);
    }
    this.#onVms.add(run);
    return run;
  }

  starts(run: number): void {
    const { simulation, life } = this.#around;
    const { now } = simulation;
    this.#pool.slots.computing += this.#widthOf(run);
    const { gangVms, berth } = life.tasks.runs;
    const vms = gangVms[run];
    if (vms === undefined) {
      this.#starts(berth[run]!, now);
      return;
    }
    const living = this.#vms;
    for (let at = 0; at < vms.length; at += slotsAt(vms, at)) this.#starts(living.berthOf(vms[at]!), now);
  }

  transfers(run: number): void {
    const { simulation, life } = this.#around;
    this.#pool.slots.computing -= this.#widthOf(run);
    for (const vm of this.vmsOf(run)) vm.taskTransfers(simulation.now, life.window);
  }

  computes(run: number): void {
    const { simulation, life } = this.#around;
    this.#pool.slots.computing += this.#widthOf(run);
    for (const vm of this.vmsOf(run)) vm.taskComputes(simulation.now, life.window);
  }

  /** A run's slots are free again, and its list is forgotten. @param computed whether it started. */
  takeBack(run: number, computed: boolean): void {
    const { simulation, life } = this.#around;
    const { now } = simulation;
    const { runs } = life.tasks;
    this.#onVms.remove(run);
    const { slots } = this.#pool;
    const width = this.#widthOf(run);
    slots.held -= width;
    if (computed && runs.phase[run] === Phase.computing) slots.computing -= width;
    const did = !computed ? null : runs.phase[run] === Phase.computing ? VmColumn.computing : VmColumn.moving;
    const vms = runs.gangVms[run];
    if (vms === undefined) {
      this.#takeBack(runs.vm[run]!, runs.berth[run]!, 1, did, now);
      return;
    }
    const living = this.#vms;
    for (let at = 0; at < vms.length; ) {
      const slots = slotsAt(vms, at);
      this.#takeBack(vms[at]!, living.berthOf(vms[at]!), slots, did, now);
      at += slots;
    }
    this.#lists.giveBack(vms);
  }

  /** The VMs of which a run holds slots. */
  vmsOf(run: number): readonly Vm[] {
    const { runs } = this.#around.life.tasks;
    const vms = runs.gangVms[run];
    if (vms === undefined) return [this.#vms.at(runs.berth[run]!)];
    const found: Vm[] = [];
    for (let at = 0; at < vms.length; at += slotsAt(vms, at)) found.push(this.#vms.of(vms[at]!)!);
    return found;
  }

  /** The runs that hold slots of any of these VMs, by job, then task. */
  runsOn(vms: readonly Vm[]): readonly number[] {
    return this.#onVms.on(vms);
  }

  #widthOf(run: number): number {
    const { jobs, tasks } = this.#around.life;
    return jobs.width[tasks.runs.job[run]!]!;
  }

  /** The next slot; there must be one. */
  #take(): Vm {
    const vm = this.#fleet.free.next();
    this.#scaler?.touch(vm);
    return vm;
  }

  /** The next slots; there must be as many. @param together whether they are to be of one VM. */
  #takeMany(width: number, together: boolean): GangSeats {
    const vms = this.#lists.take(width);
    if (together) this.#takeTogether(vms);
    else if (this.#oneEach) this.#takeOneEach(vms);
    else for (let slot = 0; slot < width; slot++) vms[slot] = this.#take().ordinal;
    sortRising(vms, width);
    const living = this.#vms;
    const { rows } = living;
    const { numbers } = rows;
    let ready = NOT_YET;
    for (let slot = 0; slot < width; slot++) {
      const since = numbers[rows.of(living.berthOf(vms[slot]!)) + VmColumn.ready]!;
      if (since > ready) ready = since;
    }
    return { vms, first: { ordinal: vms[0]!, berth: living.berthOf(vms[0]!), ready } };
  }

  #takeTogether(vms: Int32Array): void {
    const { free } = this.#fleet;
    const vm = free.choose(vms.length);
    free.hold(vm, vms.length);
    this.#scaler?.touch(vm);
    vms.fill(vm.ordinal);
  }

  #takeOneEach(vms: Int32Array): void {
    const { free } = this.#fleet;
    const living = this.#vms;
    const { rows } = living;
    const { numbers } = rows;
    const scaler = this.#scaler;
    for (let slot = 0; slot < vms.length; slot++) {
      const ordinal = free.nextOne();
      const berth = living.berthOf(ordinal);
      numbers[rows.of(berth) + VmColumn.used] = 1;
      if (scaler !== null) scaler.touch(living.at(berth));
      vms[slot] = ordinal;
    }
  }

  #starts(berth: number, now: Ticks): void {
    const { rows } = this.#vms;
    const at = rows.of(berth);
    rows.taskStarts(at, now, this.#around.life.window);
    if (this.#idleClocksStop && rows.active(at) === 1) this.#fleet.clockRuns(this.#vms.at(berth));
  }

  /** @param did what the run did on the VM: the column where it is counted; null if it never started. */
  #takeBack(ordinal: number, berth: number, slots: number, did: number | null, now: Ticks): void {
    const living = this.#vms;
    const { rows } = living;
    const at = rows.of(berth);
    if (did !== null) {
      rows.taskEnds(at, did, now, this.#around.life.window);
      if (this.#idleClocksStop && rows.active(at) === 0) this.#fleet.clockStops(living.at(berth));
    }
    const { numbers } = rows;
    const left = numbers[at + VmColumn.used]! - slots;
    if (!rows.serves(at)) {
      numbers[at + VmColumn.used] = left;
      if (left === 0) this.#vacate(living.at(berth));
      return;
    }
    if (left === 0) numbers[at + VmColumn.idleSince] = now;
    if (this.#oneEach) {
      numbers[at + VmColumn.used] = left;
      this.#fleet.free.oneIsIdle(ordinal, now);
    } else {
      this.#fleet.free.release(living.at(berth), slots);
    }
    if (this.#scaler !== null) this.#scaler.touch(living.at(berth));
  }

  /** No slot of a VM that leaves is held any more. */
  #vacate(vm: Vm): void {
    this.#fleet.empty(vm);
    this.#pool.resizing.fleetChanged();
  }
}
