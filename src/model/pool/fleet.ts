import { EventClass, type Simulation } from "../../engine/simulation.ts";
import { NEVER, type Ticks } from "../../engine/time.ts";
import { ExactSum } from "../../statistics/exactSum.ts";
import { addCancelledVm, type CancelledVms, noCancelledVms } from "../cancelledVms.ts";
import { SystemEvent, systemEvent } from "../eventCode.ts";
import type { EventLog } from "../eventLog.ts";
import { NONE, NOT_YET } from "../jobTable.ts";
import { NOWHERE, OrdinalPlaces } from "../ordinalPlaces.ts";
import { type Lane, NO_TICKET, type Store, type TransferOwner } from "../storage/store.ts";
import type { Window } from "../window.ts";
import type { VmRow } from "../worldResult.ts";
import type { Account, Room } from "./account.ts";
import { FreeVms } from "./freeVms.ts";
import type { PoolSpec } from "./poolSpec.ts";
import { type EndReason, Vm } from "./vm.ts";
import type { VmDraws } from "./vmDraws.ts";
import { VmLedger } from "./vmLedger.ts";
import { VmList } from "./vmList.ts";
import { VmRows } from "./vmRows.ts";

/** What the VMs of a pool stand on. */
export interface FleetSurroundings {
  readonly simulation: Simulation;
  readonly window: Window;
  readonly log: EventLog;
  readonly account: Account;
  readonly draws: VmDraws;
  /** Where a VM's start task pulls its image from; null: it pulls none. */
  readonly registry: { readonly store: Store; readonly lane: Lane } | null;
}

/** What is known of a VM while the clock runs. */
export type VmSoFar = Pick<VmRow, "pool" | "billingPlan" | "requested" | "ready" | "deleted">;

/**
 * The VMs of a pool from request to deletion, their numbers and their ledger. Who wants more or fewer of them is not known
 * here; nor are tasks, but for the slots they hold.
 */
export class Fleet implements TransferOwner {
  readonly free: FreeVms;
  readonly rows = new VmRows();
  /** VMs that serve (idle or busy), or leave. */
  ready = 0;
  leaving = 0;
  /** VMs that never will be ready, and have not left. */
  unusable = 0;
  /** VMs being provisioned in place of ones that were lost. */
  replacing = 0;
  /** Dedicated VMs that have not left, and how many there are to be before others are of low priority. */
  dedicated = 0;
  dedicatedTarget = Number.POSITIVE_INFINITY;
  /** VMs of low priority, from request to deletion. */
  lowPriority = 0;
  /** VMs that were evicted or broke down, inside the window. */
  evictions = 0;
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
  /** By berth, those that are gone too; the latter, to be used again; and the berths of VMs that live, by ordinal. */
  readonly #berths: Vm[] = [];
  readonly #spare: Vm[] = [];
  readonly #berthOf = new OrdinalPlaces();
  /** VMs that are being provisioned, in order of their requests. */
  readonly #awaited = new VmList();
  readonly #beforeReady = new ExactSum();

  constructor(spec: PoolSpec, index: number, around: FleetSurroundings) {
    this.#spec = spec;
    this.#index = index;
    this.#around = around;
    this.free = new FreeVms(spec, (ordinal) => this.vm(ordinal)!);
    this.#ledger = new VmLedger(spec.name);
    this.cancelled = noCancelledVms(spec.name);
  }

  /** VMs that are being provisioned. */
  get provisioning(): number {
    return this.#awaited.size;
  }

  /** VMs that the account's quotas count. */
  get size(): number {
    return this.here + this.leaving;
  }

  /** VMs that have not left. */
  get here(): number {
    return this.ready + this.provisioning + this.unusable;
  }

  /** How many VMs more the account lets it have, up to so many. */
  room(most: number): Room {
    const { account } = this.#around;
    const { cores } = this.#spec;
    const dedicated = Math.min(most, Math.max(0, this.dedicatedTarget - this.dedicated));
    const first = account.room(this.size, cores);
    if (dedicated === most || first.vms < dedicated) return first;
    const rest = account.room(this.size + dedicated, cores, true);
    return { vms: dedicated + rest.vms, cause: rest.cause };
  }

