import { EventClass } from "../../engine/simulation.ts";
import { NEVER, type Ticks } from "../../engine/time.ts";
import { ExactSum } from "../../statistics/exactSum.ts";
import { addCancelledVm, type CancelledVms, noCancelledVms } from "../cancelledVms.ts";
import { SystemEvent, systemEvent } from "../eventCode.ts";
import { NO_TICKET, type TransferOwner } from "../storage/store.ts";
import type { FleetSurroundings } from "./fleetSurroundings.ts";
import type { LivingVms } from "./livingVms.ts";
import type { PoolSpec } from "./poolSpec.ts";
import type { Vm } from "./vm.ts";
import { VmList } from "./vmList.ts";

/** The VMs of a pool that are requested and not ready yet. Each is cancelled, or its delays end: then it is ready, or never will be. */
export class Provisioning implements TransferOwner {
  /** Those in place of VMs that were lost. */
  replacing = 0;
  /** How many dedicated VMs there are to be before others are of low priority. */
  dedicatedTarget = Number.POSITIVE_INFINITY;
  /** What VMs requested from now on are charged to. */
  billingPlan: string | null = null;
  /** Those that were cancelled: never paid for. */
  readonly cancelled: CancelledVms;
  readonly #spec: PoolSpec;
  readonly #index: number;
  readonly #vms: LivingVms;
  readonly #around: FleetSurroundings;
  #requested = 0;
  /** In order of their requests. */
  readonly #awaited = new VmList();
  readonly #time = new ExactSum();

  constructor(spec: PoolSpec, index: number, vms: LivingVms, around: FleetSurroundings) {
    this.#spec = spec;
    this.#index = index;
    this.#vms = vms;
    this.#around = around;
    this.cancelled = noCancelledVms(spec.name);
  }

  get count(): number {
    return this.#awaited.size;
  }

  /** Time inside the window that VMs spent here, start task included. Call after `close`. */
  get time(): Ticks {
    return this.#time.toNumber();
  }

  /** VMs that the service tries to get back in place of evicted ones, and has not got at a time. */
  preempted(at: Ticks): number {
    if (this.replacing === 0) return 0;
    return this.#vms.those((vm) => this.#awaited.has(vm) && vm.replaces === "evicted" && vm.starts > at).length;
  }

  /** Requests VMs, dedicated ones as long as those are to be more; their delays are drawn now. */
  request(count: number, replaces: Vm["replaces"] = "none"): void {
    for (let i = 0; i < count; i++) this.#request(replaces);
  }

  /**
   * Cancels VMs, the youngest request first, then the highest ordinal: at once, and unbilled.
   *
   * @param which of them; all, if it is not told.
   */
  cancel(count: number, which?: (vm: Vm) => boolean): void {
    for (let i = 0; i < count; i++) this.#cancelYoungest(which);
  }

  /** A VM has pulled its image. */
  transferEnds(ordinal: number): void {
    this.#vms.of(ordinal)!.pull = NO_TICKET;
    this.#readyAt(this.#around.simulation.now, ordinal);
  }

  /** A VM is here no longer: its delays are over, or it is cancelled. */
  end(vm: Vm): void {
    this.#book(vm);
    this.#awaited.remove(vm);
    if (vm.replaces !== "none") this.replacing--;
  }

  /** The clock stopped: books what is under way. */
  close(): void {
    for (const vm of this.#vms) if (this.#awaited.has(vm)) this.#book(vm);
  }

  #request(replaces: Vm["replaces"]): void {
    const { simulation, log, draws, registry } = this.#around;
    const now = simulation.now;
    const starts = now + draws.allocation() + draws.provisioning();
    const readyAt = registry === null ? starts + draws.startTask() : NEVER;
    const ordinal = this.#requested++;
    const lowPriority = this.#spec.lowPriority !== null && this.#vms.dedicated >= this.dedicatedTarget;
    const vm = this.#vms.begin({
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
    this.#awaited.push(vm);
    if (replaces !== "none") this.replacing++;
    log.vmRequested(now, this.#index, ordinal, lowPriority ? 1 : 0);
    if (readyAt !== NEVER) this.#readyAt(readyAt, ordinal);
    if (registry !== null) vm.pull = registry.store.begin(this, ordinal, this.#spec.pull!.bytes, registry.lane, starts);
  }

  #readyAt(time: Ticks, ordinal: number): void {
    this.#around.simulation.at(time, EventClass.vm, systemEvent(this.#index, SystemEvent.vmReady), ordinal);
  }

  #cancelYoungest(which?: (vm: Vm) => boolean): void {
    const { simulation, log, registry } = this.#around;
    const vm = this.#youngest(which);
    this.end(vm);
    this.#vms.leaves(vm);
    vm.deleted = simulation.now;
    if (vm.pull !== NO_TICKET) registry!.store.giveUp(vm.pull);
    log.vmDeleted(simulation.now, this.#index, vm.ordinal);
    addCancelledVm(this.cancelled, vm.ordinal, vm.requested, vm.deleted);
    this.#vms.end(vm);
  }

  #youngest(which?: (vm: Vm) => boolean): Vm {
    let vm = this.#awaited.last!;
    while (which !== undefined && !which(vm)) vm = this.#awaited.before(vm)!;
    return vm;
  }

  #book({ requested }: Vm): void {
    const { window, simulation } = this.#around;
    this.#time.add(window.overlap(requested, simulation.now));
  }
}
