import type { Simulation } from "../engine/simulation.ts";
import type { Ticks } from "../engine/time.ts";
import type { Allowance } from "./billing/allowance.ts";
import type { Cell } from "./cell.ts";
import { CLASSIC, NO_VM } from "./eventLog.ts";
import { type Books, JobEnds } from "./jobEnds.ts";
import { JobTable, NONE, NOT_YET } from "./jobTable.ts";
import { QueuedJobs } from "./queuedJobs.ts";
import type { System } from "./system.ts";
import { TaskLife } from "./taskLife.ts";
import type { Window } from "./window.ts";
import type { JobState } from "./worldResult.ts";

/**
 * The life of every job, whatever the system: it comes, waits, and ends with its last task. Everything that is counted of jobs is
 * counted here, and by what is under it.
 */
export class JobLife {
  readonly jobs = new JobTable();
  /** Those of their tasks that are on slots. */
  readonly tasks: TaskLife;
  readonly window: Window;
  readonly queued: QueuedJobs;

  readonly #simulation: Simulation;
  readonly #systems: readonly System[];
  readonly #books: Books;
  readonly #ends: JobEnds;
  /** The classic service's. */
  readonly #allowance: Allowance | null;

  constructor(simulation: Simulation, systems: readonly System[], books: Books) {
    const { jobs } = this;
    this.#simulation = simulation;
    this.#systems = systems;
    this.#books = books;
    this.queued = new QueuedJobs(jobs, books);
    this.#ends = new JobEnds(jobs, books);
    this.tasks = new TaskLife({
      ...{ simulation, systems, books, jobs, queued: this.queued, ends: this.#ends },
      endJob: (row, state) => this.#end(row, state),
    });
    this.#allowance = books.allowances[CLASSIC] ?? null;
    this.window = books.window;
  }

  /** A job whose row is filled in arrives. @param chosen whether its route left a choice of systems. */
  submit(row: number, tenant: number, chosen: boolean): void {
    const { jobs } = this;
    const now = this.#simulation.now;
    jobs.submitted[row] = now;
    jobs.eligible[row] = NOT_YET;
    jobs.started[row] = NOT_YET;
    jobs.taken[row] = NOT_YET;
    jobs.firstTask[row] = NONE;
    jobs.firstVm[row] = NO_VM;
    jobs.failed[row] = 0;
    jobs.held[row] = 0;
    jobs.waitEvent[row] = NONE;
    jobs.untaken[row] = jobs.tasks[row]!;
    jobs.requeued[row] = 0;
    jobs.unended[row] = jobs.tasks[row]!;
    const cell = this.cell(row);
    cell.all.submitted++;
    const measured = this.window.measures(now);
    if (measured) {
      cell.measured.submitted++;
      cell.submittedFrom(now);
    }
    const isOwn = this.#books.customers[jobs.workload[row]!]!;
    const system = jobs.system[row]!;
    this.queued.join(row, now);
    this.#books.log.submitted(now, jobs.number[row]!, jobs.workload[row]!, tenant);
    if (chosen) this.#books.log.routed(now, jobs.number[row]!, system, jobs.width[row]!);
    const allowance = isOwn ? (this.#books.allowances[system] ?? null) : null;
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
    // The first instant is final: a job that was moved may be held again, but is told as queued.
    if (jobs.eligible[row] === NOT_YET) jobs.eligible[row] = now;
    this.#books.log.eligible(
      now,
      jobs.number[row]!,
      jobs.workload[row]!,
      jobs.system[row]!,
      jobs.width[row]!,
      jobs.untaken[row]! + jobs.requeued[row]!,
    );
  }

  /** Whether a job is the customer's own. */
  isCustomers(row: number): boolean {
    return this.#books.customers[this.jobs.workload[row]!]!;
  }

  /**
   * A job without a task on a slot leaves its pool for the classic service, and is counted as submitted there from now on;
   * `settle` brings its row into line. Returns whether its billing plan lets it in.
   */
  moves(row: number, settle: (row: number) => void): boolean {
    const { jobs } = this;
    const now = this.#simulation.now;
    const submitted = jobs.submitted[row]!;
    const measured = this.window.measures(submitted);
    this.queued.leave(row, now);
    const from = this.cell(row);
    from.all.submitted--;
    if (measured) from.measured.submitted--;
    settle(row);
    jobs.firstVm[row] = NO_VM;
    this.queued.join(row, now);
    const to = this.cell(row);
    to.all.submitted++;
    if (measured) {
      to.measured.submitted++;
      to.submittedFrom(submitted);
    }
    this.#books.log.moved(now, jobs.number[row]!);
    if (this.#allowance === null || this.#allowance.takes(now, 1)) return true;
    this.#end(row, "Rejected", false);
    return false;
  }

  /** A job ends otherwise than by its last task: it is rejected, or cancelled with whatever it is doing. */
  abort(row: number, state: "Rejected" | "Cancelled"): void {
    const { jobs } = this;
    const system = this.#systems[jobs.system[row]!]!;
    this.tasks.releaseAll(row);
    if (state === "Cancelled" && jobs.untaken[row]! + jobs.requeued[row]! > 0) system.withdraw(row);
    this.#end(row, state);
  }

  timeout(row: number): void {
    if (this.jobs.timeoutEvent[row] === this.#simulation.queue.order) this.abort(row, "Cancelled");
  }

  /** The clock stopped: books what is under way. */
  close(clock: Ticks): void {
    this.tasks.close(clock);
    this.#ends.close(clock);
  }

  cell(row: number): Cell {
    return this.#books.cells[this.jobs.cell[row]!]!;
  }

  /** @param taken whether its system ever took it: not if its plan is used up. */
  #end(row: number, state: JobState, taken = true): void {
    const { jobs } = this;
    const now = this.#simulation.now;
    const system = this.#systems[jobs.system[row]!]!;
    if (jobs.onSlot[row] === 0) this.queued.leave(row, now);
    else system.jobsOnSlots--;
    this.#ends.book(row, state, now);
    jobs.timeoutEvent[row] = NONE;
    jobs.waitEvent[row] = NONE;
    if (taken) {
      if (state === "Rejected" && this.#allowance !== null && this.#ends.isCharged(row))
        this.#allowance.wasRejected(now);
      system.jobEnded(row);
    }
    jobs.close(row);
  }
}
