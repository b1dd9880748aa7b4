import type { Ticks } from "../../engine/time.ts";
import type { CancelledVms } from "../cancelledVms.ts";
import { CLASSIC, type EndedJob, type EventLog } from "../eventLog.ts";
import type { VmRow, WorldResult } from "../worldResult.ts";
import type { WorldSpec } from "../worldSpec.ts";
import { AuditError, seconds } from "./auditError.ts";
import { type AuditedBill, checkBill } from "./billCheck.ts";
import { ClassicHours } from "./classicHours.ts";
import { checkLedger } from "./ledgerCheck.ts";
import { LittleLaw } from "./littleLaw.ts";
import { sojournOf } from "./recordCheck.ts";
import { Replay } from "./replay.ts";
import { systemsOf } from "./routing.ts";
import { SlotBooks } from "./slotBooks.ts";
import { StoreBook } from "./storeBook.ts";
import { Transcript } from "./transcript.ts";
import { TransferringTasks } from "./transferringTasks.ts";
import { VmCounts } from "./vmCounts.ts";
import { workersAt } from "./workersAt.ts";
import { type CensusRow, WorkloadCounts } from "./workloadCounts.ts";

export type { CensusRow } from "./workloadCounts.ts";

/** What a finished run says of itself, to be compared with its event log. */
export interface AuditedResult {
  readonly vms: readonly VmRow[];
  /** VMs that were cancelled before they were ready, which have no line among the others; absent: none. */
  readonly cancelled?: readonly CancelledVms[];
  readonly census: readonly CensusRow[];
  /** Absent: there is none to check. */
  readonly bill?: Pick<AuditedBill, "rows" | "total">;
  /** The window in which hours are counted: its end is the planned end, or the clock where the run was drained. */
  readonly window: { readonly from: Ticks; readonly to: Ticks };
  /** A run that was cut off may have stopped inside an instant and between the events that are told. */
  readonly stop?: WorldResult["stop"];
}

/**
 * Checks a run as it happens against the invariants that every run must keep, knowing nothing of the model's code:
 * 1 conservation, 2 causality, 3 capacity, 4 order, 5 work conservation, 6 ledger, 7 latency, 8 Little's law.
 *
 * The cheap form keeps counters only: it sees every event, but does not know one job of a workload from another, leaves
 * caps alone, and checks work conservation only where all tasks have one slot. The full form also keeps the whole log
 * and, when the run is over, goes through it job by job.
 *
 * Every method throws AuditError at the first event that cannot be; `finish` must be called once, at the end.
 */
export class Auditor implements EventLog {
  private readonly spec: WorldSpec;
  private readonly tenants: readonly string[];
  private readonly transcript: Transcript | null;
  private readonly books: SlotBooks;
  private readonly counts: WorkloadCounts;
  /** Only the full form follows jobs one by one. */
  private readonly classicHours: ClassicHours | null;
  private readonly transferring = new TransferringTasks();
  private readonly stores: readonly StoreBook[];
  private readonly vms: VmCounts;
  private readonly law = new LittleLaw();
  private now: Ticks = 0;
  /** The last job that came: numbers rise, and may leave out jobs that are not simulated. */
  private last = -1;
  private lastWorkload = -1;

  /** `tenants` gives the names of the tenants that the log tells by index. */
  constructor(spec: WorldSpec, tenants: readonly string[], options: { readonly full: boolean }) {
    this.spec = spec;
    this.tenants = tenants;
    this.transcript = options.full ? new Transcript() : null;
    this.classicHours = options.full && spec.classic?.billingPlan ? new ClassicHours(spec) : null;
    // The full form leaves order and work conservation to its replay, which can name the first job passed over.
    this.books = new SlotBooks(spec, !options.full);
    this.counts = new WorkloadCounts(spec.workloads.map((workload) => workload.name));
    this.vms = new VmCounts(spec);
    this.stores = spec.stores.map((store) => new StoreBook(store));
  }

  submitted(time: Ticks, job: number, workload: number, tenant: number): void {
    if (time !== this.now) this.advance(time, job);
    if (job <= this.last) throw new AuditError(1, time, `job ${job} is submitted after job ${this.last}`);
    this.last = job;
    this.lastWorkload = workload;
    this.law.inSystem++;
    this.counts.submit(workload);
    if (this.classicHours !== null) this.classicHours.submitted(time, job, workload);
    if (this.transcript !== null) this.transcript.submitted(time, job, workload, tenant);
  }

  routed(time: Ticks, job: number, system: number, width: number): void {
    if (time !== this.now) this.advance(time, job);
    const { route, tenant } = this.spec.workloads[this.lastWorkload]!;
    if (job !== this.last || !systemsOf(route, tenant, this.spec.pools).includes(system)) {
      throw new AuditError(
        3,
        time,
        `job ${job} is routed to ${this.books.all[system]?.name}, which its route does not name`,
      );
    }
    if (this.transcript !== null) this.transcript.routed(time, job, system, width);
  }

  moved(time: Ticks, job: number): void {
    if (time !== this.now) this.advance(time, job);
    this.books.leave(job);
    this.books.forget(job);
    if (this.classicHours !== null) this.classicHours.moved(job);
    if (this.transcript !== null) this.transcript.moved(time, job);
  }

