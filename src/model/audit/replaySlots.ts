import type { Ticks } from "../../engine/time.ts";
import { AuditError } from "./auditError.ts";

interface ReplayVm {
  ready: Ticks | null;
  left: boolean;
  /** Slots of each task, by job and task. */
  readonly held: Map<string, number>;
}

/** Who holds which slots of one system, task by task; in the classic service all slots belong to one VM. */
export class ReplaySlots {
  private readonly name: string;
  private readonly vms = new Map<number, ReplayVm>();
  private perVm: number;
  private freeSlots = 0;

  constructor(name: string, perVm: number) {
    this.name = name;
    this.perVm = perVm;
  }

  /** Slots of ready VMs that nobody holds. */
  free(): number {
    return this.freeSlots;
  }

  /** Slots that nobody holds on the ready VM that has the most of them. */
  most(): number {
    let most = 0;
    for (const vm of this.vms.values())
      if (vm.ready !== null && !vm.left) most = Math.max(most, this.perVm - slotsHeld(vm));
    return most;
  }

  /** What is free and held of each VM that takes tasks; `held` names job and task. */
  *serving(): Generator<{ vm: number; free: number; held: readonly (readonly [task: string, slots: number])[] }> {
    for (const [vm, entry] of this.vms)
      if (entry.ready !== null && !entry.left) yield { vm, free: this.perVm - slotsHeld(entry), held: [...entry.held] };
  }

  /** Slots of each VM, or of the whole classic fleet. */
  size(): number {
    return this.perVm;
  }

  resize(slots: number): void {
    this.freeSlots += slots - this.perVm;
    this.perVm = slots;
  }

  request(vm: number): void {
    this.vms.set(vm, { ready: null, left: false, held: new Map() });
  }

  ready(time: Ticks, vm: number): void {
    this.vms.get(vm)!.ready = time;
    this.freeSlots += this.perVm;
  }

  /** A VM will never be ready, and takes no tasks. */
  spoil(vm: number): void {
    this.vms.get(vm)!.left = true;
  }

  leave(vm: number): void {
    const entry = this.vms.get(vm)!;
    if (entry.left) return;
    entry.left = true;
    if (entry.ready !== null) this.freeSlots -= this.perVm - slotsHeld(entry);
  }

  /** A VM is gone, with nothing on it. */
  remove(time: Ticks, vm: number): void {
    const entry = this.vms.get(vm)!;
    if (entry.held.size > 0 || (entry.ready !== null && !entry.left)) {
      throw new AuditError(3, time, `VM ${vm} of ${this.name} is deleted while it serves`);
    }
    this.vms.delete(vm);
  }

  /** A task takes slots; gives the instant at which the VM became ready. */
  take(time: Ticks, job: number, task: number, vm: number, slots: number): Ticks {
    const entry = this.vms.get(vm);
    if (entry === undefined || entry.ready === null || entry.left) {
      throw new AuditError(3, time, `job ${job} takes a slot of VM ${vm} of ${this.name}, which is not ready`);
    }
    entry.held.set(`${job}/${task}`, slots);
    this.freeSlots -= slots;
    // The classic fleet is one VM of thousands of tasks: its free slots were counted, and say the same.
    const used = vm < 0 ? this.perVm - this.freeSlots : slotsHeld(entry);
    if (used > this.perVm) {
      const where = vm < 0 ? this.name : `VM ${vm} of ${this.name}`;
      throw new AuditError(3, time, `job ${job} makes ${used} slots taken of the ${this.perVm} of ${where}`);
    }
    return entry.ready;
  }

  release(vm: number, job: number, task: number): void {
    const entry = this.vms.get(vm)!;
    const slots = entry.held.get(`${job}/${task}`) ?? 0;
    entry.held.delete(`${job}/${task}`);
    if (!entry.left) this.freeSlots += slots;
  }
}

function slotsHeld(vm: ReplayVm): number {
  let sum = 0;
  for (const slots of vm.held.values()) sum += slots;
  return sum;
}
