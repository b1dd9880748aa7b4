import { EventClass, type Simulation } from "../../engine/simulation.ts";
import type { Ticks } from "../../engine/time.ts";
import { ExactSum } from "../../statistics/exactSum.ts";
import { addCancelledVm, type CancelledVms, noCancelledVms } from "../cancelledVms.ts";
import { SystemEvent, systemEvent } from "../eventCode.ts";
import type { EventLog } from "../eventLog.ts";
import { NOT_YET } from "../jobTable.ts";
import type { Window } from "../window.ts";
import type { VmRow } from "../worldResult.ts";
import type { PoolSpec } from "../worldSpec.ts";
import type { Account } from "./account.ts";
import { FreeVms } from "./freeVms.ts";
import { Vm } from "./vm.ts";
import { type EndReason, VmLedger } from "./vmLedger.ts";

/** What the VMs of a pool stand on. */
export interface FleetSurroundings {
  readonly simulation: Simulation;
  readonly window: Window;
  readonly log: EventLog;
  readonly account: Account;
  /** Delays of the VMs, in ticks, one draw a VM. */
  readonly provisioning: () => number;
  readonly startTask: () => number;
  readonly deprovisioning: () => number;
}

/** What is known of a VM while the clock runs. */
export type VmSoFar = Pick<VmRow, "pool" | "billingPlan" | "requested" | "ready" | "deleted">;

/**
 * The VMs of a pool from request to deletion, their numbers and their ledger. Who wants more or fewer of them is not known
 * here; nor are tasks, but for the slots they hold.
 */
export class Fleet {
  readonly free: FreeVms;
  /** VMs that serve (idle or busy), are being provisioned, or leave. */
  ready = 0;
  provisioning = 0;
  leaving = 0;
  /** Those that are paid for, at most at the end of an instant inside the window. */
  peak = 0;
  /** What VMs requested from now on are charged to. */
  billingPlan: string | null = null;
  readonly #spec: PoolSpec;
  readonly #index: number;
  readonly #around: FleetSurroundings;
  readonly #ledger: VmLedger;
  /** Those that were cancelled before they were ready: never paid for. */
  readonly cancelled: CancelledVms;
  #requested = 0;
  #rows: readonly VmRow[] | null = null;
  /** VMs that live, by berth and by ordinal. */
  readonly #berths: (Vm | undefined)[] = [];
  readonly #freeBerths: number[] = [];
  readonly #byOrdinal = new Map<number, Vm>();
  /** Requested VMs by ordinal; those that are ready or gone are taken out later. */
  #youngest: Vm[] = [];
  readonly #reasons = new Map<Vm, EndReason>();
  readonly #beforeReady = new ExactSum();

  constructor(spec: PoolSpec, index: number, around: FleetSurroundings) {
    this.#spec = spec;
    this.#index = index;
    this.#around = around;
    this.free = new FreeVms(spec);
    this.#ledger = new VmLedger(spec.name);
    this.cancelled = noCancelledVms(spec.name);
  }

  /** VMs that the account's quotas count. */
  get size(): number {
    return this.ready + this.provisioning + this.leaving;
  }

  /** The VM of an ordinal; undefined once it is deleted. */
  vm(ordinal: number): Vm | undefined {
    return this.#byOrdinal.get(ordinal);
  }

  /** The VM that lives in a berth; there must be one. */
  at(berth: number): Vm {
    return this.#berths[berth]!;
  }

