import type { Ticks } from "../../engine/time.ts";
import { AuditError } from "./auditError.ts";
import type { VmHours } from "./vmHours.ts";

/** More slots than a run has jobs; still a small integer, which keeps the sums below fast. */
export const UNLIMITED = 2 ** 30;

const ABSENT = 0;
const REQUESTED = 1;
const READY = 2;
const LEAVING = 3;
const DELETED = 4;

/**
 * The slots of one system as the event log tells them: who may use which VM, how many slots and tasks it holds, how many
 * slots are asked for. The classic service's slots belong to no VM, and their number may change: mere counters do there.
 *
 * Throws AuditError (capacity, or causality) at the first event that cannot be.
 */
export class SlotBook {
  readonly name: string;
  readonly hours: VmHours;
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
  /** Tasks of the classic service that hold slots: not started yet, and computing. */
  private unstartedHere = 0;
  private computingHere = 0;
  private state = new Uint8Array(8);
  private used = new Int32Array(8);
  private unstarted = new Int32Array(8);
  private computing = new Int32Array(8);

  constructor(
    name: string,
    capacity: number,
    rules: { readonly classic: boolean; readonly inOrder: boolean; readonly countable: boolean },
    hours: VmHours,
  ) {
    this.name = name;
    this.capacity = capacity;
    this.classic = rules.classic;
    this.inOrder = rules.inOrder;
    this.countable = rules.countable;
    this.hours = hours;
    if (rules.classic) this.free = capacity;
  }

  take(time: Ticks, job: number, vm: number, slots: number): void {
    if (this.waiting < slots) throw this.unasked(time, job, slots);
    if (this.classic) {
      if (this.free < slots) throw this.overfull(time, job, vm, this.capacity - this.free + slots);
      this.unstartedHere++;
    } else {
      if (this.state[vm] !== READY) throw this.notThere(time, job, vm);
      const used = this.used[vm]! + slots;
      if (used > this.capacity) throw this.overfull(time, job, vm, used);
      this.used[vm] = used;
      this.unstarted[vm] = this.unstarted[vm]! + 1;
    }
    this.free -= slots;
    this.waiting -= slots;
  }

  start(time: Ticks, job: number, vm: number): void {
    if (this.classic) {
      if (this.unstartedHere === 0) throw this.neverTook(time, job, vm);
      this.unstartedHere--;
      this.computingHere++;
      return;
    }
    const unstarted = this.unstarted[vm];
    if (unstarted === undefined || unstarted === 0) throw this.neverTook(time, job, vm);
    this.unstarted[vm] = unstarted - 1;
    const computing = this.computing[vm]!;
    this.computing[vm] = computing + 1;
    if (computing === 0) this.hours.busy(vm, time);
  }

  release(time: Ticks, job: number, vm: number, slots: number, computed: boolean): void {
    if (this.classic) {
      if (this.free + slots > this.capacity) throw this.overpaid(time, job, vm, slots, this.capacity - this.free);
      const left = computed ? --this.computingHere : --this.unstartedHere;
      if (left < 0) throw this.neverDid(time, job, vm, computed);
      this.free += slots;
      return;
    }
    const used = this.used[vm] ?? 0;
    if (used < slots) throw this.overpaid(time, job, vm, slots, used);
    this.used[vm] = used - slots;
    if (this.state[vm] === READY) this.free += slots;
    const tasks = computed ? this.computing : this.unstarted;
    const left = tasks[vm]! - 1;
    if (left < 0) throw this.neverDid(time, job, vm, computed);
    tasks[vm] = left;
    if (computed && left === 0) this.hours.idle(vm, time);
  }

  /** The classic fleet grows or shrinks; tasks beyond the new number go on. */
  resize(capacity: number): void {
    this.free += capacity - this.capacity;
    this.capacity = capacity;
  }

