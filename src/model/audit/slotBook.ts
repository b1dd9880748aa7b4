import type { Ticks } from "../../engine/time.ts";
import { NOWHERE } from "../ordinalPlaces.ts";
import type { AuditError } from "./auditError.ts";
import { AuditedVms, type ToldVm, VmColumn, VmState } from "./auditedVms.ts";
import { CancelledSum } from "./cancelledSum.ts";
import { GoneVms } from "./goneVms.ts";
import { SlotFaults } from "./slotFaults.ts";

/** More slots than a run has jobs; still a small integer, which keeps the sums below fast. */
export const UNLIMITED = 2 ** 30;

/**
 * The slots of one system as the event log tells them: who may use which VM, how many slots and tasks it holds, how many
 * slots are asked for. The classic service's slots belong to no VM, and their number may change: mere counters do there.
 *
 * Throws AuditError (capacity, or causality) at the first event that cannot be.
 */
export class SlotBook {
  readonly name: string;
  /** VMs that are not deleted, those that served and are, and those that were cancelled. */
  private readonly live: AuditedVms;
  private readonly gone = new GoneVms();
  readonly cancelled = new CancelledSum();
  /** VMs requested so far: their ordinals count from 0. */
  requested = 0;
  /** Slots of each VM. */
  capacity: number;
  /** Slots of ready VMs that no task holds; below zero after the classic fleet shrank under its running tasks. */
  free = 0;
  /** Slots that eligible tasks ask for and have not got. */
  waiting = 0;
  /** Whether free slots and waiting tasks alone tell that work is left lying: all tasks so far were one slot wide. */
  countable: boolean;
  /** 1 while a slot is free and a task waits, which must not last to the end of an instant. */
  slack = 0;
  /** The last job whose tasks joined the queue. */
  joined = -1;
  /** The last job that got a slot. */
  taker = -1;
  /** All jobs of the system must get their slots in order of their numbers. */
  readonly inOrder: boolean;
  private readonly classic: boolean;
  private readonly faults: SlotFaults;
  /** Tasks of the classic service that hold slots: not started yet, and computing. */
  private unstartedHere = 0;
  private computingHere = 0;

  constructor(
    name: string,
    capacity: number,
    rules: { readonly classic: boolean; readonly inOrder: boolean; readonly countable: boolean },
    window: { readonly from: Ticks; readonly to: Ticks },
  ) {
    this.name = name;
    this.faults = new SlotFaults(name, rules.classic);
    this.capacity = capacity;
    this.classic = rules.classic;
    this.inOrder = rules.inOrder;
    this.countable = rules.countable;
    this.live = new AuditedVms(window);
    if (rules.classic) this.free = capacity;
  }

  take(time: Ticks, job: number, vm: number, slots: number): void {
    if (this.waiting < slots) throw this.faults.unasked(time, job, slots);
    if (this.classic) {
      if (this.free < slots)
        throw this.faults.overfull(time, job, vm, this.capacity - this.free + slots, this.capacity);
      this.unstartedHere++;
    } else {
      this.hold(time, job, vm, slots, 1);
    }
    this.free -= slots;
    this.waiting -= slots;
  }

  /** @param vms see `EventLog`. */
  takeGang(time: Ticks, job: number, vms: Int32Array): void {
    const slots = vms.length;
    if (this.waiting < slots) throw this.faults.unasked(time, job, slots);
    for (let i = 0; i < slots; i++) this.hold(time, job, vms[i]!, 1, isNew(vms, i) ? 1 : 0);
    this.free -= slots;
    this.waiting -= slots;
  }

  start(time: Ticks, job: number, vm: number): void {
    if (this.classic) {
      if (this.unstartedHere === 0) throw this.faults.neverTook(time, job, vm);
      this.unstartedHere--;
      this.computingHere++;
    } else {
      this.compute(time, job, vm);
    }
  }

  startGang(time: Ticks, job: number, vms: Int32Array): void {
    for (let i = 0; i < vms.length; i++) if (isNew(vms, i)) this.compute(time, job, vms[i]!);
  }

  /** A task that computed reads or writes (1), or the other way round (-1). */
  turn(time: Ticks, job: number, vm: number, toTransfer: 1 | -1): void {
    if (this.classic) {
      this.computingHere -= toTransfer;
      if (this.computingHere < 0) throw this.faults.neverDid(time, job, vm, true);
      return;
    }
    const at = this.live.placeOf(vm);
    if (at === NOWHERE) throw this.faults.neverDid(time, job, vm, true);
    const { numbers } = this.live;
    const computing = numbers[at + VmColumn.computing]! - toTransfer;
    const moving = numbers[at + VmColumn.moving]! + toTransfer;
    if (computing < 0 || moving < 0) throw this.faults.neverDid(time, job, vm, true);
    numbers[at + VmColumn.computing] = computing;
    numbers[at + VmColumn.moving] = moving;
    this.live.changed(at, time);
  }

  /** @param moved whether the task was reading or writing. */
  release(time: Ticks, job: number, vm: number, slots: number, computed: boolean, moved: boolean): void {
    if (this.classic) {
      if (this.free + slots > this.capacity)
        throw this.faults.overpaid(time, job, vm, slots, this.capacity - this.free);
      if (!computed) this.unstartedHere--;
      else if (!moved) this.computingHere--;
      if (this.unstartedHere < 0 || this.computingHere < 0) throw this.faults.neverDid(time, job, vm, computed);
      this.free += slots;
      return;
    }
    this.stop(time, job, vm, this.giveBack(time, job, vm, slots), computed, moved);
  }

  releaseGang(time: Ticks, job: number, vms: Int32Array, computed: boolean, moved: boolean): void {
    for (let i = 0; i < vms.length; i++) {
      const at = this.giveBack(time, job, vms[i]!, 1);
      if (isNew(vms, i)) this.stop(time, job, vms[i]!, at, computed, moved);
    }
  }