  eligible(time: Ticks, job: number, workload: number, system: number, width: number, tasks: number): void {
    if (time !== this.now) this.advance(time, job);
    if (job > this.last) throw new AuditError(2, time, `job ${job} is eligible before it is submitted`);
    this.books.join(job, workload, system, width, tasks);
    if (this.classicHours !== null) this.classicHours.eligible(job, system);
    if (this.transcript !== null) this.transcript.eligible(time, job, workload, system, width, tasks);
  }

  expected(time: Ticks, job: number, task: number, system: number, until: Ticks): void {
    if (time !== this.now) this.advance(time, job);
    if (until < time) throw new AuditError(2, time, `job ${job} is expected to give its slots back before it has them`);
    if (this.transcript !== null) this.transcript.expected(time, job, task, system, until);
  }

  taken(time: Ticks, job: number, workload: number, task: number, system: number, vm: number, slots: number): void {
    if (time !== this.now) this.advance(time, job);
    this.books.inTurn(time, job, workload, task, system, slots).take(time, job, vm, slots);
    if (this.classicHours !== null) this.classicHours.taken(job, workload, task, system, slots);
    if (this.transcript !== null) this.transcript.taken(time, job, workload, task, system, vm, slots);
  }

  gangTaken(time: Ticks, job: number, workload: number, task: number, system: number, vms: Int32Array): void {
    if (time !== this.now) this.advance(time, job);
    this.books.inTurn(time, job, workload, task, system, vms.length).takeGang(time, job, vms);
    if (this.classicHours !== null) this.classicHours.taken(job, workload, task, system, vms.length);
    if (this.transcript !== null) this.transcript.gangTaken(time, job, workload, task, system, vms);
  }

  started(time: Ticks, job: number, task: number, system: number, vm: number): void {
    if (time !== this.now) this.advance(time, job);
    this.books.all[system]!.start(time, job, vm);
    this.transferring.computes(job, task);
    if (this.classicHours !== null) this.classicHours.started(time, job, task, system);
    if (this.transcript !== null) this.transcript.started(time, job, task, system, vm);
  }

  gangStarted(time: Ticks, job: number, task: number, system: number, vms: Int32Array): void {
    if (time !== this.now) this.advance(time, job);
    this.books.all[system]!.startGang(time, job, vms);
    this.transferring.computes(job, task);
    if (this.transcript !== null) this.transcript.gangStarted(time, job, task, system, vms);
  }

  transfers(time: Ticks, job: number, task: number, system: number, vm: number): void {
    if (time !== this.now) this.advance(time, job);
    this.books.all[system]!.turn(time, job, vm, 1);
    this.transferring.transfers(job, task);
    if (this.transcript !== null) this.transcript.transfers(time, job, task, system, vm);
  }

  computes(time: Ticks, job: number, task: number, system: number, vm: number): void {
    if (time !== this.now) this.advance(time, job);
    this.books.all[system]!.turn(time, job, vm, -1);
    this.transferring.computes(job, task);
    if (this.transcript !== null) this.transcript.computes(time, job, task, system, vm);
  }

  transferAsked(time: Ticks, store: number, id: number, bytes: number, network: number, object: number): void {
    if (time !== this.now) this.advance(time, -1);
    this.stores[store]!.ask(time, id, bytes, network, object);
    if (this.transcript !== null) this.transcript.transferAsked(time, store, id, bytes, network, object);
  }

  transferDone(time: Ticks, store: number, id: number): void {
    if (time !== this.now) this.advance(time, -1);
    this.stores[store]!.done(time, id);
    if (this.transcript !== null) this.transcript.transferDone(time, store, id);
  }

  transferDropped(time: Ticks, store: number, id: number): void {
    if (time !== this.now) this.advance(time, -1);
    this.stores[store]!.drop(time, id);
    if (this.transcript !== null) this.transcript.transferDropped(time, store, id);
  }

  released(time: Ticks, job: number, task: number, system: number, vm: number, slots: number, computed: boolean): void {
    if (time !== this.now) this.advance(time, job);
    this.books.enter(system).release(time, job, vm, slots, computed, this.transferring.has(job, task));
    this.books.gaveBack(job, task, system, slots);
    if (this.classicHours !== null) this.classicHours.released(time, job, task, system);
    if (this.transcript !== null) this.transcript.released(time, job, task, system, vm, slots, computed);
  }

  gangReleased(time: Ticks, job: number, task: number, system: number, vms: Int32Array, computed: boolean): void {
    if (time !== this.now) this.advance(time, job);
    this.books.enter(system).releaseGang(time, job, vms, computed, this.transferring.has(job, task));
    this.books.gaveBack(job, task, system, vms.length);
    if (this.transcript !== null) this.transcript.gangReleased(time, job, task, system, vms, computed);
  }

  requeued(time: Ticks, job: number, task: number, system: number, kept: Ticks): void {
    if (time !== this.now) this.advance(time, job);
    this.books.requeue(job, task);
    if (this.transcript !== null) this.transcript.requeued(time, job, task, system, kept);
  }

