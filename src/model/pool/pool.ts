import { EventClass, type Simulation } from "../../engine/simulation.ts";
import type { Ticks } from "../../engine/time.ts";
import { SystemEvent, systemEvent } from "../eventCode.ts";
import type { EventLog } from "../eventLog.ts";
import type { JobLife } from "../jobLife.ts";
import { NONE, NOT_YET } from "../jobTable.ts";
import { slotsByVm } from "../slotsByVm.ts";
import { type DelayDraw, delayDraw, type System } from "../system.ts";
import { WaitingQueue } from "../waitingQueue.ts";
import type { SystemState, VmRow } from "../worldResult.ts";
import type { PoolSpec } from "../worldSpec.ts";
import { FreeVms } from "./freeVms.ts";
import type { LimitClock } from "./limitClock.ts";
import { Vm } from "./vm.ts";

/** What a pool stands on. */
export interface PoolSurroundings {
  readonly simulation: Simulation;
  readonly life: JobLife;
  readonly log: EventLog;
  /** Marks this system due for dispatching at the end of the instant. */
  readonly requestDispatch: (system: System) => void;
  /** Delays of the VMs, in ticks, one draw a VM. */
  readonly provisioning: () => number;
  readonly startTask: () => number;
  readonly anyAtLimit: LimitClock;
  readonly atLimit: LimitClock;
}

/** The customer's own VMs: a fixed number of them, requested at time 0, each usable as soon as it is ready. */
export class Pool implements System {
  readonly name: string;
  readonly index: number;
  readonly spec: PoolSpec;
  readonly dispatchDelay: DelayDraw;
  due = false;
  jobsOnSlots = 0;
  readonly vms: Vm[] = [];
  /** Ready VMs at most at the end of an instant inside the window. */
  peak = 0;
  /** Jobs here that have not ended. */
  #jobsHere = 0;
  #readyVms = 0;
  readonly #queue: WaitingQueue;
  readonly #free: FreeVms;
  readonly #around: PoolSurroundings;

