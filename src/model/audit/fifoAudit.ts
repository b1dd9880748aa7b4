import { NEVER, type Ticks } from "../../engine/time.ts";
import { ExactSum } from "../../statistics/exactSum.ts";
import type { VmRow } from "../worldResult.ts";
import { AuditError } from "./auditError.ts";

/** What became of some jobs of a first-in-first-out service, as columns in order of submission; times and durations are ticks. */
export interface FifoRecords {
  readonly count: number;
  readonly workload: Int32Array;
  readonly worker: Int32Array;
  readonly submitted: Float64Array;
  readonly eligible: Float64Array;
  readonly taken: Float64Array;
  readonly dispatch: Float64Array;
  readonly started: Float64Array;
  readonly service: Float64Array;
  readonly ended: Float64Array;
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
  readonly #freeFrom: Float64Array;
  /** As it was before the jobs at hand. */
  readonly #freeBefore: Float64Array;
  readonly #submitted: Float64Array;
  readonly #unfinished: Float64Array;
  readonly #stop: Ticks;
  /** Submission and slot of the last job, and until when a job waited last. In an array, not to be boxed. */
  readonly #last = new Float64Array(3);
  #jobs = 0;

  /**
   * Of a service in which nothing happens after `stop`, and no slot is given at it.
   *
   * @param freeFrom when each worker, or VM, can take its first job.
   */
  constructor(freeFrom: Float64Array, workloads: number, stop: Ticks) {
    this.#freeFrom = freeFrom.slice();
    this.#freeBefore = freeFrom.slice();
    this.#submitted = new Float64Array(workloads);
    this.#unfinished = new Float64Array(workloads);
    this.#stop = stop;
  }

  /** The next jobs, in order of submission. Throws AuditError. */
  check(jobs: FifoRecords): void {
    this.#freeBefore.set(this.#freeFrom);
    if (!this.#areRight(jobs)) throw this.#firstBroken(jobs);
    this.#count(jobs);
    this.#jobs += jobs.count;
  }

  /** Whether nothing is wrong with any of them: all is looked at before that is asked, for whether a job waits cannot be foretold. */
  #areRight({ count, worker, submitted, eligible, taken, dispatch, started, service, ended }: FifoRecords): boolean {
    const freeFrom = this.#freeFrom;
    let lastSubmitted = this.#last[0]!;
    let lastTaken = this.#last[1]!;
    let waitedUntil = this.#last[2]!;
    let right = 1;
    for (let i = 0; i < count; i++) {
      const now = submitted[i]!;
      const slot = taken[i]!;
      const start = started[i]!;
      const end = ended[i]!;
      const free = freeFrom[worker[i]!]!;
      right &= Number(lastSubmitted <= now) & Number(now <= eligible[i]!) & Number(eligible[i]! <= slot);
      right &= Number(slot <= start) & Number(start <= end) & Number(lastTaken <= slot) & Number(free <= slot);
      right &= Number(slot + dispatch[i]! === start) & Number(start + service[i]! === end);
      right &= Number(slot <= free) | (Number(slot <= now) & Number(waitedUntil <= free));
      if (now < slot) waitedUntil = slot;
      lastSubmitted = now;
      lastTaken = slot;
      freeFrom[worker[i]!] = end;
    }
    if (right === 0) return false;
    this.#last[0] = lastSubmitted;
    this.#last[1] = lastTaken;
    this.#last[2] = waitedUntil;
    return true;
  }

  /** The same conditions job by job, to tell of the first that is broken. */
  #firstBroken({
    count,
    worker,
    submitted,
    eligible,
    taken,
    dispatch,
    started,
    service,
    ended,
  }: FifoRecords): AuditError {
    const freeFrom = this.#freeBefore;
    let lastSubmitted = this.#last[0]!;
    let lastTaken = this.#last[1]!;
    let waitedUntil = this.#last[2]!;
    for (let i = 0; i < count; i++) {
      const now = submitted[i]!;
      const slot = taken[i]!;
      const start = started[i]!;
      const end = ended[i]!;
      const free = freeFrom[worker[i]!]!;
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
      freeFrom[worker[i]!] = end;
    }
    throw new Error("nothing is wrong with jobs of which something was");
  }

  /** All jobs have been checked, and the clock stopped: compares them with what the result tells of each workload. */
  finish(clock: Ticks, told: readonly { readonly submitted: number; readonly finished: number }[]): void {
    const waitedUntil = this.#last[2]!;
    for (const [worker, free] of this.#freeFrom.entries()) {
      if (free < waitedUntil) throw new AuditError(5, free, `worker ${worker} was free while a job waited`);
    }
    told.forEach(({ submitted, finished }, workload) => {
      const came = this.#submitted[workload]!;
      const through = came - this.#unfinished[workload]!;
      if (came === submitted && through === finished) return;
      const claim = `of workload ${workload} ${submitted} jobs are told as submitted and ${finished} as finished`;
      throw new AuditError(1, clock, `${claim}, ${came} were and ${through} did`);
    });
  }

  /**
   * Compares the ledger of a pool's VMs with what its jobs computed, all told (6).
   *
   * @param slotTime ticks inside the window.
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
    const through = this.#submitted.reduce((sum, jobs, workload) => sum + jobs - this.#unfinished[workload]!, 0);
    if (busy.equals(slotTime) && tasks === through) return;
    const told = `${busy.toBigInt()} ticks for ${tasks} tasks`;
    throw new AuditError(6, clock, `VMs are busy ${told}, not ${slotTime.toBigInt()} for ${through}`);
  }

  #count({ count, workload, taken, ended }: FifoRecords): void {
    for (let from = 0, to = 0; from < count; from = to) {
      const of = workload[from]!;
      // Jobs of one workload in a row are one addition.
      while (to < count && workload[to] === of) to++;
      this.#submitted[of] = this.#submitted[of]! + to - from;
    }
    const stop = this.#stop;
    if (stop === NEVER) return;
    for (let i = 0; i < count; i++) {
      const of = workload[i]!;
      if (!(taken[i]! < stop && ended[i]! <= stop)) this.#unfinished[of] = this.#unfinished[of]! + 1;
    }
  }

  #broken(invariant: number, time: Ticks, place: number, what: string): AuditError {
    return new AuditError(invariant, time, `job ${this.#jobs + place} ${what}`);
  }
}
