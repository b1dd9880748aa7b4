import { EventClass, type Simulation } from "../engine/simulation.ts";
import type { Ticks } from "../engine/time.ts";
import type { Allowance } from "./billing/allowance.ts";
import type { Cell } from "./cell.ts";
import { EventCode } from "./eventCode.ts";
import { CLASSIC, NO_VM } from "./eventLog.ts";
import { FirstStarts } from "./firstStarts.ts";
import type { Books, JobEnds } from "./jobEnds.ts";
import { type JobTable, NONE, NOT_YET } from "./jobTable.ts";
import { LostWork } from "./lostWork.ts";
import type { QueuedJobs } from "./queuedJobs.ts";
import type { RequeuedTask } from "./requeuedTasks.ts";
import { RunPhases } from "./runPhases.ts";
import { Phase, RunTable } from "./runTable.ts";
import { RunTelling } from "./runTelling.ts";
import { NO_TICKET, type TransferOwner } from "./storage/store.ts";
import type { TaskTransfers } from "./storage/taskTransfers.ts";
import type { System } from "./system.ts";
import { TaskMoves } from "./taskMoves.ts";
import { attemptOutcome } from "./workload/attempts.ts";

/**
 * How a task loses its slots: it goes on elsewhere from its last checkpoint (from the start, if it has none), or from where
 * it was, or never runs again.
 */
export type Interruption = "restart" | "resume" | "fail";

/** Where a task computes: a VM. */
export interface Seat {
  readonly ordinal: number;
  /** By which its pool finds it. */
  readonly berth: number;
  /** When it became ready. */
  readonly ready: Ticks;
}

/** In the classic service slots belong to no VM. */
export const NO_SEAT: Seat = { ordinal: NO_VM, berth: NONE, ready: NOT_YET };

/** What tasks on slots belong to. */
export interface TaskSurroundings {
  readonly simulation: Simulation;
  readonly systems: readonly System[];
  readonly books: Books;
  readonly jobs: JobTable;
  readonly queued: QueuedJobs;
  readonly ends: JobEnds;
  /** A job's last task is through, or failed. */
  readonly endJob: (row: number, state: "Finished" | "Failed") => void;
}

/**
 * The life of every task on slots, whatever the system: it is given them, starts, ends, fails or loses them. Systems decide who
 * gets a slot and call `take`; a task that is to run again is given back to its system's queue.
 */
export class TaskLife implements TransferOwner {
  readonly runs = new RunTable();
  readonly moves = new TaskMoves();
  readonly #around: TaskSurroundings;
  readonly #jobs: JobTable;
  readonly #simulation: Simulation;
  readonly #systems: readonly System[];
  readonly #books: Books;
  readonly #ends: JobEnds;
  readonly #first: FirstStarts;
  readonly #phases: RunPhases;
  readonly #lost: LostWork;
  readonly #tell: RunTelling;
  /** The classic service's. */
  readonly #allowance: Allowance | null;
  readonly #transfers: TaskTransfers | null;

  constructor(around: TaskSurroundings) {
    const { jobs, books, ends } = around;
    this.#around = around;
    this.#jobs = jobs;
    this.#simulation = around.simulation;
    this.#systems = around.systems;
    this.#books = books;
    this.#ends = ends;
    this.#first = new FirstStarts(jobs, this.runs);
    this.#phases = new RunPhases(jobs, this.runs, books, ends);
    this.#lost = new LostWork(jobs, books);
    this.#tell = new RunTelling(jobs, this.runs, books.log);
    this.#allowance = books.allowances[CLASSIC] ?? null;
    this.#transfers = books.transfers;
  }

  /** Whether any task holds a slot. */
  get running(): boolean {
    return this.runs.count > 0;
  }

  /** Ticks that a task computes at a speed. */
  sizeOf(row: number, task: number, speed: number): Ticks {
    const jobs = this.#jobs;
    const work = jobs.tasks[row] === 1 ? jobs.service[row]! : jobs.sizes[row]![task]!;
    return speed === 1 ? work : Math.floor(work / speed + 0.5);
  }

  /** The tasks of a job that are on slots lose them, and wait to begin anew. */
  recall(row: number): void {
    if (!this.holdsSlots(row)) return;
    const { job, task } = this.runs;
    const own = [...this.runs.rows()].filter((run) => job[run] === row);
    own.sort((a, b) => task[a]! - task[b]!);
    for (const run of own) this.interrupt(run, "restart");
  }

  /** A waiting task that had only so much left to compute at a speed is to begin anew. */
  losesProgress(row: number, task: number, speed: number, remaining: Ticks): void {
    const lost = this.sizeOf(row, task, speed) - remaining;
    if (lost > 0) this.#lost.restarts(row, this.#simulation.now, lost);
  }

