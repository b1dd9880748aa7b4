import { EventClass, type Simulation } from "../engine/simulation.ts";
import type { Ticks } from "../engine/time.ts";
import type { Allowance } from "./billing/allowance.ts";
import type { ClassicMeter } from "./billing/classicMeter.ts";
import type { Cell } from "./cell.ts";
import { EndedRecord } from "./endedRecord.ts";
import { EventCode } from "./eventCode.ts";
import { CLASSIC, type EventLog, NO_VM } from "./eventLog.ts";
import type { JobRecorder } from "./jobRecorder.ts";
import { JobTable, NONE, NOT_YET } from "./jobTable.ts";
import { NO_DEADLINE, type Rounds } from "./rounds.ts";
import { RunTable } from "./runTable.ts";
import { slotsByVm } from "./slotsByVm.ts";
import type { System } from "./system.ts";
import type { Window } from "./window.ts";
import type { JobState } from "./worldResult.ts";

/** What the life of jobs is told to, and where its figures go. */
export interface Books {
  readonly window: Window;
  readonly log: EventLog;
  readonly cells: readonly (Cell | undefined)[];
  readonly rounds: Rounds;
  /** Whether a workload is the customer's own, by its index. */
  readonly customers: readonly boolean[];
  readonly recorder: JobRecorder | null;
  /** What the customer's jobs use of the classic service's plan, where it is told by period. */
  readonly meter: ClassicMeter | null;
  /** By system: of a plan that takes no more jobs when it is used up. */
  readonly allowances: readonly (Allowance | null)[];
  /** Index of a job's tenant, for the record. */
  readonly tenantOf: (row: number) => number;
}

/**
 * The life of every job, whatever the system: tasks are given slots, start, end; the job ends with its last one. Systems
 * decide who gets a slot and call `take`; everything that is counted of jobs is counted here.
 */
export class JobLife {
  readonly jobs = new JobTable();
  readonly runs = new RunTable();
  readonly window: Window;
  /** The customer's jobs that have no task on a slot, now, and at most at the end of an instant inside the window. */
  queueLength = 0;
  queuePeak = 0;
  /** Ready VMs of all pools, at most at the end of an instant inside the window. */
  vmPeak = 0;

  readonly #simulation: Simulation;
  readonly #systems: readonly System[];
  readonly #books: Books;
  readonly #log: EventLog;
  /** The classic service's. */
  readonly #allowance: Allowance | null;
  readonly #ended = new EndedRecord();

  constructor(simulation: Simulation, systems: readonly System[], books: Books) {
    this.#simulation = simulation;
    this.#systems = systems;
    this.#books = books;
    this.#log = books.log;
    this.#allowance = books.allowances[CLASSIC] ?? null;
    this.window = books.window;
  }

  /** A job whose row is filled in arrives. */
  submit(row: number, tenant: number): void {
    const { jobs } = this;
    const now = this.#simulation.now;
    jobs.submitted[row] = now;
    jobs.eligible[row] = NOT_YET;
    jobs.started[row] = NOT_YET;
    jobs.taken[row] = NOT_YET;
    jobs.firstTask[row] = NONE;
    jobs.firstVm[row] = NO_VM;
    jobs.onSlot[row] = 0;
    jobs.queuedSince[row] = now;
    jobs.waitEvent[row] = NONE;
    jobs.untaken[row] = jobs.tasks[row]!;
    jobs.unended[row] = jobs.tasks[row]!;
    const cell = this.cell(row);
    cell.all.submitted++;
    const measured = this.window.measures(now);
    if (measured) {
      cell.measured.submitted++;
      cell.submittedFrom(now);
    }
    if (this.#books.customers[jobs.workload[row]!]!) this.queueLength++;
    this.#log.submitted(now, jobs.number[row]!, jobs.workload[row]!, tenant);
    const system = jobs.system[row]!;
    const allowance = this.#books.customers[jobs.workload[row]!]! ? (this.#books.allowances[system] ?? null) : null;
    if (allowance !== null && !allowance.takes(now, system === CLASSIC ? 1 : 0)) {
      this.#end(row, "Rejected", false);
      return;
    }
    this.#systems[system]!.submit(row);
  }

  /** The job's caps admit it: it waits for slots of its system from now on. */
  becomesEligible(row: number): void {
    const { jobs } = this;
    const now = this.#simulation.now;
    jobs.eligible[row] = now;
    this.#log.eligible(
      now,
      jobs.number[row]!,
      jobs.workload[row]!,
      jobs.system[row]!,
      jobs.width[row]!,
      jobs.tasks[row]!,
    );
  }