  request(vm: number, time: Ticks): void {
    if (vm >= this.state.length) this.grow(vm);
    if (this.state[vm] !== ABSENT) throw this.outOfTurn(time, vm, "requested");
    this.state[vm] = REQUESTED;
    this.hours.request(vm, time);
  }

  ready(vm: number, time: Ticks): void {
    if (this.state[vm] !== REQUESTED) throw this.outOfTurn(time, vm, "ready");
    this.state[vm] = READY;
    this.free += this.capacity;
    this.hours.ready(vm, time);
  }

  leave(vm: number, time: Ticks): void {
    const state = this.state[vm];
    if (state !== READY) throw this.outOfTurn(time, vm, "leaving");
    this.free -= this.capacity - this.used[vm]!;
    this.state[vm] = LEAVING;
    this.hours.leave(vm, time);
  }

  /** A VM is gone: one that left, or one that never was ready. Says whether it left. */
  remove(vm: number, time: Ticks): boolean {
    const state = this.state[vm];
    const used = this.used[vm] ?? 0;
    if (used !== 0) throw new AuditError(3, time, `${this.place(vm)} is deleted with ${used} of its slots taken`);
    if (state !== LEAVING && state !== REQUESTED) throw this.outOfTurn(time, vm, "deleted");
    this.state[vm] = DELETED;
    this.hours.remove(vm, time);
    return state === LEAVING;
  }

  /** How many VMs were requested so far: their ordinals count from 0. */
  vms(): number {
    let count = 0;
    while (count < this.state.length && this.state[count] !== ABSENT) count++;
    return count;
  }

  /** The first VM with a free slot, or the system itself where slots belong to no VM. */
  freePlace(): string {
    return this.place(this.state.findIndex((state, vm) => state === READY && this.used[vm]! < this.capacity));
  }

  private place(vm: number): string {
    return this.classic || vm < 0 ? this.name : `VM ${vm} of ${this.name}`;
  }

  private unasked(time: Ticks, job: number, slots: number): AuditError {
    return new AuditError(
      2,
      time,
      `job ${job} takes ${slots} slots of ${this.name} though no task was eligible for them`,
    );
  }

  private neverTook(time: Ticks, job: number, vm: number): AuditError {
    return new AuditError(2, time, `job ${job} starts on ${this.place(vm)} where no task took a slot`);
  }

  private neverDid(time: Ticks, job: number, vm: number, computed: boolean): AuditError {
    const what = computed ? "computes" : "waits to start";
    return new AuditError(2, time, `job ${job} ends a task on ${this.place(vm)} where none ${what}`);
  }

  private overpaid(time: Ticks, job: number, vm: number, slots: number, used: number): AuditError {
    return new AuditError(
      3,
      time,
      `job ${job} gives back ${slots} slots of ${this.place(vm)}, which has ${used} taken`,
    );
  }

  private notThere(time: Ticks, job: number, vm: number): AuditError {
    const left = this.state[vm] === LEAVING || this.state[vm] === DELETED;
    const which = left ? "after it left" : "before it is ready";
    return new AuditError(3, time, `job ${job} takes a slot of ${this.place(vm)} ${which}`);
  }

  private overfull(time: Ticks, job: number, vm: number, used: number): AuditError {
    return new AuditError(3, time, `job ${job} makes ${used} slots taken of the ${this.capacity} of ${this.place(vm)}`);
  }

  private outOfTurn(time: Ticks, vm: number, step: string): AuditError {
    return new AuditError(2, time, `VM ${vm} of ${this.name} is ${step} out of turn`);
  }

  private grow(vm: number): void {
    const size = Math.max(vm + 1, 2 * this.state.length);
    const state = new Uint8Array(size);
    state.set(this.state);
    this.state = state;
    this.used = longer(this.used, size);
    this.unstarted = longer(this.unstarted, size);
    this.computing = longer(this.computing, size);
  }
}

function longer(old: Int32Array, size: number): Int32Array<ArrayBuffer> {
  const column = new Int32Array(size);
  column.set(old);
  return column;
}
