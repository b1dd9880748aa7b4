import type { Sampler } from "../../engine/sampler.ts";
import { EventClass, type Simulation } from "../../engine/simulation.ts";
import { NEVER, type Ticks } from "../../engine/time.ts";
import { SystemEvent, systemEvent } from "../eventCode.ts";
import type { Account } from "../pool/account.ts";
import type { Vm } from "../pool/vm.ts";
import { IdleTimers } from "./idleTimers.ts";
import type { ScaledPool, Scaler } from "./scaler.ts";
import type { OnDemandSpec } from "./scalingSpec.ts";
import { VmsByTime } from "./vmsByTime.ts";

export interface OnDemandSurroundings {
  readonly simulation: Simulation;
  readonly account: Account;
  readonly startEpochMs: number;
  readonly idleTimeout: Sampler;
}

/**
 * Scaling on demand: as many VMs as the waiting tasks need and the idle ones do not serve, between a minimum and a maximum;
 * VMs that are idle for too long leave.
 *
 * Decides when all else of classes 0 to 5 has happened. What an idle VM that left in class 6 would change is decided at
 * once too, but not again in the same instant: a pool whose VMs come and go in no time would decide for ever.
 */
export class OnDemand implements Scaler {
  readonly #spec: OnDemandSpec;
  readonly #pool: ScaledPool;
  readonly #around: OnDemandSurroundings;
  readonly #min: VmsByTime;
  readonly #max: VmsByTime;
  readonly #timers: IdleTimers;
  #minNow = 0;
  #maxNow = 0;
  #evaluates = true;
  /** When a timer last was up, and when that was last followed by a decision. */
  #expiredAt: Ticks = Number.NEGATIVE_INFINITY;
  #followedAt: Ticks = Number.NEGATIVE_INFINITY;
  /** When the pending look at the timers comes, and the order number of its event. */
  #looksAt: Ticks = NEVER;
  #look = -1;

  constructor(spec: OnDemandSpec, pool: ScaledPool, around: OnDemandSurroundings) {
    this.#spec = spec;
    this.#pool = pool;
    this.#around = around;
    this.#min = new VmsByTime(spec.min, around.startEpochMs);
    this.#max = new VmsByTime(spec.max, around.startEpochMs);
    this.#timers = new IdleTimers(around.idleTimeout);
  }

  start(): void {
    this.#followLimits();
    this.#planEvaluation();
    this.#pool.requestDecision();
  }

  touch(vm: Vm): void {
    this.#timers.touch(vm);
  }

  handle(kind: number): void {
    if (kind === SystemEvent.idleTimer) {
      this.#lookAtTimers();
    } else if (kind === SystemEvent.evaluation) {
      this.#evaluates = true;
      this.#planEvaluation();
      this.#pool.requestDecision();
    } else if (kind === SystemEvent.limitsChange) {
      this.#followLimits();
      this.#pool.requestDecision();
    }
  }

