import { NEVER, type Ticks } from "../../engine/time.ts";
import { ExactSum } from "../../statistics/exactSum.ts";
import { roomier } from "../roomier.ts";
import type { VmRow } from "../worldResult.ts";
import { AuditError } from "./auditError.ts";
import { areBetween, areNothing, areSums } from "./columnChecks.ts";
import { FifoCounts, type ToldOf } from "./fifoCounts.ts";
import type { FifoRecords } from "./fifoRecords.ts";
import { VmHours } from "./vmHours.ts";

/** A VM that is ready for its first job, or takes no more. */
export interface VmChange {
  readonly vm: number;
  readonly at: Ticks;
  readonly left: boolean;
}

/** VMs that come and go, each of so many workers: those of VM 0 are the first. */
export interface ChangingVms {
  readonly slotsPerVm: number;
  /** Since when their time is told. */
  readonly from: Ticks;
  /** Those that left before these jobs, told next, had theirs, and, not later than that, came. */
  readonly changesBefore: (jobs: { readonly count: number }) => readonly VmChange[];
}

/**
 * Checks every job of a first-in-first-out service of constant workers from its record alone, at a few comparisons a job:
 * causality (invariant 2), no worker has two jobs (3), nobody overtakes (4), no worker is free while a job waits (5), the
 * parts of the latency add up (7); and at the end, that the result tells of the same jobs (1).
 *
 * A worker that is free from one of its jobs to the next must have had nobody waiting in that time. Slots are given in
 * order, so it is enough to know until when somebody waited last.
 */
export class FifoAudit {
  #freeFrom: Float64Array;
  readonly #counts: FifoCounts;
  /** When the worker of each job at hand was free before. */
  #freeWas = new Float64Array(0);
  readonly #stop: Ticks;
  readonly #vms: ChangingVms | null;
  /** Null where a VM has one task at a time, or there are none. */
  readonly #vmHours: VmHours | null;
  /** Submission and slot of the last job, and until when a job waited last. In an array, not to be boxed. */
  readonly #last = new Float64Array(3);
  #jobs = 0;

  /**
   * Of a service in which nothing happens after `stop`, and no slot is given at it.
   *
   * @param freeFrom when each worker, or VM, can take its first job; of those that come later, see `vms`.
   */
  constructor(freeFrom: ArrayLike<Ticks>, workloads: number, stop: Ticks, vms: ChangingVms | null = null) {
    this.#freeFrom = Float64Array.from(freeFrom);
    this.#vms = vms;
    this.#vmHours = vms === null || vms.slotsPerVm === 1 ? null : new VmHours(vms.slotsPerVm, vms.from, stop);
    this.#counts = new FifoCounts(workloads, stop);
    this.#stop = stop;
  }