  /**
   * The next task of a job is given its slot or slots, now.
   *
   * @param vm ordinal of the VM, NO_VM in the classic service; `vms` those of a gang on several, in ascending order.
   * @param vmReady when the VM (the last of a gang's) became ready, NOT_YET in the classic service.
   * @param speed divides the service time.
   */
  take(row: number, vm: number, vmReady: Ticks, speed: number, vms?: Int32Array): void {
    const { jobs, runs } = this;
    const now = this.#simulation.now;
    const run = runs.open();
    const task = jobs.tasks[row]! - jobs.untaken[row]!;
    const single = jobs.tasks[row] === 1;
    jobs.untaken[row] = jobs.untaken[row]! - 1;
    runs.job[run] = row;
    runs.task[run] = task;
    runs.vm[run] = vm;
    runs.gangVms[run] = vms;
    runs.taken[run] = now;
    runs.vmReady[run] = vmReady;
    const size = single ? jobs.service[row]! : jobs.sizes[row]![task]!;
    runs.service[run] = speed === 1 ? size : Math.floor(size / speed + 0.5);
    if (jobs.onSlot[row] === 0) {
      this.#leavesQueue(row, now);
      jobs.onSlot[row] = 1;
      this.#systems[jobs.system[row]!]!.jobsOnSlots++;
    }
    this.#tellTaken(run, row, task);
    const delay = single ? jobs.dispatchDelay[row]! : jobs.dispatchDelays[row]![task]!;
    if (delay > 0) {
      runs.started[run] = NOT_YET;
      this.#simulation.at(now + delay, EventClass.completion, EventCode.taskStarts, run);
      runs.event[run] = this.#simulation.queue.pushed;
    } else {
      this.#start(run, now);
    }
  }

  /** An event of a run came up; one that was cancelled is passed over. */
  runEvent(code: number, run: number): void {
    const simulation = this.#simulation;
    if (this.runs.event[run] !== simulation.queue.order) return;
    if (code === EventCode.taskStarts) this.#start(run, simulation.now);
    else this.#complete(run);
  }

  /** A job ends otherwise than by its last task: it is rejected, or cancelled with whatever it is doing. */
  abort(row: number, state: "Rejected" | "Cancelled"): void {
    const { jobs, runs } = this;
    const system = this.#systems[jobs.system[row]!]!;
    if (jobs.unended[row]! > jobs.untaken[row]!) {
      for (const run of [...runs.rows()]) if (runs.job[run] === row) this.#release(run);
    }
    if (state === "Cancelled" && jobs.untaken[row]! > 0) system.withdraw(row);
    this.#end(row, state);
  }

