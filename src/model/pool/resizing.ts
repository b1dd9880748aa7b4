import { EventClass, type Simulation } from "../../engine/simulation.ts";
import type { Ticks } from "../../engine/time.ts";
import { SystemEvent, systemEvent } from "../eventCode.ts";
import { NOT_YET } from "../jobTable.ts";
import { hasRule } from "../scaling/hasRule.ts";
import type { Account } from "./account.ts";
import type { Fleet } from "./fleet.ts";
import { fewestTasksFirst } from "./leavingOrder.ts";
import type { OperationEntry } from "./operationLog.ts";
import type { LimitCause, PoolLimits } from "./poolLimits.ts";
import type { PoolSpec } from "./poolSpec.ts";
import type { EndReason, Vm } from "./vm.ts";

/** A pool, as the service that resizes it sees it. */
export interface ManagedPool {
  readonly index: number;
  readonly spec: PoolSpec;
  readonly fleet: Fleet;
  readonly limits: PoolLimits;
  deallocate(vms: readonly Vm[], reason: EndReason, option?: PoolSpec["deallocation"]): void;
  clearQueue(): void;
  startScaling(): void;
}

/** What an operation came to at once. `conflict`: the service would have taken it at another time. */
export type Answer = "accepted" | "grows" | "conflict" | "refused";

/**
 * Creates, resizes and deletes one pool as the service does: one operation at a time, each under way until its VMs are
 * ready or gone, or until it has taken too long.
 */
export class Resizing {
  state: "absent" | "active" | "deleting" = "absent";
  /** Dedicated VMs that the pool is to have, and those of low priority. */
  target = 0;
  lowPriorityTarget = 0;
  /** What keeps the pool from growing: its target, or the quota that the last operation ran into. */
  barrier: LimitCause = "max";
  readonly #pool: ManagedPool;
  readonly #simulation: Simulation;
  readonly #account: Account;
  /** The operation that is under way. */
  #current: OperationEntry | null = null;
  /** Order number of the event at which it has taken too long. */
  #timeoutEvent = -1;

  constructor(pool: ManagedPool, around: { readonly simulation: Simulation; readonly account: Account }) {
    this.#pool = pool;
    this.#simulation = around.simulation;
    this.#account = around.account;
  }