  /** The VM of an ordinal; undefined once it is deleted. */
  vm(ordinal: number): Vm | undefined {
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

  /** VMs that live, in no particular order. */
  *vms(): Generator<Vm> {
    for (const vm of this.#berths) if (vm.deleted === NOT_YET) yield vm;
  }

  /** Those of them that something holds of: a list, which is faster where many are looked at often. */
  those(which: (vm: Vm) => boolean): Vm[] {
    const found: Vm[] = [];
    for (const vm of this.#berths) if (vm.deleted === NOT_YET && which(vm)) found.push(vm);
    return found;
  }

  /** VMs that the service tries to get back in place of evicted ones, and has not got at a time. */
  preempted(at: Ticks): number {
    if (this.replacing === 0) return 0;
    let count = 0;
    for (const vm of this.vms()) if (isWaitedFor(vm) && vm.replaces === "evicted" && vm.starts > at) count++;
    return count;
  }

  /** Requests VMs, dedicated ones as long as those are to be more; their delays are drawn now. */
  request(count: number, replaces: Vm["replaces"] = "none"): void {
    for (let i = 0; i < count; i++) this.#request(replaces);
  }

  /**
   * Cancels VMs that are not ready, the youngest request first, then the highest ordinal: at once, and unbilled.
   *
   * @param which of them; all, if it is not told.
   */
  cancel(count: number, which?: (vm: Vm) => boolean): void {
    for (let i = 0; i < count; i++) this.#cancelYoungest(which);
  }

  /** A VM has pulled its image. */
  transferEnds(ordinal: number): void {
    this.vm(ordinal)!.pull = NO_TICKET;
    this.#readyAt(this.#around.simulation.now, ordinal);
  }

  /** A VM's delays are over: it is ready, or unusable. Undefined if it was cancelled meanwhile. */
  becomesReady(ordinal: number): Vm | undefined {
    const vm = this.vm(ordinal);
    if (vm === undefined) return undefined;
    const { simulation, log, window } = this.#around;
    const { now } = simulation;
    this.#beforeReady.add(window.overlap(vm.requested, now));
    this.#awaited.remove(vm);
    if (vm.replaces !== "none") this.replacing--;
    if (vm.startFails) {
      vm.unusable = true;
      this.unusable++;
      vm.endReason = "start task failed";
      log.vmUnusable(now, this.#index, ordinal);
      return vm;
    }
    vm.becomeReady(now);
    log.vmReady(now, this.#index, ordinal);
    this.ready++;
    this.free.add(vm);
    if (vm.lowPriority && vm.lifetime !== NEVER) {
      simulation.at(now + vm.lifetime, EventClass.failure, systemEvent(this.#index, SystemEvent.eviction), ordinal);
    }
    if (this.#spec.breakdown?.while === "ready") this.clockRuns(vm);
    return vm;
  }

  /** The time to a VM's breakdown runs from now on. */
  clockRuns(vm: Vm): void {
    if (vm.untilBreakdown === NEVER) return;
    const { simulation } = this.#around;
    const code = systemEvent(this.#index, SystemEvent.breakdown);
    vm.clockSince = simulation.now;
    simulation.at(simulation.now + vm.untilBreakdown, EventClass.failure, code, vm.ordinal);
    vm.breakdownEvent = simulation.queue.pushed;
  }

  /** It stands still until it is told to run again. */
  clockStops(vm: Vm): void {
    vm.untilBreakdown -= this.#around.simulation.now - vm.clockSince;
    vm.breakdownEvent = NONE;
  }

  /**
   * A VM is evicted, or broke down: it leaves, if it has not, and is gone as soon as its tasks gave their slots back. Says
   * whether it is lost: one with nothing to do that leaves anyway is not.
   */
  loses(vm: Vm, reason: EndReason): boolean {
    if (!vm.serves && vm.used === 0) return false;
    if (this.#around.window.countsEnd(this.#around.simulation.now)) this.evictions++;
    vm.deprovisioning = 0;
    if (vm.serves) this.leaves(vm, reason);
    else vm.endReason = reason;
    return true;
  }

  /** A ready or unusable VM takes no more tasks. It is deleted in its own time once `empty` told that no slot is held. */
  leaves(vm: Vm, reason: EndReason): void {
    const { simulation, log, window } = this.#around;
    vm.book(simulation.now, window);
    vm.left = simulation.now;
    log.vmLeft(simulation.now, this.#index, vm.ordinal);
    if (!vm.lowPriority) this.dedicated--;
    if (vm.unusable) {
      this.unusable--;
    } else {
      vm.endReason = reason;
      this.free.remove(vm);
      this.ready--;
    }
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
    const vm = this.vm(ordinal)!;
    vm.book(simulation.now, window);
    vm.deleted = simulation.now;
    log.vmDeleted(simulation.now, this.#index, ordinal);
    this.#ledger.keep(vm);
    this.leaving--;
    this.#forget(vm);
  }

  /** The state that now stands lasts into the window. Returns the VMs that are paid for. */
  notePeak(): number {
    const paid = this.#spec.billing === "fromAllocation" ? this.provisioning + this.unusable : 0;
    const billed = this.ready + this.leaving + paid;
    if (billed > this.peak) this.peak = billed;
    return billed;
  }

  /** The clock stopped: books what is under way. */
  close(): void {
    const { simulation, window } = this.#around;
    for (const vm of this.vms()) {
      vm.book(simulation.now, window);
      this.#ledger.keep(vm);
      if (isWaitedFor(vm)) this.#beforeReady.add(window.overlap(vm.requested, simulation.now));
    }
  }

  /** The lines of the VM ledger, in order of the requests; cancelled VMs have none. Call after `close`. */
  ledger(): readonly VmRow[] {
    if (this.#rows !== null) return this.#rows;
    const { simulation, window } = this.#around;
    const paid = this.#spec.billing === "fromAllocation";
    const beforeReady = (since: Ticks, until: Ticks): Ticks => (paid ? window.overlap(since, until) : 0);
    this.#rows = this.#ledger.rows(beforeReady, simulation.now);
    this.#ledger.forget();
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

  #request(replaces: Vm["replaces"]): void {
    const { simulation, log, account, draws, registry } = this.#around;
    const now = simulation.now;
    const starts = now + draws.allocation() + draws.provisioning();
    const readyAt = registry === null ? starts + draws.startTask() : NEVER;
    const ordinal = this.#requested++;
    const lowPriority = this.#spec.lowPriority !== null && this.dedicated >= this.dedicatedTarget;
    const vm = this.#spare.pop() ?? this.#newVm();
    vm.begin({
      ordinal,
      requested: now,
      starts,
      readyAt,
      billingPlan: this.billingPlan,
      lowPriority,
      replaces,
      deprovisioning: draws.deprovisioning(),
      lifetime: draws.lifetime(),
      untilBreakdown: draws.untilBreakdown(),
      startFails: draws.startFails(),
    });
    this.#berthOf.set(ordinal, vm.berth);
    this.#awaited.push(vm);
    if (replaces !== "none") this.replacing++;
    if (lowPriority) this.lowPriority++;
    else this.dedicated++;
    account.hold(this.#spec.cores, lowPriority);
    log.vmRequested(now, this.#index, ordinal, lowPriority ? 1 : 0);
    if (readyAt !== NEVER) this.#readyAt(readyAt, ordinal);
    if (registry !== null) vm.pull = registry.store.begin(this, ordinal, this.#spec.pull!.bytes, registry.lane, starts);
  }

  #readyAt(time: Ticks, ordinal: number): void {
    this.#around.simulation.at(time, EventClass.vm, systemEvent(this.#index, SystemEvent.vmReady), ordinal);
  }

  #cancelYoungest(which?: (vm: Vm) => boolean): void {
    const { simulation, log, window, registry } = this.#around;
    const vm = this.#youngest(which);
    this.#awaited.remove(vm);
    if (vm.replaces !== "none") this.replacing--;
    if (!vm.lowPriority) this.dedicated--;
    vm.deleted = simulation.now;
    if (vm.pull !== NO_TICKET) registry!.store.giveUp(vm.pull);
    log.vmDeleted(simulation.now, this.#index, vm.ordinal);
    addCancelledVm(this.cancelled, vm.ordinal, vm.requested, vm.deleted);
    this.#beforeReady.add(window.overlap(vm.requested, simulation.now));
    this.#forget(vm);
  }

  #youngest(which?: (vm: Vm) => boolean): Vm {
    let vm = this.#awaited.last!;
    while (which !== undefined && !which(vm)) vm = this.#awaited.before(vm)!;
    return vm;
  }

  #newVm(): Vm {
    const vm = new Vm(this.#berths.length, this.rows);
    this.#berths.push(vm);
    return vm;
  }

  #forget(vm: Vm): void {
    this.#berthOf.set(vm.ordinal, NOWHERE);
    this.#spare.push(vm);
    if (vm.lowPriority) this.lowPriority--;
    this.#around.account.release(this.#spec.cores, vm.lowPriority);
  }
}

/** Of a VM that lives. */
function isWaitedFor(vm: Vm): boolean {
  return vm.ready === NOT_YET && !vm.unusable;
}
