import { NEVER, type Ticks } from "../../engine/time.ts";
import { SystemEvent } from "../eventCode.ts";
import { NOT_YET } from "../jobTable.ts";
import { Autoscale } from "../scaling/autoscale.ts";
import { hasRule } from "../scaling/hasRule.ts";
import { JobScaling } from "../scaling/jobScaling.ts";
import { OnDemand } from "../scaling/onDemand.ts";
import type { Scaler, SlotCounts } from "../scaling/scaler.ts";
import type { ScalingSpec } from "../scaling/scalingSpec.ts";
import { type DelayDraw, delayDraw, type System } from "../system.ts";
import type { SystemState } from "../worldResult.ts";
import { Fleet } from "./fleet.ts";
import { mostVms } from "./mostVms.ts";
import type { PoolLimits } from "./poolLimits.ts";
import { PoolLine } from "./poolLine.ts";
import type { PoolSpec } from "./poolSpec.ts";
import { poolState } from "./poolState.ts";
import type { PoolSurroundings } from "./poolSurroundings.ts";
import { Resizing } from "./resizing.ts";
import { RunLimits } from "./runLimits.ts";
import { Seating } from "./seating.ts";
import type { EndReason, Vm } from "./vm.ts";

/** The customer's own VMs, each usable as soon as it is ready, and the queue in front of them. */
export class Pool implements System {
  readonly name: string;
  readonly index: number;
  readonly spec: PoolSpec;
  readonly dispatchDelay: DelayDraw;
  readonly fleet: Fleet;
  readonly limits: PoolLimits;
  /** The pool as the service manages it: whether it exists, and what it is asked to be. */
  readonly resizing: Resizing;
  due = false;
  /** A scaling decision is due at the end of the instant. */
  decisionDue = false;
  jobsOnSlots = 0;
  tasksSucceeded = 0;
  tasksFailed = 0;
  /** Jobs here that have not ended. */
  jobsHere = 0;
  readonly slots: SlotCounts = { waiting: 0, held: 0, computing: 0 };
  /** Whether jobs came while the pool was not there. */
  turnedAway = false;
  /** The next job that comes is to be told of. */
  awaitsJob = false;
  /** Whether VMs left without waiting for the tasks that they had. */
  cutsTasksShort = false;
  readonly #mostVms: number;
  /** Divide service times, by workload. */
  readonly #speeds: readonly number[];
  /** The formula by which it scales. */
  readonly autoscale: Autoscale | null;
  readonly #scaler: Scaler | null;
  readonly #seating: Seating;
  readonly #line: PoolLine;
  readonly #runLimits: RunLimits | null;
  readonly #around: PoolSurroundings;