  decide(): void {
    const { simulation } = this.#around;
    const { now } = simulation;
    this.#settleTimers(now);
    if (this.#spec.evaluateEvery > 0) {
      if (!this.#evaluates) return;
      this.#evaluates = false;
    } else if (this.#expiredAt === now) {
      if (this.#followedAt === now) return;
      this.#followedAt = now;
    }
    this.#adjust(now);
  }

  mayAct(kind: number, order: number): boolean {
    const { fleet } = this.#pool;
    if (kind === SystemEvent.idleTimer)
      return order === this.#look && this.#timers.next < NEVER && fleet.ready > this.#minNow;
    if (this.#isDone) return true;
    const more = Math.min(this.#within(this.#needed()), this.#spec.maxProvisioning) - fleet.provisioning.count;
    return more > 0 ? fleet.room(more).vms > 0 : more < 0 && this.#spec.cancelSurplus;
  }

  /** Requests or cancels VMs, so that as many are being provisioned as are wanted. */
  #adjust(now: Ticks): void {
    const { fleet, slots, limits } = this.#pool;
    const needed = this.#needed();
    // Unusable VMs take up room until nothing is to be done: the rule has no other occasion to shrink the pool by them.
    if (this.#isDone) this.#pool.releaseUnusable();
    const within = this.#within(needed);
    const wanted = Math.min(within, this.#spec.maxProvisioning);
    const more = wanted - fleet.provisioning.count;
    const room = more > 0 ? fleet.room(more) : null;
    if (room !== null && room.vms < more) {
      fleet.provisioning.request(room.vms);
      limits.cutShort(now);
      limits.set(now, slots.waiting > 0 ? room.cause : null);
      return;
    }
    if (more > 0) fleet.provisioning.request(more);
    else if (more < 0 && this.#spec.cancelSurplus) fleet.provisioning.cancel(-more);
    limits.isCut = false;
    limits.set(now, slots.waiting > 0 && needed > within ? "max" : null);
  }

  /** VMs that the waiting tasks need beside the free ones, and how many of them the limits let come, those in provisioning among them. */
  #needed(): number {
    const { fleet, slots, spec } = this.#pool;
    return Math.max(0, Math.ceil((slots.waiting - fleet.free.slots) / spec.slotsPerVm));
  }
  #within(needed: number): number {
    const { fleet } = this.#pool;
    const there = fleet.ready + fleet.unusable;
    return Math.max(Math.min(needed, this.#maxNow - there), this.#minNow - there, 0);
  }

  /** There are unusable VMs, and nothing is to be done. */
  get #isDone(): boolean {
    const { fleet, slots } = this.#pool;
    return fleet.unusable > 0 && slots.waiting === 0 && fleet.free.idle === fleet.ready;
  }

  #settleTimers(now: Ticks): void {
    this.#timers.settle(now, this.#carriers());
    const { next } = this.#timers;
    // A look that comes too early finds nothing and plans the next one: cheaper than one event a timer.
    if (next >= this.#looksAt) return;
    const { simulation } = this.#around;
    simulation.at(next, EventClass.idleTimer, systemEvent(this.#pool.index, SystemEvent.idleTimer), 0);
    this.#looksAt = next;
    this.#look = simulation.queue.pushed;
  }

  #lookAtTimers(): void {
    const { simulation } = this.#around;
    if (simulation.queue.order !== this.#look) return;
    const { now } = simulation;
    this.#looksAt = NEVER;
    while (this.#timers.next <= now) {
      const vm = this.#timers.first;
      if (this.#pool.fleet.ready > this.#minNow) {
        this.#pool.releaseIdle(vm);
        this.#expiredAt = now;
        // It leaves the set, and takes no other VM's place in it.
        this.#timers.settle(now, this.#carriers());
      } else {
        this.#timers.restart(vm, now);
      }
    }
    this.#pool.requestDecision();
  }

  /** How many VMs carry a timer. */
  #carriers(): number {
    const { fleet } = this.#pool;
    const surplus = Math.max(0, fleet.ready - this.#minNow);
    return this.#spec.timers === "all" ? fleet.free.idle : Math.min(fleet.free.idle, surplus);
  }

  #planEvaluation(): void {
    const { evaluateEvery } = this.#spec;
    const { simulation } = this.#around;
    if (evaluateEvery === 0) return;
    const code = systemEvent(this.#pool.index, SystemEvent.evaluation);
    simulation.at(simulation.now + evaluateEvery, EventClass.decision, code, 0);
  }

  /** Sets the limits that hold from now on, and comes back when they change. */
  #followLimits(): void {
    const { simulation } = this.#around;
    const { now } = simulation;
    this.#minNow = this.#min.at(now);
    this.#maxNow = this.#max.at(now);
    const next = Math.min(this.#min.changesAfter(now), this.#max.changesAfter(now));
    if (next === NEVER) return;
    simulation.at(next, EventClass.decision, systemEvent(this.#pool.index, SystemEvent.limitsChange), 0);
  }
}