  /** VMs that live, in no particular order. */
  *vms(): Generator<Vm> {
    for (const vm of this.#berths) if (vm !== undefined) yield vm;
  }

  /** Requests VMs; their delays are drawn now. */
  request(count: number): void {
    for (let i = 0; i < count; i++) this.#request();
  }

  /** Cancels VMs that are not ready, the youngest request first, then the highest ordinal: at once, and unbilled. */
  cancel(count: number): void {
    for (let i = 0; i < count; i++) this.#cancelYoungest();
  }

  /** A VM's delays are over; undefined if it was cancelled meanwhile. */
  becomesReady(ordinal: number): Vm | undefined {
    const vm = this.#byOrdinal.get(ordinal);
    if (vm === undefined) return undefined;
    const { simulation, log, window } = this.#around;
    vm.becomeReady(simulation.now);
    log.vmReady(simulation.now, this.#index, ordinal);
    this.#beforeReady.add(window.overlap(vm.requested, vm.ready));
    this.provisioning--;
    this.ready++;
    this.free.add(vm);
    return vm;
  }

  /** A ready VM takes no more tasks. It is deleted in its own time once `empty` told that no slot is held. */
  leaves(vm: Vm, reason: EndReason): void {
    const { simulation, log, window } = this.#around;
    vm.book(simulation.now, window);
    vm.left = simulation.now;
    log.vmLeft(simulation.now, this.#index, vm.ordinal);
    this.#reasons.set(vm, reason);
    this.free.remove(vm);
    this.ready--;
    this.leaving++;
    if (vm.used === 0) this.empty(vm);
  }

  /** No slot of a leaving VM is held any more. */
  empty(vm: Vm): void {
    const { simulation } = this.#around;
    if (vm.deprovisioning === 0) {
      this.deleted(vm.ordinal);
      return;
    }
    const code = systemEvent(this.#index, SystemEvent.vmDeleted);
    simulation.at(simulation.now + vm.deprovisioning, EventClass.vm, code, vm.ordinal);
  }

  /** A leaving VM is gone. */
  deleted(ordinal: number): void {
    const { simulation, log, window } = this.#around;
    const vm = this.#byOrdinal.get(ordinal)!;
    vm.book(simulation.now, window);
    vm.deleted = simulation.now;
    log.vmDeleted(simulation.now, this.#index, ordinal);
    this.#ledger.keep(vm, this.#reasons.get(vm)!);
    this.#reasons.delete(vm);
    this.leaving--;
    this.#forget(vm);
  }

  /** The state that now stands lasts into the window. Returns the VMs that are paid for. */
  notePeak(): number {
    const billed = this.ready + this.leaving + (this.#spec.billing === "fromAllocation" ? this.provisioning : 0);
    if (billed > this.peak) this.peak = billed;
    return billed;
  }

  /** The clock stopped: books what is under way. */
  close(): void {
    const { simulation, window } = this.#around;
    for (const vm of this.vms()) {
      vm.book(simulation.now, window);
      this.#ledger.keep(vm, this.#reasons.get(vm) ?? "");
      if (vm.ready === NOT_YET) this.#beforeReady.add(window.overlap(vm.requested, simulation.now));
    }
  }

  /** The lines of the VM ledger, in order of the requests; cancelled VMs have none. Call after `close`. */
  ledger(): readonly VmRow[] {
    if (this.#rows !== null) return this.#rows;
    const { simulation, window } = this.#around;
    const paid = this.#spec.billing === "fromAllocation";
    const beforeReady = (since: Ticks, until: Ticks): Ticks => (paid ? window.overlap(since, until) : 0);
    this.#rows = this.#ledger.rows(beforeReady, simulation.now);
    return this.#rows;
  }

  /** VMs that are gone and that live now, while the clock runs. */
  *sofar(): Generator<VmSoFar> {
    const { simulation } = this.#around;
    yield* this.#ledger.rows(() => 0, simulation.now);
    const pool = this.#spec.name;
    for (const { billingPlan, requested, ready } of this.vms())
      yield { pool, billingPlan, requested, ready: ready === NOT_YET ? null : ready, deleted: null };
  }

  /** Time inside the window that VMs spent being provisioned, start task included. Call after `close`. */
  get provisioningTime(): Ticks {
    return this.#beforeReady.toNumber();
  }

  #request(): void {
    const { simulation, log, account, provisioning, startTask, deprovisioning } = this.#around;
    const now = simulation.now;
    const starts = now + ticks(provisioning());
    const readyAt = starts + ticks(startTask());
    const ordinal = this.#requested++;
    const berth = this.#freeBerths.pop() ?? this.#berths.length;
    const { billingPlan } = this;
    const vm = new Vm(ordinal, now, starts, readyAt, { berth, deprovisioning: ticks(deprovisioning()), billingPlan });
    this.#berths[berth] = vm;
    this.#byOrdinal.set(ordinal, vm);
    this.#youngest.push(vm);
    this.provisioning++;
    account.hold(this.#spec.cores);
    log.vmRequested(now, this.#index, ordinal);
    simulation.at(readyAt, EventClass.vm, systemEvent(this.#index, SystemEvent.vmReady), ordinal);
    if (this.#youngest.length > 2 * this.provisioning + 64) this.#youngest = this.#youngest.filter(isWaitedFor);
  }

  #cancelYoungest(): void {
    const { simulation, log, window } = this.#around;
    let vm = this.#youngest.pop()!;
    while (!isWaitedFor(vm)) vm = this.#youngest.pop()!;
    vm.deleted = simulation.now;
    log.vmDeleted(simulation.now, this.#index, vm.ordinal);
    addCancelledVm(this.cancelled, vm.ordinal, vm.requested, vm.deleted);
    this.#beforeReady.add(window.overlap(vm.requested, simulation.now));
    this.provisioning--;
    this.#forget(vm);
  }

  #forget(vm: Vm): void {
    this.#berths[vm.berth] = undefined;
    this.#freeBerths.push(vm.berth);
    this.#byOrdinal.delete(vm.ordinal);
    this.#around.account.release(this.#spec.cores);
  }
}

function isWaitedFor(vm: Vm): boolean {
  return vm.ready === NOT_YET && vm.deleted === NOT_YET;
}

function ticks(value: number): Ticks {
  return Math.max(0, Math.round(value));
}