  /** The classic fleet grows or shrinks; tasks beyond the new number go on. */
  resize(capacity: number): void {
    this.free += capacity - this.capacity;
    this.capacity = capacity;
  }

  request(vm: number, time: Ticks, lowPriority: boolean): void {
    if (vm !== this.requested) throw this.faults.outOfTurn(time, vm, "requested");
    this.requested++;
    this.live.begin(vm, time, lowPriority);
  }

  ready(vm: number, time: Ticks): void {
    if (this.live.stateOf(vm) !== VmState.requested) throw this.faults.outOfTurn(time, vm, "ready");
    this.live.enter(vm, VmState.ready, time);
    this.free += this.capacity;
  }

  /** A VM will never be ready. */
  spoil(vm: number, time: Ticks): void {
    if (this.live.stateOf(vm) !== VmState.requested) throw this.faults.outOfTurn(time, vm, "unusable");
    this.live.enter(vm, VmState.unusable, time);
  }

  leave(vm: number, time: Ticks): void {
    const state = this.live.stateOf(vm);
    if (state !== VmState.ready && state !== VmState.unusable) throw this.faults.outOfTurn(time, vm, "leaving");
    if (state === VmState.ready) this.free -= this.capacity - this.live.usedOf(vm);
    this.live.enter(vm, VmState.leaving, time);
  }

  /** A VM is gone: one that left, or one that never was ready. Says whether it left, and of which kind it was. */
  remove(vm: number, time: Ticks): { readonly left: boolean; readonly lowPriority: boolean } {
    const { live } = this;
    const state = live.stateOf(vm);
    const used = live.usedOf(vm);
    if (used !== 0) throw this.faults.stillUsed(time, vm, used);
    if (state !== VmState.requested && state !== VmState.leaving) throw this.faults.outOfTurn(time, vm, "deleted");
    const left = state === VmState.leaving;
    live.enter(vm, VmState.deleted, time);
    const at = live.placeOf(vm);
    const { numbers } = live;
    const lowPriority = numbers[at + VmColumn.lowPriority] === 1;
    if (left) this.gone.keep(vm, numbers, at);
    else this.cancelled.add(vm, numbers[at + VmColumn.requested]!, time);
    live.remove(vm);
    return { left, lowPriority };
  }

  /** A VM that was not cancelled, as told up to the clock, where the world stopped; `drained` counts what follows the window too. */
  told(vm: number, clock: Ticks, drained: boolean): ToldVm | undefined {
    return this.live.told(vm, clock, drained) ?? this.gone.told(vm, drained);
  }

  /** The first VM with a free slot, or the system itself where slots belong to no VM. */
  freePlace(): string {
    const { live } = this;
    for (let vm = 0; vm < this.requested; vm++)
      if (live.stateOf(vm) === VmState.ready && live.usedOf(vm) < this.capacity) return this.faults.place(vm);
    return this.name;
  }

  /** Slots of a VM are held, by so many tasks more that have not started. */
  private hold(time: Ticks, job: number, vm: number, slots: number, tasks: number): void {
    const at = this.live.placeOf(vm);
    const { numbers } = this.live;
    if (at === NOWHERE || numbers[at + VmColumn.state] !== VmState.ready) throw this.notThere(time, job, vm);
    const used = numbers[at + VmColumn.used]! + slots;
    if (used > this.capacity) throw this.faults.overfull(time, job, vm, used, this.capacity);
    numbers[at + VmColumn.used] = used;
    numbers[at + VmColumn.unstarted] = numbers[at + VmColumn.unstarted]! + tasks;
  }

  /** A task that held slots of a VM computes. */
  private compute(time: Ticks, job: number, vm: number): void {
    const at = this.live.placeOf(vm);
    const { numbers } = this.live;
    const unstarted = at === NOWHERE ? 0 : numbers[at + VmColumn.unstarted]!;
    if (unstarted === 0) throw this.faults.neverTook(time, job, vm);
    const computing = numbers[at + VmColumn.computing]! + 1;
    numbers[at + VmColumn.unstarted] = unstarted - 1;
    numbers[at + VmColumn.computing] = computing;
    if (computing === 1) this.live.changed(at, time);
  }

  /** The place of a VM that gives slots back. */
  private giveBack(time: Ticks, job: number, vm: number, slots: number): number {
    const at = this.live.placeOf(vm);
    const { numbers } = this.live;
    const used = at === NOWHERE ? 0 : numbers[at + VmColumn.used]!;
    if (used < slots) throw this.faults.overpaid(time, job, vm, slots, used);
    numbers[at + VmColumn.used] = used - slots;
    if (numbers[at + VmColumn.state] === VmState.ready) this.free += slots;
    return at;
  }

  /** A task of a VM neither waits to start there, nor does anything, any more. */
  private stop(time: Ticks, job: number, vm: number, at: number, computed: boolean, moved: boolean): void {
    const { numbers } = this.live;
    const column = at + (!computed ? VmColumn.unstarted : moved ? VmColumn.moving : VmColumn.computing);
    const left = numbers[column]! - 1;
    if (left < 0) throw this.faults.neverDid(time, job, vm, computed);
    numbers[column] = left;
    if (computed && left === 0) this.live.changed(at, time);
  }

  private notThere(time: Ticks, job: number, vm: number): AuditError {
    const left = vm < this.requested && this.live.stateOf(vm) !== VmState.requested;
    return this.faults.notThere(time, job, vm, left);
  }
}

/** Whether a gang's list has not told of that VM before, as it rises. */
function isNew(vms: Int32Array, at: number): boolean {
  return at === 0 || vms[at] !== vms[at - 1];
}