  /** The next jobs, in order of submission; last those that never got a slot. Throws AuditError. */
  check(jobs: FifoRecords): void {
    this.#followVms(jobs);
    const many = served(jobs);
    if (this.#freeWas.length < many) this.#freeWas = new Float64Array(many);
    if (!this.#areRight(jobs, many)) throw this.#firstBroken(jobs, many);
    if (many < jobs.count) this.#last[2] = this.#stop;
    this.#vmHours?.add(jobs, many);
    this.#counts.add(jobs);
    this.#jobs += jobs.count;
  }

  /** Whether nothing is wrong with the first of them: all is looked at before that is asked, for whether a job waits cannot be foretold. */
  #areRight(
    { worker, submitted, eligible, taken, dispatch, started, service, ended }: FifoRecords,
    count: number,
  ): boolean {
    const freeWas = this.#freeWas;
    const freeFrom = this.#freeFrom;
    let lastSubmitted = this.#last[0]!;
    let lastTaken = this.#last[1]!;
    // When the last job that did not wait had its slot, and until when one waited last.
    const slots = Float64Array.of(0, this.#last[2]!);
    let right = Number(areSums(started, service, ended, count));
    // Where a start is the slot itself, no delay may be told; and a column that is another one tells nothing new.
    right &= Number(started === taken ? areNothing(dispatch, count) : areSums(taken, dispatch, started, count));
    if (eligible !== submitted) right &= Number(areBetween(submitted, eligible, taken, count));
    for (let i = 0; i < count; i++) {
      const now = submitted[i]!;
      const slot = taken[i]!;
      const who = worker[i]!;
      const free = freeFrom[who]!;
      freeWas[i] = free;
      right &= Number(lastSubmitted <= now) & Number(now <= slot) & Number(lastTaken <= slot) & Number(free <= slot);
      right &= Number(slot <= free) | (Number(slot <= now) & Number(slots[1]! <= free));
      slots[Number(now < slot)] = slot;
      lastSubmitted = now;
      lastTaken = slot;
      freeFrom[who] = ended[i]!;
    }
    if (right === 0) return false;
    this.#last[0] = lastSubmitted;
    this.#last[1] = lastTaken;
    this.#last[2] = slots[1]!;
    return true;
  }

  /** The same conditions job by job, to tell of the first that is broken. */
  #firstBroken(jobs: FifoRecords, count: number): AuditError {
    const { submitted, eligible, taken, dispatch, started, service, ended } = jobs;
    let lastSubmitted = this.#last[0]!;
    let lastTaken = this.#last[1]!;
    let waitedUntil = this.#last[2]!;
    for (let i = 0; i < count; i++) {
      const now = submitted[i]!;
      const slot = taken[i]!;
      const start = started[i]!;
      const end = ended[i]!;
      const free = this.#freeWas[i]!;
      if (!(lastSubmitted <= now && now <= eligible[i]! && eligible[i]! <= slot && slot <= start && start <= end)) {
        return this.#broken(2, slot, i, "does not go through its states in order");
      }
      if (slot + dispatch[i]! !== start || start + service[i]! !== end) {
        return this.#broken(7, end, i, "has a latency that is not the sum of its parts");
      }
      if (slot < lastTaken) return this.#broken(4, slot, i, "gets its slot before one that was submitted earlier");
      // A worker that is not there has no time from which it is free.
      if (!(free <= slot)) return this.#broken(3, slot, i, "gets a worker that is busy or not there");
      if (free < slot && (now < slot || free < waitedUntil)) {
        return this.#broken(5, slot, i, "gets a worker that was free while a job waited");
      }
      if (now < slot) waitedUntil = slot;
      lastSubmitted = now;
      lastTaken = slot;
    }
    throw new Error("nothing is wrong with jobs of which something was");
  }

  /** All jobs have been checked, and the clock stopped: compares them with what the result tells of each workload. */
  finish(clock: Ticks, told: ToldOf): void {
    this.#followVms({ count: 0, submitted: new Float64Array(0) });
    const waitedUntil = this.#last[2]!;
    for (const [worker, free] of this.#freeFrom.entries()) {
      if (free < waitedUntil) throw new AuditError(5, free, `worker ${worker} was free while a job waited`);
    }
    this.#counts.compare(clock, told);
  }

  /**
   * Compares the ledger of a pool's VMs with what its jobs computed, all told (6).
   *
   * @param slotTime ticks inside the window, on all slots.
   */
  checkLedger(clock: Ticks, vms: readonly VmRow[], slotTime: ExactSum): void {
    const busy = new ExactSum();
    let tasks = 0;
    for (const row of vms) {
      busy.add(row.busy);
      tasks += row.tasks;
      if (!(row.idle >= 0 && row.busy + row.idle + row.transferring + row.leaving + row.rounding === row.billed))
        throw new AuditError(6, clock, `VM ${row.vm} of ${row.pool} is billed for what does not add up`);
    }
    const through = this.#counts.through;
    const computed = this.#vmHours?.sum ?? slotTime;
    if (busy.equals(computed) && tasks === through) return;
    const told = `${busy.toBigInt()} ticks for ${tasks} tasks`;
    throw new AuditError(6, clock, `VMs are busy ${told}, not ${computed.toBigInt()} for ${through}`);
  }

  /** VMs that came, or left before the next jobs had theirs: none idle while a job waited. */
  #followVms(jobs: Pick<FifoRecords, "count" | "submitted">): void {
    if (this.#vms === null) return;
    const { slotsPerVm } = this.#vms;
    const next = jobs.count === 0 ? NEVER : jobs.submitted[0]!;
    for (const change of this.#vms.changesBefore(jobs)) {
      const first = change.vm * slotsPerVm;
      for (let worker = first; worker < first + slotsPerVm; worker++) this.#followWorker(worker, change, next);
    }
  }

  /** @param next submission of the next job. */
  #followWorker(worker: number, { vm, at, left }: VmChange, next: Ticks): void {
    if (worker >= this.#freeFrom.length)
      this.#freeFrom = roomier(this.#freeFrom, new Float64Array(2 * worker + 16).fill(NEVER));
    const free = this.#freeFrom[worker]!;
    this.#freeFrom[worker] = left ? NEVER : at;
    if (!left || free >= at) return;
    if (this.#last[2]! > free || next < at) throw new AuditError(5, at, `VM ${vm} leaves, free while a job waited`);
  }

  #broken(invariant: number, time: Ticks, place: number, what: string): AuditError {
    return new AuditError(invariant, time, `job ${this.#jobs + place} ${what}`);
  }
}

/** How many of some jobs come before those that never got a slot. */
function served({ count, taken }: FifoRecords): number {
  let many = count;
  while (many > 0 && taken[many - 1] === NEVER) many--;
  return many;
}