  constructor(spec: PoolSpec, index: number, around: PoolSurroundings) {
    this.spec = spec;
    this.name = spec.name;
    this.index = index;
    this.#around = around;
    this.dispatchDelay = delayDraw(spec.dispatch);
    this.#queue = new WaitingQueue(around.life.jobs, {
      byPriority: spec.queue === "priority",
      firstFit: spec.backfill === "firstFit",
    });
    this.#free = new FreeVms(spec);
    for (let ordinal = 0; ordinal < spec.vms; ordinal++) this.#request();
  }

  canHold(width: number): boolean {
    return width <= this.spec.vms * this.spec.slotsPerVm;
  }

  submit(row: number): void {
    const { life } = this.#around;
    if (!this.canHold(life.jobs.width[row]!)) {
      life.abort(row, "Rejected");
      return;
    }
    this.#jobsHere++;
    life.becomesEligible(row);
    this.#queue.push(row);
    this.#watchLimit();
    this.#around.requestDispatch(this);
  }

  dispatch(): void {
    const { jobs } = this.#around.life;
    for (;;) {
      const row = this.#queue.next(this.#free.slots);
      if (row === NONE) break;
      // Shifted before it is taken: a job whose tasks have all been given slots may end at once.
      if (jobs.untaken[row] === 1) this.#queue.shift(row);
      if (jobs.width[row] === 1) this.#takeSlot(row);
      else this.#takeGang(row);
    }
    this.#watchLimit();
  }

  taskStarts(run: number): void {
    const { simulation, life } = this.#around;
    const ordinals = life.runs.gangVms[run];
    if (ordinals === undefined) this.vms[life.runs.vm[run]!]!.taskStarts(simulation.now, life.window);
    else for (const [vm] of slotsByVm(ordinals)) this.vms[vm]!.taskStarts(simulation.now, life.window);
  }

  release(run: number, computed: boolean): void {
    const { life } = this.#around;
    const ordinals = life.runs.gangVms[run];
    if (ordinals === undefined) this.#release(this.vms[life.runs.vm[run]!]!, 1, computed);
    else for (const [vm, slots] of slotsByVm(ordinals)) this.#release(this.vms[vm]!, slots, computed);
    this.#around.requestDispatch(this);
  }

  withdraw(row: number): void {
    this.#queue.remove(row);
    this.#watchLimit();
    this.#around.requestDispatch(this);
  }

  jobEnded(row: number): void {
    const { jobs } = this.#around.life;
    if (jobs.eligible[row] === NOT_YET) return;
    this.#jobsHere--;
  }

  handle(code: number, ordinal: number): void {
    if (code !== SystemEvent.vmReady) return;
    const { simulation, log } = this.#around;
    const vm = this.vms[ordinal]!;
    vm.becomeReady(simulation.now);
    log.vmReady(simulation.now, this.index, ordinal);
    this.#readyVms++;
    this.#free.add(vm);
    this.#around.requestDispatch(this);
  }

  /** The state that now stands lasts into the window. Returns the VMs that are ready. */
  notePeak(): number {
    if (this.#readyVms > this.peak) this.peak = this.#readyVms;
    return this.#readyVms;
  }

  state(at: Ticks): SystemState {
    let provisioning = 0;
    let starting = 0;
    let idle = 0;
    let busy = 0;
    for (const vm of this.vms) {
      if (vm.ready === NOT_YET) {
        if (vm.starts > at) provisioning++;
        else starting++;
      } else if (vm.computing > 0) busy++;
      else idle++;
    }
    return {
      queued: this.#jobsHere - this.jobsOnSlots,
      held: 0,
      running: this.jobsOnSlots,
      target: this.spec.vms,
      provisioning,
      starting,
      idle,
      busy,
      leaving: 0,
    };
  }

  /** The lines of the VM ledger, in order of the requests. Call after `close`. */
  ledger(): VmRow[] {
    const orNull = (time: Ticks): Ticks | null => (time === NOT_YET ? null : time);
    return this.vms.map((vm) => ({
      pool: this.name,
      billingPlan: this.spec.billingPlan,
      vm: vm.ordinal,
      requested: vm.requested,
      ready: orNull(vm.ready),
      left: orNull(vm.left),
      deleted: orNull(vm.deleted),
      billed: this.#billed(vm),
      busy: vm.busy,
      idle: this.#billed(vm) - vm.busy - vm.leaving,
      transferring: 0,
      leaving: vm.leaving,
      rounding: 0,
      tasks: vm.tasks,
      endReason: vm.endReason,
    }));
  }

  close(): void {
    const { simulation, life, atLimit, anyAtLimit } = this.#around;
    for (const vm of this.vms) vm.book(simulation.now, life.window);
    if (atLimit.close(simulation.now)) anyAtLimit.leave(simulation.now);
  }

  /** Time inside the window that is paid for: from ready, or from the request where allocation is what is billed. */
  #billed(vm: Vm): Ticks {
    const beforeReady = this.spec.billing === "fromAllocation" ? this.#waiting(vm) : 0;
    return beforeReady + vm.busy + vm.idle + vm.leaving;
  }

  /** Time inside the window between request and ready. */
  #waiting(vm: Vm): Ticks {
    const { simulation, life } = this.#around;
    return life.window.overlap(vm.requested, vm.ready === NOT_YET ? simulation.now : vm.ready);
  }

  /** Time inside the window that VMs spent being provisioned, start task included. Call after `close`. */
  provisioningTime(): Ticks {
    return this.vms.reduce((sum, vm) => sum + this.#waiting(vm), 0);
  }

  /** Requests a VM; its delays are drawn now. */
  #request(): void {
    const { simulation, log, provisioning, startTask } = this.#around;
    const now = simulation.now;
    const starts = now + Math.max(0, Math.round(provisioning()));
    const readyAt = starts + Math.max(0, Math.round(startTask()));
    const vm = new Vm(this.vms.length, now, starts, readyAt);
    this.vms.push(vm);
    log.vmRequested(now, this.index, vm.ordinal);
    simulation.at(readyAt, EventClass.vm, systemEvent(this.index, SystemEvent.vmReady), vm.ordinal);
  }

  #takeSlot(row: number): void {
    const vm = this.#free.choose();
    this.#free.hold(vm);
    this.#around.life.take(row, vm.ordinal, vm.ready, this.spec.speed);
  }

  #takeGang(row: number): void {
    const { life } = this.#around;
    const ordinals = new Int32Array(life.jobs.width[row]!);
    let ready: Ticks = NOT_YET;
    for (let slot = 0; slot < ordinals.length; slot++) {
      const vm = this.#free.choose();
      this.#free.hold(vm);
      ordinals[slot] = vm.ordinal;
      if (vm.ready > ready) ready = vm.ready;
    }
    const first = ordinals[0]!;
    life.take(row, first, ready, this.spec.speed, ordinals.sort());
  }

  #release(vm: Vm, slots: number, computed: boolean): void {
    const { simulation, life } = this.#around;
    if (computed) vm.taskEnds(simulation.now, life.window);
    if (vm.used === slots) vm.idleSince = simulation.now;
    for (let slot = 0; slot < slots; slot++) this.#free.release(vm);
  }

  /** A fixed pool may never grow: it is at its limit whenever tasks wait. */
  #watchLimit(): void {
    const { simulation, atLimit, anyAtLimit } = this.#around;
    const waits = this.#queue.length > 0;
    if (waits === atLimit.at) return;
    if (waits) {
      atLimit.enter(simulation.now);
      anyAtLimit.enter(simulation.now);
    } else {
      atLimit.leave(simulation.now);
      anyAtLimit.leave(simulation.now);
    }
  }
}