  /**
   * The next task of a job, or one that lost its slots, is given slots now.
   *
   * @param seat the VM (the first of a gang's, with the instant at which the last was ready); `vms` those of a gang on
   *   several, in ascending order.
   * @param speed divides the service time.
   * @returns the row of its run.
   */
  take(row: number, seat: Seat, speed: number, vms?: Int32Array, again: RequeuedTask | null = null): number {
    const { runs } = this;
    const jobs = this.#jobs;
    const now = this.#simulation.now;
    const run = runs.open();
    const task = again === null ? jobs.tasks[row]! - jobs.untaken[row]! : again.task;
    const single = jobs.tasks[row] === 1;
    if (again === null) jobs.untaken[row] = jobs.untaken[row]! - 1;
    else jobs.requeued[row] = jobs.requeued[row]! - 1;
    runs.job[run] = row;
    runs.task[run] = task;
    runs.vm[run] = seat.ordinal;
    runs.berth[run] = seat.berth;
    runs.gangVms[run] = vms;
    runs.taken[run] = now;
    runs.vmReady[run] = seat.ready;
    const size = this.sizeOf(row, task, speed);
    runs.size[run] = size;
    runs.service[run] = again === null ? size : again.remaining;
    this.moves.moved(now);
    if (jobs.onSlot[row] === 0) {
      this.#around.queued.leave(row, now);
      jobs.onSlot[row] = 1;
      this.#systems[jobs.system[row]!]!.jobsOnSlots++;
    }
    this.#tell.taken(run, now);
    const delay = single ? jobs.dispatchDelay[row]! : jobs.dispatchDelays[row]![task]!;
    if (delay > 0) {
      runs.started[run] = NOT_YET;
      this.#simulation.at(now + delay, EventClass.completion, EventCode.taskStarts, run);
      runs.event[run] = this.#simulation.queue.pushed;
    } else {
      this.#start(run, now);
    }
    return run;
  }

  /** An event of a run came up; one that was cancelled is passed over. */
  runEvent(code: number, run: number): void {
    const simulation = this.#simulation;
    if (this.runs.event[run] !== simulation.queue.order) return;
    if (code === EventCode.taskStarts) this.#start(run, simulation.now);
    else this.#hasComputed(run, simulation.now);
  }

  /** A run has read, and computes; or it has written, and is through. */
  transferEnds(run: number): void {
    const { runs } = this;
    const jobs = this.#jobs;
    const { now } = this.#simulation;
    runs.ticket[run] = NO_TICKET;
    if (runs.phase[run] === Phase.writing) {
      this.#complete(run);
      return;
    }
    this.#phases.enter(run, Phase.computing, now);
    this.#systems[jobs.system[runs.job[run]!]!]!.taskComputes(run);
    this.#tell.computes(run, now);
    this.#computes(run, now);
  }

