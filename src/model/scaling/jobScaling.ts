import { EventClass, type Simulation } from "../../engine/simulation.ts";
import type { Ticks } from "../../engine/time.ts";
import { SystemEvent, systemEvent } from "../eventCode.ts";
import { fewestTasksFirst } from "../pool/leavingOrder.ts";
import type { ScaledPool, Scaler } from "./scaler.ts";
import type { JobScalingSpec } from "./scalingSpec.ts";

/**
 * Scaling by the VMs that queued and running jobs need together, as a cluster does: looked at periodically, between a minimum
 * and a maximum. VMs beyond what is needed leave at once if they are idle, with no time to wait.
 */
export class JobScaling implements Scaler {
  readonly #spec: JobScalingSpec;
  readonly #pool: ScaledPool;
  readonly #simulation: Simulation;
  /** An evaluation is due: other changes of an instant decide nothing. */
  #evaluates = false;

  constructor(spec: JobScalingSpec, pool: ScaledPool, around: { readonly simulation: Simulation }) {
    this.#spec = spec;
    this.#pool = pool;
    this.#simulation = around.simulation;
  }

  /** The pool exists from now on, with the VMs that it has at first. */
  start(): void {
    const { fleet } = this.#pool;
    const { initial, min } = this.#spec;
    fleet.provisioning.request(Math.min(Math.max(initial, min), fleet.room(Math.max(initial, min)).vms));
    this.#planEvaluation();
  }

  /** No timer runs for any VM. */
  touch(): void {}

  /** What happens to the rule at an event of the pool. */
  handle(kind: number): void {
    if (kind !== SystemEvent.evaluation) return;
    this.#evaluates = true;
    this.#planEvaluation();
    this.#pool.requestDecision();
  }

  decide(): void {
    const { now } = this.#simulation;
    this.#watchLimit(now);
    if (!this.#evaluates) return;
    this.#evaluates = false;
    const missing = this.#missing();
    if (missing > 0) this.#grow(missing, now);
    else if (missing < 0) this.#shrink(-missing);
    if (missing <= 0) this.#pool.limits.isCut = false;
  }

  mayAct(): boolean {
    const { fleet } = this.#pool;
    const missing = this.#missing();
    if (missing > 0) return fleet.room(missing).vms > 0;
    return missing < 0 && fleet.unusable + fleet.provisioning.count + fleet.free.idle > 0;
  }

  /** VMs that are needed beside those that are here; below zero, that are not needed. */
  #missing(): number {
    const { fleet, slots, spec } = this.#pool;
    const { min, max } = this.#spec;
    const busy = fleet.ready - fleet.free.idle;
    // Nodes that run something are needed whole; what they have free serves the queue first.
    const more = Math.ceil(
      Math.max(0, slots.waiting - fleet.free.slots + fleet.free.idle * spec.slotsPerVm) / spec.slotsPerVm,
    );
    const target = Math.max(min, Math.min(max, busy + more));
    // Unusable VMs count as long as the cluster does not shrink.
    return target - fleet.here;
  }

  #grow(missing: number, now: Ticks): void {
    const { fleet, limits } = this.#pool;
    const room = fleet.room(missing);
    fleet.provisioning.request(Math.min(missing, room.vms));
    if (room.vms < missing) limits.cutShort(now);
    else limits.isCut = false;
  }

  /** Those that are unusable or not ready go first, then idle ones; what runs goes on. */
  #shrink(excess: number): void {
    const { fleet } = this.#pool;
    const target = fleet.here - excess;
    if (fleet.unusable > 0) this.#pool.releaseUnusable();
    fleet.provisioning.cancel(Math.max(0, Math.min(fleet.here - target, fleet.provisioning.count)));
    const idle = [...fleet.vms].filter((vm) => vm.serves && vm.used === 0).sort(fewestTasksFirst);
    for (const vm of idle.slice(0, Math.max(0, fleet.here - target))) this.#pool.releaseIdle(vm);
  }

  #watchLimit(now: Ticks): void {
    const { fleet, limits, slots } = this.#pool;
    const full = fleet.here >= this.#spec.max || limits.isCut;
    const waits = slots.waiting > 0 && full;
    limits.set(now, waits ? (limits.isCut ? fleet.room(1).cause : "max") : null);
  }

  #planEvaluation(): void {
    const code = systemEvent(this.#pool.index, SystemEvent.evaluation);
    this.#simulation.at(this.#simulation.now + this.#spec.evaluateEvery, EventClass.decision, code, 0);
  }
}