  constructor(spec: PoolSpec, index: number, around: PoolSurroundings) {
    this.spec = spec;
    this.name = spec.name;
    this.index = index;
    this.#around = around;
    this.limits = around.limits;
    this.dispatchDelay = delayDraw(spec.dispatch);
    this.fleet = new Fleet(spec, index, around);
    this.resizing = new Resizing(this, around);
    this.#mostVms = mostVms(spec);
    this.#speeds = around.workloads.map((name) => spec.speedOf.get(name) ?? spec.speed);
    this.autoscale = spec.scaling.kind === "autoscale" ? new Autoscale(spec.scaling, this, around) : null;
    this.#scaler = this.#scalerOf(spec.scaling);
    this.#seating = new Seating(this, this.#scaler, around);
    this.#line = new PoolLine(this, this.#seating, around);
    const maxWallClockTime = spec.maxWallClockTime ?? NEVER;
    const longestRun = spec.lowPriority?.longestRun ?? NEVER;
    const isLimited = Math.min(maxWallClockTime, longestRun) < NEVER;
    this.#runLimits = isLimited ? new RunLimits({ maxWallClockTime, longestRun }, index, around) : null;
    if (spec.lowPriority !== null && hasRule(spec.scaling))
      this.fleet.provisioning.dedicatedTarget = Math.max(0, this.#mostVms - spec.lowPriority.vms);
  }

  /** The pool exists from now on; where a rule scales it, the rule begins. */
  startScaling(): void {
    this.#scaler?.start();
  }

  /** Divides the service times of a workload. */
  speedOf(workload: number): number {
    return this.#speeds[workload]!;
  }

  canHold(width: number): boolean {
    return width <= this.#mostVms * this.spec.slotsPerVm;
  }

  takes(row: number): boolean {
    const { jobs } = this.#around.life;
    const width = jobs.width[row]!;
    // A task of several cores runs on one VM, and is no wider than that.
    const fits = jobs.together[row] === 0 || width <= this.spec.slotsPerVm;
    return this.resizing.state === "active" && fits && this.canHold(width);
  }

  startsAtOnce(row: number): boolean {
    const { jobs } = this.#around.life;
    const width = jobs.width[row]!;
    const { free } = this.fleet;
    return free.slots - this.slots.waiting >= width && (jobs.together[row] === 0 || free.most >= width);
  }

  startingNow(): number {
    // What the last dispatch left waiting fits nowhere.
    return this.due ? this.#line.startingOf(this.jobsHere - this.jobsOnSlots) : 0;
  }

  submit(row: number): void {
    const { life } = this.#around;
    if (this.resizing.state !== "active") this.turnedAway = true;
    if (!this.takes(row)) {
      life.abort(row, "Rejected");
      return;
    }
    this.jobsHere++;
    life.becomesEligible(row);
    this.#line.push(row);
    this.#around.requestDispatch(this);
    if (this.awaitsJob) this.#around.jobCame(this);
  }

  dispatch(): void {
    // Tasks of VMs that were to complete them, and did not, wait in vain.
    if (this.slots.waiting > 0 && this.resizing.state !== "active") this.clearQueue();
    this.#line.serve();
    if (this.#scaler !== null) this.requestDecision();
    else this.watchLimit(this.#around.simulation.now, this.slots.waiting > 0);
  }

  /** Follows the rule that scales the pool. */
  decide(): void {
    this.#scaler?.decide();
  }

  requestDecision(): void {
    this.#around.requestDecision(this);
  }

  /** From now on tasks wait, or none does. A pool that no rule scales may not grow: it is at its limit whenever they do. */
  watchLimit(now: Ticks, waits: boolean): void {
    if (this.autoscale !== null) this.autoscale.watchLimit(now, waits);
    else this.limits.set(now, waits ? this.resizing.barrier : null);
  }

  taskStarts(run: number): void {
    this.#line.started(run);
    this.#seating.starts(run);
    if (this.#runLimits === null) return;
    this.#runLimits.started(
      run,
      this.#seating.vmsOf(run).some((vm) => vm.lowPriority),
    );
  }

  taskTransfers(run: number): void {
    this.#seating.transfers(run);
  }

  taskComputes(run: number): void {
    this.#seating.computes(run);
  }

  release(run: number, computed: boolean): void {
    this.#line.released(run);
    this.#runLimits?.ended(run);
    this.#seating.takeBack(run, computed);
    this.#around.requestDispatch(this);
  }

  requeue(row: number, task: number, remaining: Ticks): void {
    this.#line.requeue({ row, number: this.#around.life.jobs.number[row]!, task, remaining });
    this.#around.requestDispatch(this);
  }

  withdraw(row: number): void {
    this.#line.remove(row);
    this.#around.requestDispatch(this);
  }

  jobEnded(row: number): void {
    const { jobs } = this.#around.life;
    if (jobs.eligible[row] === NOT_YET) return;
    this.jobsHere--;
  }

  handle(kind: number, ordinal: number): void {
    if (kind === SystemEvent.vmReady) {
      const vm = this.fleet.becomesReady(ordinal);
      if (vm === undefined) return;
      if (!vm.unusable) this.#scaler?.touch(vm);
      this.#around.requestDispatch(this);
      this.resizing.fleetChanged();
    } else if (kind === SystemEvent.vmDeleted) {
      this.fleet.deleted(ordinal);
      this.resizing.fleetChanged();
    } else if (kind === SystemEvent.resizeTimeout) {
      this.resizing.timeout();
    } else if (kind === SystemEvent.eviction) {
      this.#losesVm(ordinal, "evicted");
    } else if (kind === SystemEvent.breakdown) {
      const { order } = this.#around.simulation.queue;
      if (this.fleet.vms.of(ordinal)?.breakdownEvent === order) this.#losesVm(ordinal, "breakdown");
    } else if (kind === SystemEvent.runTooLong) {
      const how = this.#runLimits!.due(ordinal);
      if (how !== null) this.#around.life.tasks.interrupt(ordinal, how);
    } else {
      this.#scaler?.handle(kind);
    }
  }

  /** Jobs wait here, or in another pool that may need what this one gives back. */
  get concernsJobs(): boolean {
    return this.jobsHere > 0 || this.#around.account.isShared;
  }

  mayHelp(kind: number, ordinal: number, order: number): boolean {
    const { isShared } = this.#around.account;
    switch (kind) {
      case SystemEvent.vmReady:
        return this.concernsJobs && this.fleet.vms.of(ordinal) !== undefined;
      case SystemEvent.evaluation:
        return this.concernsJobs && this.#scaler!.mayAct(kind, order);
      case SystemEvent.limitsChange:
        return this.concernsJobs;
      // The others take VMs away, which may be of use elsewhere.
      case SystemEvent.resizeTimeout:
        return isShared && this.resizing.isTimedOutAt(order);
      case SystemEvent.breakdown:
        return isShared && this.fleet.vms.of(ordinal)?.breakdownEvent === order;
      case SystemEvent.eviction:
      case SystemEvent.vmDeleted:
        return isShared && this.fleet.vms.of(ordinal) !== undefined;
      default:
        return isShared && kind === SystemEvent.idleTimer && this.#scaler!.mayAct(kind, order);
    }
  }

  /** VMs whose start task failed are not wanted any more. */
  releaseUnusable(): void {
    for (const vm of [...this.fleet.vms]) if (vm.unusable && vm.left === NOT_YET) this.fleet.leaves(vm, "resize");
  }

  /** An idle VM is not wanted any more. */
  releaseIdle(vm: Vm): void {
    this.fleet.leaves(vm, "idle");
    this.#scaler?.touch(vm);
  }

  /** VMs take no more tasks; what becomes of those that they have is told, or the pool's `deallocation`. */
  deallocate(vms: readonly Vm[], reason: EndReason, option = this.spec.deallocation): void {
    const { life } = this.#around;
    for (const vm of vms) this.fleet.leaves(vm, reason);
    if (vms.every((vm) => vm.used === 0)) return;
    if (option !== "taskCompletion") this.cutsTasksShort = true;
    const lost = this.#seating.runsOn(vms);
    if (option === "taskCompletion") {
      for (const run of lost) this.#line.spares(run);
      return;
    }
    for (const run of lost) life.tasks.interrupt(run, option === "terminate" ? "fail" : "restart");
  }

  /** The pool is deleted: jobs with tasks that wait for its slots are cancelled, or go on in the classic service. */
  clearQueue(): void {
    const { life } = this.#around;
    const { jobs } = life;
    const refuge = this.spec.whenDeleted === "classic" ? this.#around.refuge : null;
    const waiting = [...jobs.rows()].filter(
      (row) => jobs.system[row] === this.index && jobs.untaken[row]! + jobs.requeued[row]! > 0,
    );
    waiting.sort((a, b) => jobs.number[a]! - jobs.number[b]!);
    for (const row of waiting) {
      if (refuge?.canHold(jobs.width[row]!)) refuge.take(row, this.#handOver(row));
      else life.abort(row, "Cancelled");
    }
  }

  state(at: Ticks): SystemState {
    return poolState(this, at);
  }

  close(): void {
    this.fleet.close();
    this.limits.close(this.#around.simulation.now);
  }

  /** The job leaves for another system with all that is left of it. Returns the tasks that begin anew there. */
  #handOver(row: number): readonly number[] {
    const { life } = this.#around;
    const { jobs } = life;
    life.tasks.recall(row);
    const again = this.#line.remove(row);
    this.jobsHere--;
    const speed = this.speedOf(jobs.workload[row]!);
    for (const { task, remaining } of again) life.tasks.losesProgress(row, task, speed, remaining);
    return again.map(({ task }) => task);
  }

  /** The rule by which VMs come and go, if there is one. */
  #scalerOf(scaling: ScalingSpec): Scaler | null {
    if (scaling.kind === "onDemand") return new OnDemand(scaling, this, this.#around);
    return scaling.kind === "byJobs" ? new JobScaling(scaling, this, this.#around) : this.autoscale;
  }

  /** A VM is evicted or broke down: its tasks wait for others, and it is replaced where no rule decides. */
  #losesVm(ordinal: number, how: "evicted" | "breakdown"): void {
    const { life } = this.#around;
    const vm = this.fleet.vms.of(ordinal);
    if (vm === undefined) return;
    const runs = this.#seating.runsOn([vm]);
    const served = vm.serves;
    if (!this.fleet.loses(vm, how)) return;
    for (const run of runs) {
      life.tasks.countEviction(life.tasks.runs.job[run]!);
      life.tasks.interrupt(run, "restart");
    }
    if (!hasRule(this.spec.scaling)) {
      if (served) this.resizing.replace(vm, how === "evicted" ? "evicted" : "broken");
    } else {
      this.#scaler?.touch(vm);
      this.requestDecision();
    }
  }
}