  retried(time: Ticks, job: number, task: number, system: number): void {
    if (time !== this.now) this.advance(time, job);
    this.books.requeue(job, task);
    if (this.transcript !== null) this.transcript.retried(time, job, task, system);
  }

  failed(time: Ticks, job: number, task: number, system: number): void {
    if (time !== this.now) this.advance(time, job);
    if (this.transcript !== null) this.transcript.failed(time, job, task, system);
  }

  ended(time: Ticks, record: EndedJob): void {
    if (time !== this.now) this.advance(time, record.job);
    this.counts.end(time, record.job, record.workload, record.state);
    this.law.leave(sojournOf(time, record));
    this.books.forget(record.job);
    this.transferring.forget(record.job);
    if ((record.state === "Cancelled" || record.state === "Rejected") && record.eligible >= 0)
      this.books.leave(record.job);
    if (this.classicHours !== null) this.classicHours.ended(record);
    if (this.transcript !== null) this.transcript.ended(time, record);
  }

  workers(time: Ticks, count: number): void {
    if (time !== this.now) this.advance(time, -1);
    const fleet = this.spec.classic?.fleet;
    const planned = fleet?.kind === "workers" ? workersAt(fleet, this.spec.startEpochMs, time) : null;
    if (count !== planned) {
      throw new AuditError(
        3,
        time,
        `the classic service has ${count} workers, its timetable says ${planned ?? "nothing"}`,
      );
    }
    this.books.enter(CLASSIC).resize(count);
    if (this.transcript !== null) this.transcript.workers(time, count);
  }

  vmRequested(time: Ticks, system: number, vm: number, lowPriority = 0): void {
    if (time !== this.now) this.advance(time, -1);
    this.books.all[system]!.request(vm, time, lowPriority === 1);
    this.vms.request(time, system, vm, lowPriority === 1);
    if (this.transcript !== null) this.transcript.vmRequested(time, system, vm, lowPriority);
  }

  vmUnusable(time: Ticks, system: number, vm: number): void {
    if (time !== this.now) this.advance(time, -1);
    this.books.enter(system).spoil(vm, time);
    if (this.transcript !== null) this.transcript.vmUnusable(time, system, vm);
  }

  vmReady(time: Ticks, system: number, vm: number): void {
    if (time !== this.now) this.advance(time, -1);
    this.books.enter(system).ready(vm, time);
    if (this.transcript !== null) this.transcript.vmReady(time, system, vm);
  }

  vmLeft(time: Ticks, system: number, vm: number): void {
    if (time !== this.now) this.advance(time, -1);
    this.books.enter(system).leave(vm, time);
    this.vms.leave(system);
    if (this.transcript !== null) this.transcript.vmLeft(time, system, vm);
  }

  vmDeleted(time: Ticks, system: number, vm: number): void {
    if (time !== this.now) this.advance(time, -1);
    const { left, lowPriority } = this.books.enter(system).remove(vm, time);
    this.vms.remove(system, left, lowPriority);
    if (this.transcript !== null) this.transcript.vmDeleted(time, system, vm);
  }

  /**
   * The run is over and its clock stands at `clock`: compares the log with the result. Nothing is asked of the final
   * instant that only dispatching could have given, as a run may stop before that.
   */
  finish(clock: Ticks, result: AuditedResult): void {
    const end = this.spec.warmUp + this.spec.horizon;
    // With jobs left that nothing will ever serve, a run that was to drain stops at some event that is not told here.
    const anywhere = result.stop === "eventCap" || (result.stop === "drained" && this.law.inSystem > 0 && clock > end);
    if (clock < this.now || (clock > this.now && clock !== end && !anywhere)) {
      const told = `the last event is at ${seconds(this.now)} s and the planned end at ${seconds(end)} s`;
      throw new AuditError(2, clock, `the clock stops, where ${told}`);
    }
    if (clock > this.now) this.advance(clock, -1);
    if (this.transcript !== null) {
      const replay = new Replay(this.spec, this.tenants);
      this.transcript.play(replay);
      replay.finish(clock, result.census);
    }
    this.counts.close(clock, result.census);
    checkLedger(this.spec, this.books.all, result, clock);
    if (result.bill !== undefined) {
      const bill = { ...result.bill, vms: result.vms, classic: this.classicHours?.finish(clock) ?? null };
      checkBill(this.spec, bill, clock, { from: result.window.from, to: Math.max(result.window.from, clock) });
    }
    const broken = this.law.inSystem === 0 ? this.law.broken() : null;
    if (broken !== null) {
      throw new AuditError(8, clock, `the integral of jobs in the system, up to job ${this.last}, is ${broken}`);
    }
  }

  /** An instant is over. */
  private advance(time: Ticks, job: number): void {
    if (!(time > this.now)) {
      const whose = job < 0 ? "" : ` with job ${job}`;
      throw new AuditError(2, this.now, `the clock goes back to ${seconds(time)} s${whose}`);
    }
    this.books.instantEnds(this.now);
    this.law.pass(time - this.now);
    this.now = time;
  }
}
