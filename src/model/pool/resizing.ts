import { EventClass, type Simulation } from "../../engine/simulation.ts";
import type { Ticks } from "../../engine/time.ts";
import { SystemEvent, systemEvent } from "../eventCode.ts";
import type { PoolSpec } from "../worldSpec.ts";
import type { Account } from "./account.ts";
import type { Fleet } from "./fleet.ts";
import { fewestTasksFirst } from "./leavingOrder.ts";
import type { OperationEntry } from "./operationLog.ts";
import type { LimitCause, PoolLimits } from "./poolLimits.ts";
import type { Vm } from "./vm.ts";
import type { EndReason } from "./vmLedger.ts";

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
  /** VMs that the pool is to have. */
  target = 0;
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
  create(entry: OperationEntry, vms: number, billingPlan: string | null, timed: boolean): Answer {
    if (this.state === "active") return conflict(entry, "409: the pool exists");
    if (this.state === "deleting") return conflict(entry, "409: the pool is being deleted");
    const { maxPools } = this.#account.quotas;
    if (this.#account.pools >= maxPools) {
      return this.#refuse(entry, "quota", `maxPools is ${maxPools}: asked for 1 more, none left`);
    }
    if (this.#exceeds(entry, vms)) return "refused";
    this.#account.pools++;
    this.state = "active";
    this.#pool.fleet.billingPlan = billingPlan;
    this.#pool.startScaling();
    this.#begin(entry, vms, timed);
    return "grows";
  }

  resize(entry: OperationEntry, vms: number): Answer {
    if (this.state === "absent") return refused(entry, "404: the pool does not exist");
    if (this.state === "deleting") return conflict(entry, "409: the pool is being deleted");
    if (this.#current !== null && !this.#pool.spec.resizeWhileResizing) {
      return conflict(entry, "409: a resize is under way");
    }
    if (this.#exceeds(entry, vms)) return "refused";
    this.#current?.settle("stopped", "another resize took its place");
    const { ready, provisioning } = this.#pool.fleet;
    const grows = vms > this.target || vms > ready + provisioning;
    this.#begin(entry, vms, true);
    return grows ? "grows" : "accepted";
  }

  /**
   * A formula's target takes the place of whatever is under way, for as many VMs as the quotas let the pool have.
   *
   * @returns what forbids it the others, in words; nothing where it has them all.
   */
  follow(vms: number, deallocation: PoolSpec["deallocation"]): string {
    const { limits } = this.#pool;
    this.#current?.settle("stopped", "a formula took its place");
    this.#current = null;
    this.#timeoutEvent = -1;
    const shortage = this.#bring(vms, deallocation);
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
    const { fleet } = this.#pool;
    fleet.cancel(fleet.provisioning);
    this.#pool.deallocate([...fleet.vms()].filter((vm) => vm.serves).sort(byOrdinal), "pool deleted");
    this.#pool.clearQueue();
    this.fleetChanged();
    return "accepted";
  }

  /** A VM became ready or is gone: what is under way may be over. */
  fleetChanged(): void {
    const { provisioning, leaving } = this.#pool.fleet;
    if (this.#current === null || provisioning + leaving > 0) return;
    const entry = this.#current;
    this.#current = null;
    if (this.state === "deleting") {
      this.state = "absent";
      this.#account.pools--;
    }
    entry.settle(entry.reason === "" ? "done" : "partial");
  }

  /** What is under way may have taken too long: ends it short of its target. */
  timeout(): void {
    if (this.#simulation.queue.order !== this.#timeoutEvent || this.#current === null) return;
    const { fleet } = this.#pool;
    const { provisioning, leaving } = fleet;
    fleet.cancel(provisioning);
    const late = provisioning > 0 ? `${counted(provisioning)} not ready` : `${counted(leaving)} not gone`;
    this.#current.settle("partial", `resizeTimeout: ${late} in time`);
    this.#current = null;
  }

  /** Brings the pool to so many VMs. */
  #begin(entry: OperationEntry, vms: number, timed: boolean): void {
    const { limits, spec } = this.#pool;
    const { now } = this.#simulation;
    this.#current = entry;
    entry.reason = this.#bring(vms, spec.deallocation);
    if (entry.reason !== "") limits.refuse(now);
    if (timed) this.#timeOut(now + spec.resizeTimeout);
    this.fleetChanged();
  }

  /** Requests VMs, as many as the quotas allow, or lets some go. @returns what forbids it the others, in words. */
  #bring(vms: number, deallocation: PoolSpec["deallocation"]): string {
    const { fleet, spec } = this.#pool;
    this.target = vms;
    this.barrier = "max";
    const excess = fleet.ready + fleet.provisioning - vms;
    if (excess === 0) return "";
    if (excess < 0) {
      const room = this.#account.room(fleet.size, spec.cores);
      const granted = Math.min(-excess, room.vms);
      const shortage = granted < -excess ? this.#account.shortage(room.cause, -excess, granted, spec.cores) : "";
      if (shortage !== "") this.barrier = room.cause;
      fleet.request(granted);
      return shortage;
    }
    const cancelled = Math.min(excess, fleet.provisioning);
    fleet.cancel(cancelled);
    const serving = [...fleet.vms()].filter((vm) => vm.serves).sort(fewestTasksFirst);
    this.#pool.deallocate(serving.slice(0, excess - cancelled), "resize", deallocation);
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
    const left = maxVmsPerPool - this.#pool.fleet.ready - this.#pool.fleet.provisioning;
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

function byOrdinal(a: Vm, b: Vm): number {
  return a.ordinal - b.ordinal;
}