  timeout(row: number): void {
    if (this.jobs.timeoutEvent[row] === this.#simulation.queue.order) this.abort(row, "Cancelled");
  }

  /** The clock stopped: books what is under way. */
  close(clock: Ticks): void {
    const { jobs, window } = this;
    const { rounds, recorder, meter, tenantOf } = this.#books;
    for (const run of this.runs.rows()) if (this.runs.started[run] !== NOT_YET) this.#bookComputing(run, clock);
    for (const row of jobs.rows()) {
      const cell = this.cell(row);
      if (jobs.onSlot[row] === 0) cell.queueTime.add(window.overlap(jobs.queuedSince[row]!, clock));
      const overdue = jobs.deadline[row]! < clock;
      if (overdue && window.measures(jobs.submitted[row]!)) {
        cell.withDeadline++;
        cell.missed++;
      }
      if (meter !== null && this.#isCharged(row)) meter.submitted(jobs.submitted[row]!);
      if (jobs.round[row] !== NONE) rounds.jobUnended(jobs.round[row]!, overdue);
      if (recorder !== null) {
        this.#describe(row, jobs.started[row] === NOT_YET ? "NotStarted" : "Running");
        recorder.record(this.#ended, this.#placeOf(row, tenantOf(row)), NOT_YET);
      }
    }
    rounds.close();
  }

  cell(row: number): Cell {
    return this.#books.cells[this.jobs.cell[row]!]!;
  }

  #start(run: number, now: Ticks): void {
    const { jobs, runs } = this;
    const row = runs.job[run]!;
    runs.started[run] = now;
    if (jobs.started[row] === NOT_YET) {
      // Starts come in order of time, then of the tasks: the first seen is the job's first-started one.
      jobs.started[row] = now;
      jobs.taken[row] = runs.taken[run]!;
      jobs.vmReady[row] = runs.vmReady[run]!;
      jobs.firstTask[row] = runs.task[run]!;
      jobs.firstVm[row] = runs.vm[run]!;
      jobs.firstService[row] = runs.service[run]!;
      const submitted = jobs.submitted[row]!;
      if (this.window.measures(submitted)) this.cell(row).started(now - submitted, runs.taken[run]! > submitted);
    }
    const system = jobs.system[row]!;
    this.#systems[system]!.taskStarts(run);
    if (this.#allowance !== null && this.#isCharged(row)) this.#allowance.jobsCompute(now, jobs.width[row]!);
    const vms = runs.gangVms[run];
    const number = jobs.number[row]!;
    if (vms === undefined) this.#log.started(now, number, runs.task[run]!, system, runs.vm[run]!);
    else for (const [vm] of slotsByVm(vms)) this.#log.started(now, number, runs.task[run]!, system, vm);
    this.#simulation.at(now + runs.service[run]!, EventClass.completion, EventCode.taskEnds, run);
    runs.event[run] = this.#simulation.queue.pushed;
  }

  #complete(run: number): void {
    const { jobs, runs } = this;
    const now = this.#simulation.now;
    const row = runs.job[run]!;
    const cell = this.cell(row);
    if (this.window.countsEnd(now)) cell.taskEnds++;
    if (runs.task[run] === jobs.firstTask[row]) jobs.firstEnd[row] = now;
    this.#release(run);
    jobs.unended[row] = jobs.unended[row]! - 1;
    if (jobs.unended[row] === 0) {
      if (this.window.countsEnd(now)) cell.jobEnds++;
      this.#end(row, "Finished");
    } else if (jobs.unended[row] === jobs.untaken[row]) {
      this.#returnsToQueue(row, now);
    }
  }

  /** Tasks of the job wait, and none is on a slot any more: mostly for no time, until this instant's dispatch. */
  #returnsToQueue(row: number, now: Ticks): void {
    const { jobs } = this;
    jobs.onSlot[row] = 0;
    jobs.queuedSince[row] = now;
    this.#systems[jobs.system[row]!]!.jobsOnSlots--;
    if (this.#books.customers[jobs.workload[row]!]!) this.queueLength++;
  }

  #release(run: number): void {
    const { jobs, runs } = this;
    const row = runs.job[run]!;
    const system = jobs.system[row]!;
    const computed = runs.started[run] !== NOT_YET;
    const now = this.#simulation.now;
    const number = jobs.number[row]!;
    const vms = runs.gangVms[run];
    if (vms === undefined) {
      this.#log.released(now, number, runs.task[run]!, system, runs.vm[run]!, jobs.width[row]!, computed);
    } else {
      for (const [vm, slots] of slotsByVm(vms)) {
        this.#log.released(now, number, runs.task[run]!, system, vm, slots, computed);
      }
    }
    if (computed) {
      this.#bookComputing(run, now);
      if (this.#allowance !== null && this.#isCharged(row)) this.#allowance.jobsCompute(now, -jobs.width[row]!);
    }
    this.#systems[system]!.release(run, computed);
    runs.close(run);
  }

  /** What a run has computed inside the window. */
  #bookComputing(run: number, now: Ticks): void {
    const row = this.runs.job[run]!;
    const since = this.runs.started[run]!;
    const slots = this.jobs.width[row]!;
    this.cell(row).slotTime.addProduct(slots, this.window.overlap(since, now));
    const { meter } = this.#books;
    if (meter !== null && this.#isCharged(row)) meter.ran(slots, since, now);
  }

  /** Whether a job is the customer's, in the classic service. */
  #isCharged(row: number): boolean {
    return this.jobs.system[row] === CLASSIC && this.#books.customers[this.jobs.workload[row]!]!;
  }

  /** @param taken whether its system ever took it: not if its plan is used up. */
  #end(row: number, state: JobState, taken = true): void {
    const { jobs, window } = this;
    const { rounds, recorder, meter, tenantOf } = this.#books;
    const now = this.#simulation.now;
    const cell = this.cell(row);
    if (jobs.onSlot[row] === 0) this.#leavesQueue(row, now);
    else this.#systems[jobs.system[row]!]!.jobsOnSlots--;
    this.#describe(row, state);
    const ended = this.#ended;
    cell.all.count(state);
    if (window.measures(ended.submitted)) {
      cell.measured.count(state);
      cell.endedUntil(now);
      if (state === "Finished") cell.finished(ended);
    }
    const deadline = jobs.deadline[row]!;
    const missed = now > deadline || (deadline !== NO_DEADLINE && (state === "Failed" || state === "Rejected"));
    if (deadline !== NO_DEADLINE && state !== "Cancelled" && window.measures(ended.submitted)) {
      cell.withDeadline++;
      if (missed) cell.missed++;
    }
    this.#log.ended(now, ended);
    if (recorder !== null) recorder.record(ended, this.#placeOf(row, tenantOf(row)), now);
    if (meter !== null && state !== "Rejected" && this.#isCharged(row)) meter.submitted(ended.submitted);
    if (jobs.round[row] !== NONE) rounds.jobEnded(jobs.round[row]!, now, missed);
    jobs.timeoutEvent[row] = NONE;
    jobs.waitEvent[row] = NONE;
    if (taken) {
      if (state === "Rejected" && this.#allowance !== null && this.#isCharged(row)) this.#allowance.wasRejected(now);
      this.#systems[jobs.system[row]!]!.jobEnded(row);
    }
    jobs.close(row);
  }

  #leavesQueue(row: number, now: Ticks): void {
    if (this.#books.customers[this.jobs.workload[row]!]!) this.queueLength--;
    this.cell(row).queueTime.add(this.window.overlap(this.jobs.queuedSince[row]!, now));
  }

  #tellTaken(run: number, row: number, task: number): void {
    const { jobs, runs } = this;
    const now = this.#simulation.now;
    const vms = runs.gangVms[run];
    const number = jobs.number[row]!;
    const workload = jobs.workload[row]!;
    const system = jobs.system[row]!;
    if (vms === undefined) {
      this.#log.taken(now, number, workload, task, system, runs.vm[run]!, jobs.width[row]!);
    } else {
      for (const [vm, slots] of slotsByVm(vms)) this.#log.taken(now, number, workload, task, system, vm, slots);
    }
  }

  /** Fills the record of a job that leaves now, or is under way; the parts are defined in `semantics.md`. */
  #describe(row: number, state: JobState): void {
    const { jobs } = this;
    const record = this.#ended;
    record.job = jobs.number[row]!;
    record.workload = jobs.workload[row]!;
    record.state = state;
    record.submitted = jobs.submitted[row]!;
    record.eligible = jobs.eligible[row]!;
    record.taken = jobs.taken[row]!;
    record.started = jobs.started[row]!;
    if (state !== "Finished") return;
    const { eligible, taken, started } = record;
    record.held = eligible - record.submitted;
    record.provisioning = Math.max(0, Math.min(taken, jobs.vmReady[row]!) - eligible);
    record.queued = taken - eligible - record.provisioning;
    record.dispatch = started - taken;
    record.service = jobs.firstService[row]!;
    record.transfer = 0;
    record.restarts = jobs.firstEnd[row]! - started - record.service;
    record.lastTask = this.#simulation.now - jobs.firstEnd[row]!;
  }

  #placeOf(row: number, tenant: number) {
    const { jobs } = this;
    return { tenant, system: jobs.system[row]!, vm: jobs.firstVm[row]!, slots: jobs.width[row]! };
  }
}