  /** @param timed whether it ends when it has taken too long; the VMs of time 0 do not. */
  create(
    entry: OperationEntry,
    vms: number,
    billingPlan: string | null,
    timed: boolean,
    lowPriority = this.#pool.spec.lowPriority?.vms ?? 0,
  ): Answer {
    if (this.state === "active") return conflict(entry, "409: the pool exists");
    if (this.state === "deleting") return conflict(entry, "409: the pool is being deleted");
    const { maxPools } = this.#account.quotas;
    if (this.#account.pools >= maxPools) {
      return this.#refuse(entry, "quota", `maxPools is ${maxPools}: asked for 1 more, none left`);
    }
    // A rule says how many there are of each kind.
    const others = hasRule(this.#pool.spec.scaling) ? 0 : lowPriority;
    if (this.#exceeds(entry, vms + others)) return "refused";
    this.#account.pools++;
    this.state = "active";
    this.#pool.fleet.provisioning.billingPlan = billingPlan;
    this.#begin(entry, vms, others, timed);
    this.#pool.startScaling();
    return "grows";
  }

  /** @param lowPriority VMs of low priority to have; as many as before, if it is not told. */
  resize(entry: OperationEntry, vms: number, lowPriority = this.lowPriorityTarget): Answer {
    if (this.state === "absent") return refused(entry, "404: the pool does not exist");
    if (this.state === "deleting") return conflict(entry, "409: the pool is being deleted");
    if (this.#current !== null && !this.#pool.spec.resizeWhileResizing) {
      return conflict(entry, "409: a resize is under way");
    }
    const all = vms + lowPriority;
    if (this.#exceeds(entry, all)) return "refused";
    this.#current?.settle("stopped", "another resize took its place");
    const grows = all > this.target + this.lowPriorityTarget || all > this.#pool.fleet.here;
    this.#begin(entry, vms, lowPriority, true);
    return grows ? "grows" : "accepted";
  }

  /**
   * A formula's targets take the place of whatever is under way, for as many VMs as the quotas let the pool have.
   *
   * @returns what forbids it the others, in words; nothing where it has them all.
   */
  follow(vms: number, lowPriority: number, deallocation: PoolSpec["deallocation"]): string {
    const { limits } = this.#pool;
    this.#current?.settle("stopped", "a formula took its place");
    this.#current = null;
    this.#timeoutEvent = -1;
    const shortage = this.#bring(vms, lowPriority, deallocation);
    if (shortage === "") limits.isCut = false;
    else limits.cutShort(this.#simulation.now);
    return shortage;
  }

  delete(entry: OperationEntry): Answer {
    if (this.state === "absent") return refused(entry, "404: the pool does not exist");
    if (this.state === "deleting") return conflict(entry, "409: the pool is being deleted");
    this.#current?.settle("stopped", "the pool was deleted");
    this.#current = entry;
    this.#timeoutEvent = -1;
    this.state = "deleting";
    this.target = 0;
    this.lowPriorityTarget = 0;
    const { fleet } = this.#pool;
    fleet.provisioning.cancel(fleet.provisioning.count);
    this.#pool.deallocate([...fleet.vms].filter(isThere).sort(byOrdinal), "pool deleted");
    this.#pool.clearQueue();
    this.fleetChanged();
    return "accepted";
  }

  /** Whether it has just so many VMs, ready or not; `lowPriority` as in `resize`. */
  isAt(vms: number, lowPriority = this.lowPriorityTarget): boolean {
    const { fleet } = this.#pool;
    return fleet.vms.dedicated === vms && fleet.here - vms === lowPriority;
  }

  /** VMs come or go for a target, not in place of lost ones. */
  get isUnderWay(): boolean {
    const { provisioning, leaving } = this.#pool.fleet;
    return provisioning.count - provisioning.replacing + leaving > 0;
  }

  /** A VM became ready or is gone: what is under way may be over. */
  fleetChanged(): void {
    if (this.#current === null || this.isUnderWay) return;
    const entry = this.#current;
    this.#current = null;
    if (this.state === "deleting") {
      this.state = "absent";
      this.#account.pools--;
    }
    entry.settle(entry.reason === "" ? "done" : "partial");
  }

  /** Whether the event of an order number is that at which what is under way has taken too long. */
  isTimedOutAt(order: number): boolean {
    return order === this.#timeoutEvent && this.#current !== null;
  }

  /** What is under way may have taken too long: ends it short of its target. */
  timeout(): void {
    if (!this.isTimedOutAt(this.#simulation.queue.order) || this.#current === null) return;
    const { provisioning, leaving } = this.#pool.fleet;
    const { count, replacing } = provisioning;
    provisioning.cancel(count - replacing, replacing === 0 ? undefined : (vm) => vm.replaces === "none");
    const late = count > replacing ? `${counted(count - replacing)} not ready` : `${counted(leaving)} not gone`;
    this.#current.settle("partial", `resizeTimeout: ${late} in time`);
    this.#current = null;
  }

  /** A serving VM was lost: another one takes its place, as long as it is wanted. */
  replace(vm: Vm, how: Vm["replaces"]): void {
    const { fleet } = this.#pool;
    const [here, target] = vm.lowPriority
      ? [fleet.here - fleet.vms.dedicated, this.lowPriorityTarget]
      : [fleet.vms.dedicated, this.target];
    if (this.state !== "active" || here >= target) return;
    fleet.provisioning.dedicatedTarget = vm.lowPriority ? fleet.vms.dedicated : this.target;
    fleet.provisioning.request(1, how);
    this.fleetChanged();
  }

  /** Brings the pool to so many VMs of both kinds. */
  #begin(entry: OperationEntry, vms: number, lowPriority: number, timed: boolean): void {
    const { limits, spec } = this.#pool;
    const { now } = this.#simulation;
    // It is under way when all is asked for: VMs that are gone at once say nothing of those to come.
    this.#current = null;
    entry.reason = this.#bring(vms, lowPriority, spec.deallocation);
    this.#current = entry;
    if (entry.reason !== "") limits.refuse(now);
    if (timed) this.#timeOut(now + spec.resizeTimeout);
    this.fleetChanged();
  }

  /** Requests VMs, as many as the quotas allow, or lets some go. @returns what forbids it the others, in words. */
  #bring(vms: number, lowPriority: number, deallocation: PoolSpec["deallocation"]): string {
    this.target = vms;
    this.lowPriorityTarget = lowPriority;
    this.barrier = "max";
    const { fleet } = this.#pool;
    const shortage = this.#fit(fleet.vms.dedicated - vms, false, deallocation);
    const other = this.#fit(fleet.here - fleet.vms.dedicated - lowPriority, true, deallocation);
    return shortage === "" || other === "" ? shortage + other : `${shortage}; ${other}`;
  }

  /** So many VMs of one kind are too many, or, below zero, too few. @returns what forbids it the others, in words. */
  #fit(excess: number, lowPriority: boolean, deallocation: PoolSpec["deallocation"]): string {
    const { fleet, spec } = this.#pool;
    if (excess < 0) {
      const room = this.#account.room(fleet.size, spec.cores, lowPriority);
      const granted = Math.min(-excess, room.vms);
      const shortage =
        granted < -excess ? this.#account.shortage(room.cause, -excess, granted, spec.cores, lowPriority) : "";
      if (shortage !== "") this.barrier = room.cause;
      fleet.provisioning.dedicatedTarget = lowPriority ? fleet.vms.dedicated : Number.POSITIVE_INFINITY;
      fleet.provisioning.request(granted);
      return shortage;
    }
    if (excess === 0) return "";
    const isKind = (vm: Vm): boolean => vm.lowPriority === lowPriority;
    const kind = fleet.vms.those(isKind);
    const waiting = kind.filter((vm) => vm.ready === NOT_YET && !vm.unusable).length;
    // Those that are not ready go first, and of them those that never will be.
    const useless = kind.filter((vm) => vm.unusable && vm.left === NOT_YET).sort(byOrdinal);
    const cancelled = Math.min(Math.max(0, excess - useless.length), waiting);
    fleet.provisioning.cancel(cancelled, spec.lowPriority === null ? undefined : isKind);
    const order = [...useless, ...kind.filter((vm) => vm.serves).sort(fewestTasksFirst)];
    this.#pool.deallocate(order.slice(0, excess - cancelled), "resize", deallocation);
    return "";
  }

  #timeOut(at: Ticks): void {
    const code = systemEvent(this.#pool.index, SystemEvent.resizeTimeout);
    this.#simulation.at(at, EventClass.decision, code, 0);
    this.#timeoutEvent = this.#simulation.queue.pushed;
  }

  #exceeds(entry: OperationEntry, vms: number): boolean {
    const { maxVmsPerPool } = this.#account.quotas;
    if (vms <= maxVmsPerPool) return false;
    const left = maxVmsPerPool - this.#pool.fleet.ready - this.#pool.fleet.provisioning.count;
    this.#refuse(entry, "quota", `maxVmsPerPool is ${maxVmsPerPool}: asked for ${vms}, ${left} more are left`);
    return true;
  }

  #refuse(entry: OperationEntry, cause: LimitCause, reason: string): Answer {
    this.barrier = cause;
    this.#pool.limits.refuse(this.#simulation.now);
    return refused(entry, reason);
  }
}

function counted(vms: number): string {
  return vms === 1 ? "1 VM was" : `${vms} VMs were`;
}

function refused(entry: OperationEntry, reason: string): Answer {
  entry.settle("refused", reason);
  return "refused";
}

function conflict(entry: OperationEntry, reason: string): Answer {
  entry.settle("refused", reason);
  return "conflict";
}

/** Ready or unusable, and has not left. */
function isThere(vm: Vm): boolean {
  return vm.serves || (vm.unusable && vm.left === NOT_YET);
}

function byOrdinal(a: Vm, b: Vm): number {
  return a.ordinal - b.ordinal;
}