  /** A task or gang loses its slots. One that is to run again is given back to its system's queue. */
  interrupt(run: number, how: Interruption): void {
    const { runs } = this;
    const jobs = this.#jobs;
    const now = this.#simulation.now;
    const row = runs.job[run]!;
    const task = runs.task[run]!;
    const size = runs.size[run]!;
    if (how === "fail") {
      this.#fail(run);
      return;
    }
    const computed = runs.started[run] !== NOT_YET;
    const before = size - runs.service[run]!;
    const done = before + (computed ? this.#phases.computedBy(run, now) : 0);
    const kept = how === "resume" ? done : this.#lost.kept(row, done);
    if (kept > before) this.moves.progressed(now);
    this.#books.log.requeued(now, jobs.number[row]!, task, jobs.system[row]!, kept);
    if (how === "restart" && computed) this.#lost.restarts(row, now, done - kept);
    this.#requeue(run, size - kept);
  }

  /** A task on an evicted VM, or one that broke down. */
  countEviction(row: number): void {
    this.#lost.evicted(row, this.#simulation.now);
  }

  /** Whether any task of a job is on a slot. */
  holdsSlots(row: number): boolean {
    const jobs = this.#jobs;
    return jobs.unended[row]! - jobs.untaken[row]! - jobs.requeued[row]! > 0;
  }

  /** The tasks of a job that are on slots give them back, and will not run again. */
  releaseAll(row: number): void {
    const { job } = this.runs;
    if (!this.holdsSlots(row)) return;
    for (const run of [...this.runs.rows()]) if (job[run] === row) this.#release(run);
  }

  /** The clock stopped: books what is under way. */
  close(clock: Ticks): void {
    for (const run of this.runs.rows()) if (this.runs.started[run] !== NOT_YET) this.#phases.stop(run, clock);
  }

  #start(run: number, now: Ticks): void {
    const { runs } = this;
    const jobs = this.#jobs;
    const row = runs.job[run]!;
    this.#phases.start(run, now);
    const submitted = jobs.submitted[row]!;
    if (this.#first.starts(run, now) && this.#books.window.measures(submitted))
      this.#cell(row).started(now - submitted, runs.taken[run]! > submitted);
    this.#systems[jobs.system[row]!]!.taskStarts(run);
    if (this.#allowance !== null && this.#ends.isCharged(row)) this.#allowance.jobsCompute(now, jobs.width[row]!);
    this.#tell.started(run, now);
    if (!this.#transfer(run, Phase.reading, now)) this.#computes(run, now);
  }

  #computes(run: number, now: Ticks): void {
    const { runs } = this;
    this.#simulation.at(now + runs.service[run]!, EventClass.completion, EventCode.taskEnds, run);
    runs.event[run] = this.#simulation.queue.pushed;
  }

  /** A run reads or writes from now on; false where it has nothing to. */
  #transfer(run: number, phase: number, now: Ticks): boolean {
    const { runs } = this;
    const jobs = this.#jobs;
    if (this.#transfers === null || !this.#transfers.begin(run, phase, runs, jobs, this)) return false;
    this.#phases.enter(run, phase, now);
    runs.event[run] = NONE;
    this.#systems[jobs.system[runs.job[run]!]!]!.taskTransfers(run);
    this.#tell.transfers(run, now);
    return true;
  }

  /** A run is through with its computation: it writes, ends, or has failed. */
  #hasComputed(run: number, now: Ticks): void {
    const outcome = attemptOutcome(this.#jobs, this.runs.job[run]!, this.runs.task[run]!);
    if (outcome === "retry") this.#retry(run);
    else if (outcome === "fail") this.#fail(run);
    else if (!this.#transfer(run, Phase.writing, now)) this.#complete(run);
  }

  #complete(run: number): void {
    const { runs } = this;
    const jobs = this.#jobs;
    const now = this.#simulation.now;
    const row = runs.job[run]!;
    if (this.#books.window.countsEnd(now)) this.#cell(row).taskEnds++;
    this.#first.ends(run, now);
    this.#systems[jobs.system[row]!]!.tasksSucceeded++;
    this.moves.progressed(now);
    this.#release(run);
    this.#taskOver(row, now);
  }

  /** An attempt failed: the task begins anew, before those that never had a slot. */
  #retry(run: number): void {
    const { runs } = this;
    const jobs = this.#jobs;
    const now = this.#simulation.now;
    const row = runs.job[run]!;
    const size = runs.size[run]!;
    this.moves.progressed(now);
    this.#books.log.retried(now, jobs.number[row]!, runs.task[run]!, jobs.system[row]!);
    this.#lost.restarts(row, now, size);
    this.#requeue(run, size);
  }

  /** The task does not run again. */
  #fail(run: number): void {
    const { runs } = this;
    const jobs = this.#jobs;
    const now = this.#simulation.now;
    const row = runs.job[run]!;
    this.moves.progressed(now);
    this.#books.log.failed(now, jobs.number[row]!, runs.task[run]!, jobs.system[row]!);
    this.#systems[jobs.system[row]!]!.tasksFailed++;
    this.#release(run);
    jobs.failed[row] = 1;
    this.#taskOver(row, now);
  }

  /** A run gives its slots back, and its task waits for others, with so much left to compute. */
  #requeue(run: number, remaining: Ticks): void {
    const { runs } = this;
    const jobs = this.#jobs;
    const row = runs.job[run]!;
    const task = runs.task[run]!;
    this.#release(run);
    jobs.requeued[row] = jobs.requeued[row]! + 1;
    this.#systems[jobs.system[row]!]!.requeue(row, task, remaining);
    if (!this.holdsSlots(row)) this.#returnsToQueue(row, this.#simulation.now);
  }

  /** A task that gave its slots back will not run again: the job ends with its last one. */
  #taskOver(row: number, now: Ticks): void {
    const jobs = this.#jobs;
    jobs.unended[row] = jobs.unended[row]! - 1;
    if (jobs.unended[row] === 0) {
      if (jobs.failed[row] === 1) {
        this.#around.endJob(row, "Failed");
      } else {
        if (this.#books.window.countsEnd(now)) this.#cell(row).jobEnds++;
        this.#around.endJob(row, "Finished");
      }
    } else if (!this.holdsSlots(row)) {
      this.#returnsToQueue(row, now);
    }
  }

  /** Tasks of the job wait, and none is on a slot any more: mostly for no time, until this instant's dispatch. */
  #returnsToQueue(row: number, now: Ticks): void {
    const jobs = this.#jobs;
    this.#systems[jobs.system[row]!]!.jobsOnSlots--;
    this.#around.queued.join(row, now);
  }

  #release(run: number): void {
    const { runs } = this;
    const jobs = this.#jobs;
    const now = this.#simulation.now;
    const row = runs.job[run]!;
    const computed = runs.started[run] !== NOT_YET;
    this.moves.moved(now);
    if (computed && runs.phase[run] !== Phase.computing && runs.ticket[run] !== NO_TICKET)
      this.#transfers!.giveUp(run, runs, jobs);
    this.#tell.released(run, now, computed);
    if (computed) {
      this.#phases.stop(run, now);
      if (this.#allowance !== null && this.#ends.isCharged(row)) this.#allowance.jobsCompute(now, -jobs.width[row]!);
    }
    this.#systems[jobs.system[row]!]!.release(run, computed);
    runs.close(run);
  }

  #cell(row: number): Cell {
    return this.#books.cells[this.#jobs.cell[row]!]!;
  }
}
