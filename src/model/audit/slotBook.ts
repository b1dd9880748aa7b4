import type { Ticks } from "../../engine/time.ts";
import { OrdinalMap } from "../ordinalMap.ts";
import { AuditError } from "./auditError.ts";
import { AuditedVm, type ToldVm } from "./auditedVm.ts";
import { CancelledSum } from "./cancelledSum.ts";
import { GoneVms } from "./goneVms.ts";

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
  private readonly live = new OrdinalMap<AuditedVm>();
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
  /** Objects of VMs that are deleted, to be used again. */
  private readonly spare: AuditedVm[] = [];
  private lastVm = -1;
  private lastFound: AuditedVm | undefined;
  /** Tasks of the classic service that hold slots: not started yet, and computing. */
  private unstartedHere = 0;
  private computingHere = 0;
  private readonly window: { readonly from: Ticks; readonly to: Ticks };

  constructor(
    name: string,
    capacity: number,
    rules: { readonly classic: boolean; readonly inOrder: boolean; readonly countable: boolean },
    window: { readonly from: Ticks; readonly to: Ticks },
  ) {
    this.name = name;
    this.capacity = capacity;
    this.classic = rules.classic;
    this.inOrder = rules.inOrder;
    this.countable = rules.countable;
    this.window = window;
    if (rules.classic) this.free = capacity;
  }

  take(time: Ticks, job: number, vm: number, slots: number): void {
    if (this.waiting < slots) throw this.unasked(time, job, slots);
    if (this.classic) {
      if (this.free < slots) throw this.overfull(time, job, vm, this.capacity - this.free + slots);
      this.unstartedHere++;
    } else {
      const entry = this.find(vm);
      if (entry?.state !== "ready") throw this.notThere(time, job, vm);
      if (entry.used + slots > this.capacity) throw this.overfull(time, job, vm, entry.used + slots);
      entry.used += slots;
      entry.unstarted++;
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
    const entry = this.find(vm);
    if (entry === undefined || entry.unstarted === 0) throw this.neverTook(time, job, vm);
    entry.unstarted--;
    entry.computing++;
    if (entry.computing === 1) entry.changed(time, this.window.from, this.window.to);
  }

  /** A task that computed reads or writes (1), or the other way round (-1). */
  turn(time: Ticks, job: number, vm: number, toTransfer: 1 | -1): void {
    if (this.classic) {
      this.computingHere -= toTransfer;
      if (this.computingHere < 0) throw this.neverDid(time, job, vm, true);
      return;
    }
    const entry = this.live.get(vm);
    if (entry === undefined) throw this.neverDid(time, job, vm, true);
    entry.computing -= toTransfer;
    entry.moving += toTransfer;
    if (entry.computing < 0 || entry.moving < 0) throw this.neverDid(time, job, vm, true);
    entry.changed(time, this.window.from, this.window.to);
  }

  /** @param moved whether the task was reading or writing. */
  release(time: Ticks, job: number, vm: number, slots: number, computed: boolean, moved: boolean): void {
    if (this.classic) {
      if (this.free + slots > this.capacity) throw this.overpaid(time, job, vm, slots, this.capacity - this.free);
      if (!computed) this.unstartedHere--;
      else if (!moved) this.computingHere--;
      if (this.unstartedHere < 0 || this.computingHere < 0) throw this.neverDid(time, job, vm, computed);
      this.free += slots;
      return;
    }
    const entry = this.find(vm);
    if (entry === undefined || entry.used < slots) throw this.overpaid(time, job, vm, slots, entry?.used ?? 0);
    entry.used -= slots;
    if (entry.state === "ready") this.free += slots;
    const left = !computed ? --entry.unstarted : moved ? --entry.moving : --entry.computing;
    if (left < 0) throw this.neverDid(time, job, vm, computed);
    if (computed && left === 0) entry.changed(time, this.window.from, this.window.to);
  }

  /** The classic fleet grows or shrinks; tasks beyond the new number go on. */
  resize(capacity: number): void {
    this.free += capacity - this.capacity;
    this.capacity = capacity;
  }

  request(vm: number, time: Ticks, lowPriority: boolean): void {
    if (vm !== this.requested) throw this.outOfTurn(time, vm, "requested");
    this.requested++;
    const entry = this.spare.pop() ?? new AuditedVm();
    entry.begin(time, lowPriority);
    this.live.add(vm, entry);
  }

  ready(vm: number, time: Ticks): void {
    const entry = this.live.get(vm);
    if (entry?.state !== "requested") throw this.outOfTurn(time, vm, "ready");
    entry.state = "ready";
    entry.ready = time;
    this.free += this.capacity;
  }

  /** A VM will never be ready. */
  spoil(vm: number, time: Ticks): void {
    const entry = this.live.get(vm);
    if (entry?.state !== "requested") throw this.outOfTurn(time, vm, "unusable");
    entry.state = "unusable";
  }

  leave(vm: number, time: Ticks): void {
    const entry = this.live.get(vm);
    if (entry?.state !== "ready" && entry?.state !== "unusable") throw this.outOfTurn(time, vm, "leaving");
    const served = entry.state === "ready";
    entry.state = "leaving";
    entry.left = time;
    if (served) this.free -= this.capacity - entry.used;
  }

  /** A VM is gone: one that left, or one that never was ready. Says whether it left, and of which kind it was. */
  remove(vm: number, time: Ticks): { readonly left: boolean; readonly lowPriority: boolean } {
    const entry = this.live.get(vm);
    const used = entry?.used ?? 0;
    if (used !== 0) throw new AuditError(3, time, `${this.place(vm)} is deleted with ${used} of its slots taken`);
    if (entry === undefined || entry.state === "ready" || entry.state === "unusable")
      throw this.outOfTurn(time, vm, "deleted");
    const left = entry.state === "leaving";
    entry.state = "deleted";
    entry.deleted = time;
    this.live.remove(vm);
    if (vm === this.lastVm) this.lastVm = -1;
    if (left) this.gone.keep(vm, entry);
    else this.cancelled.add(vm, entry.requested, time);
    this.spare.push(entry);
    return { left, lowPriority: entry.lowPriority };
  }

  /** A VM that was not cancelled, as told up to the clock, where the world stopped; `drained` counts what follows the window too. */
  told(vm: number, clock: Ticks, from: Ticks, to: Ticks, drained: boolean): ToldVm | undefined {
    return this.live.get(vm)?.told(clock, from, to, drained) ?? this.gone.told(vm, drained);
  }

  /** The first VM with a free slot, or the system itself where slots belong to no VM. */
  freePlace(): string {
    for (let vm = 0; vm < this.requested; vm++) {
      const entry = this.live.get(vm);
      if (entry?.state === "ready" && entry.used < this.capacity) return this.place(vm);
    }
    return this.name;
  }

  /** A VM that is not deleted. Mostly it is the one that was looked up before: one that takes a task starts it. */
  private find(vm: number): AuditedVm | undefined {
    if (vm === this.lastVm) return this.lastFound;
    const found = this.live.get(vm);
    if (found !== undefined) {
      this.lastVm = vm;
      this.lastFound = found;
    }
    return found;
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
    const left = vm < this.requested && this.live.get(vm)?.state !== "requested";
    const which = left ? "after it left" : "before it is ready";
    return new AuditError(3, time, `job ${job} takes a slot of ${this.place(vm)} ${which}`);
  }

  private overfull(time: Ticks, job: number, vm: number, used: number): AuditError {
    return new AuditError(3, time, `job ${job} makes ${used} slots taken of the ${this.capacity} of ${this.place(vm)}`);
  }

  private outOfTurn(time: Ticks, vm: number, step: string): AuditError {
    return new AuditError(2, time, `VM ${vm} of ${this.name} is ${step} out of turn`);
  }
}
