import { EventClass } from "../../engine/simulation.ts";
import { NEVER, type Ticks } from "../../engine/time.ts";
import { SystemEvent, systemEvent } from "../eventCode.ts";
import { NONE, NOT_YET } from "../jobTable.ts";
import type { VmRow } from "../worldResult.ts";
import type { Room } from "./account.ts";
import type { FleetSurroundings } from "./fleetSurroundings.ts";
import { FreeVms } from "./freeVms.ts";
import { LivingVms } from "./livingVms.ts";
import type { PoolSpec } from "./poolSpec.ts";
import { Provisioning } from "./provisioning.ts";
import type { EndReason, Vm } from "./vm.ts";
import { VmLedger } from "./vmLedger.ts";

/** What is known of a VM while the clock runs. */
export type VmSoFar = Pick<VmRow, "pool" | "billingPlan" | "requested" | "ready" | "deleted">;

/**
 * The VMs of a pool from request to deletion, their numbers and their ledger. Who wants more or fewer of them is not known
 * here; nor are tasks, but for the slots they hold.
 */
export class Fleet {
  readonly free: FreeVms;
  readonly vms: LivingVms;
  readonly provisioning: Provisioning;
  /** VMs that serve (idle or busy), or leave. */
  ready = 0;
  leaving = 0;
  /** VMs that never will be ready, and have not left. */
  unusable = 0;
  /** VMs that were evicted or broke down, inside the window. */
  evictions = 0;
  /** Those that are paid for, at most at the end of an instant inside the window. */
  peak = 0;
  readonly #spec: PoolSpec;
  readonly #index: number;
  readonly #around: FleetSurroundings;
  readonly #ledger: VmLedger;
  #rows: readonly VmRow[] | null = null;

  constructor(spec: PoolSpec, index: number, around: FleetSurroundings) {
    this.#spec = spec;
    this.#index = index;
    this.#around = around;
    this.vms = new LivingVms(spec.cores, around.account);
    this.provisioning = new Provisioning(spec, index, this.vms, around);
    this.free = new FreeVms(spec, (ordinal) => this.vms.of(ordinal)!);
    this.#ledger = new VmLedger(spec.name);
  }

  /** VMs that the account's quotas count. */
  get size(): number {
    return this.here + this.leaving;
  }

  /** VMs that have not left. */
  get here(): number {
    return this.ready + this.provisioning.count + this.unusable;
  }

  /** How many VMs more the account lets it have, up to so many. */
  room(most: number): Room {
    const { account } = this.#around;
    const { cores } = this.#spec;
    const dedicated = Math.min(most, Math.max(0, this.provisioning.dedicatedTarget - this.vms.dedicated));
    const first = account.room(this.size, cores);
    if (dedicated === most || first.vms < dedicated) return first;
    const rest = account.room(this.size + dedicated, cores, true);
    return { vms: dedicated + rest.vms, cause: rest.cause };
  }

  /** A VM's delays are over: it is ready, or unusable. Undefined if it was cancelled meanwhile. */
  becomesReady(ordinal: number): Vm | undefined {
    const vm = this.vms.of(ordinal);
    if (vm === undefined) return undefined;
    const { simulation, log } = this.#around;
    const { now } = simulation;
    this.provisioning.end(vm);
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
    this.vms.leaves(vm);
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
    const vm = this.vms.of(ordinal)!;
    vm.book(simulation.now, window);
    vm.deleted = simulation.now;
    log.vmDeleted(simulation.now, this.#index, ordinal);
    this.#ledger.keep(vm);
    this.leaving--;
    this.vms.end(vm);
  }

  /** The state that now stands lasts into the window. Returns the VMs that are paid for. */
  notePeak(): number {
    const paid = this.#spec.billing === "fromAllocation" ? this.provisioning.count + this.unusable : 0;
    const billed = this.ready + this.leaving + paid;
    if (billed > this.peak) this.peak = billed;
    return billed;
  }

  /** The clock stopped: books what is under way. */
  close(): void {
    const { simulation, window } = this.#around;
    for (const vm of this.vms) {
      vm.book(simulation.now, window);
      this.#ledger.keep(vm);
    }
    this.provisioning.close();
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
    for (const { billingPlan, requested, ready } of this.vms)
      yield { pool, billingPlan, requested, ready: ready === NOT_YET ? null : ready, deleted: null };
  }
}
