import type { Ticks } from "../../engine/time.ts";
import type { ToldOf } from "../audit/fifoCounts.ts";
import { TaskAudit } from "../audit/taskAudit.ts";
import { JobBlock } from "./jobBlock.ts";
import { Underway } from "./underway.ts";

/**
 * Jobs of several tasks, whose columns tell: `taken` when the first of them got its slot, `ended` when the last one is
 * through; and of the one that starts first (of several, the lowest), which the parts of the latency are told by, the rest.
 */
export class TaskedBlock extends JobBlock {
  /** Slot and end of the task that starts first. */
  readonly firstTaken: Float64Array;
  readonly firstEnded: Float64Array;
  /** When the last task got its slot. */
  readonly allTaken: Float64Array;
  /** Until when it has a task on a slot, of those that get theirs before the end of all. */
  readonly onSlotUntil: Float64Array;

  constructor(capacity: number) {
    super(capacity);
    this.firstTaken = new Float64Array(capacity);
    this.firstEnded = new Float64Array(capacity);
    this.allTaken = new Float64Array(capacity);
    this.onSlotUntil = new Float64Array(capacity);
  }
}

/**
 * Puts the jobs together whose tasks have a row each and are served in order.
 *
 * A slot that a task gives back goes to the next one of its job, if that still waits: so a job that has had a slot holds one
 * until its last task is through, unless the slot is not given again because there are fewer workers.
 */
export class TaskedJobs {
  /** Jobs of which all tasks have been gathered; beyond them, perhaps, one that goes on. */
  readonly jobs: TaskedBlock;
  readonly #audit: TaskAudit;
  readonly #underway: Underway;
  readonly #stop: Ticks;
  readonly #columns: readonly (Float64Array | Int32Array)[];
  #goesOn = false;

  /** No slot is given from `stop` on. @param block tasks that are gathered together, at most. */
  constructor(workloads: number, stop: Ticks, block: number) {
    this.jobs = new TaskedBlock(block);
    this.#audit = new TaskAudit(workloads, stop);
    this.#underway = new Underway(stop, false);
    this.#stop = stop;
    this.#columns = Object.values(this.jobs).filter(
      (column) => column instanceof Float64Array || column instanceof Int32Array,
    );
  }

  /** The next tasks, which have been served. False where a job of them holds no slot while tasks of it wait for theirs. */
  gather(rows: JobBlock): boolean {
    const { jobs } = this;
    const { taken, started, ended } = rows;
    const stop = this.#stop;
    if (this.#goesOn) for (const column of this.#columns) column[0] = column[jobs.count]!;
    let job = 0;
    for (let i = 0; i < rows.count; i++) {
      const slot = taken[i]!;
      const start = started[i]!;
      const end = ended[i]!;
      const isNext = this.#goesOn;
      if (!isNext) this.#begin(job, rows, i);
      else if (slot > jobs.ended[job]! && jobs.ended[job]! < stop) return false;
      if (!isNext || start < jobs.started[job]!) {
        jobs.started[job] = start;
        jobs.firstTaken[job] = slot;
        jobs.firstEnded[job] = end;
        jobs.service[job] = rows.service[i]!;
        jobs.dispatch[job] = rows.dispatch[i]!;
        jobs.apart[job] = rows.apart[i]!;
      }
      if (end > jobs.ended[job]!) jobs.ended[job] = end;
      if (slot < stop) jobs.onSlotUntil[job] = jobs.ended[job]!;
      jobs.allTaken[job] = slot;
      this.#goesOn = rows.following[i]! > 0;
      if (!this.#goesOn) job++;
    }
    jobs.count = job;
    return true;
  }

  /** Checks the jobs by the tasks that were gathered last. Throws AuditError. */
  check(rows: JobBlock): void {
    this.#audit.check(rows, this.jobs);
  }

  /** All jobs have been checked. @param audit what checked their tasks. */
  finish(clock: Ticks, told: ToldOf, audit: { finish(clock: Ticks, told: ToldOf): void }): void {
    this.#audit.finish(clock, told);
    audit.finish(clock, []);
  }

  /** Tasks that compute at an instant: those at hand, and those that were kept. */
  computingAt(time: Ticks, rows: JobBlock): number {
    return this.#underway.at(time, rows, rows.count).busy;
  }

  /** The tasks at hand are through; nobody asks for an instant before `since` any more. */
  keep(rows: JobBlock, since: Ticks): void {
    this.#underway.keep(rows, since);
  }

  #begin(job: number, rows: JobBlock, i: number): void {
    const { jobs } = this;
    jobs.workload[job] = rows.workload[i]!;
    jobs.cell[job] = rows.cell[i]!;
    jobs.submitted[job] = rows.submitted[i]!;
    jobs.eligible[job] = rows.eligible[i]!;
    jobs.deadline[job] = rows.deadline[i]!;
    jobs.round[job] = rows.round[i]!;
    jobs.taken[job] = rows.taken[i]!;
    jobs.ended[job] = 0;
    jobs.onSlotUntil[job] = 0;
  }
}
