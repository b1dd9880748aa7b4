import type { Ticks } from "../engine/time.ts";
import type { Allowance } from "./billing/allowance.ts";
import type { ClassicMeter } from "./billing/classicMeter.ts";
import type { Cell } from "./cell.ts";
import { EndedRecord } from "./endedRecord.ts";
import { CLASSIC, type EventLog } from "./eventLog.ts";
import type { JobRecorder } from "./jobRecorder.ts";
import { type JobTable, NONE, NOT_YET } from "./jobTable.ts";
import type { QueueParts } from "./queueParts.ts";
import { NO_DEADLINE, type Rounds } from "./rounds.ts";
import type { TaskTransfers } from "./storage/taskTransfers.ts";
import type { Window } from "./window.ts";
import type { JobState } from "./worldResult.ts";

/** What the life of jobs is told to, and where its figures go. */
export interface Books {
  readonly window: Window;
  readonly log: EventLog;
  readonly cells: readonly (Cell | undefined)[];
  readonly rounds: Rounds;
  readonly queueParts: QueueParts;
  /** Whether a workload is the customer's own, by its index. */
  readonly customers: readonly boolean[];
  /** Between two checkpoints of a task, by workload; null: there are none. */
  readonly checkpoints: readonly (Ticks | null)[];
  readonly recorder: JobRecorder | null;
  /** What the customer's jobs use of the classic service's plan, where it is told by period. */
  readonly meter: ClassicMeter | null;
  /** By system: of a plan that takes no more jobs when it is used up. */
  readonly allowances: readonly (Allowance | null)[];
  /** Null where no task reads or writes anything. */
  readonly transfers: TaskTransfers | null;
  /** Index of a job's tenant, for the record. */
  readonly tenantOf: (row: number) => number;
}

/** What is booked of a job as it leaves, or as the clock stops with it under way: its record, its figures, its round. */
export class JobEnds {
  readonly #jobs: JobTable;
  readonly #books: Books;
  readonly #ended = new EndedRecord();

  constructor(jobs: JobTable, books: Books) {
    this.#jobs = jobs;
    this.#books = books;
  }

  /** Whether a job is the customer's, in the classic service. */
  isCharged(row: number): boolean {
    return this.#jobs.system[row] === CLASSIC && this.#books.customers[this.#jobs.workload[row]!]!;
  }

  /** A job leaves. */
  book(row: number, state: JobState, now: Ticks): void {
    const jobs = this.#jobs;
    const { rounds, recorder, meter, tenantOf, window, log, cells } = this.#books;
    const cell = cells[jobs.cell[row]!]!;
    this.#describe(row, state, now);
    const ended = this.#ended;
    cell.all.count(state);
    if (window.measures(ended.submitted)) {
      cell.measured.count(state);
      cell.endedUntil(now);
      if (state === "Finished") {
        cell.finished(ended);
        if (jobs.newest[row] !== NOT_YET) cell.scored(now - jobs.newest[row]!);
      }
    }
    const deadline = jobs.deadline[row]!;
    const missed = now > deadline || (deadline !== NO_DEADLINE && (state === "Failed" || state === "Rejected"));
    if (deadline !== NO_DEADLINE && state !== "Cancelled" && window.measures(ended.submitted)) {
      cell.withDeadline++;
      if (missed) cell.missed++;
    }
    log.ended(now, ended);
    if (recorder !== null) recorder.record(ended, this.#placeOf(row, tenantOf(row)), now);
    if (meter !== null && state !== "Rejected" && this.isCharged(row)) meter.submitted(ended.submitted);
    if (jobs.round[row] !== NONE) rounds.jobEnded(jobs.round[row]!, now, missed);
  }

  /** The clock stopped: books the jobs that are under way. */
  close(clock: Ticks): void {
    const jobs = this.#jobs;
    const { rounds, recorder, meter, tenantOf, window, cells } = this.#books;
    for (const row of jobs.rows()) {
      const cell = cells[jobs.cell[row]!]!;
      if (jobs.onSlot[row] === 0) cell.queueTime.add(window.overlap(jobs.queuedSince[row]!, clock));
      // All that ends at this instant has ended.
      const overdue = jobs.deadline[row]! <= clock;
      if (overdue && window.measures(jobs.submitted[row]!)) {
        cell.withDeadline++;
        cell.missed++;
      }
      if (meter !== null && this.isCharged(row)) meter.submitted(jobs.submitted[row]!);
      if (jobs.round[row] !== NONE) rounds.jobUnended(jobs.round[row]!, overdue);
      if (recorder !== null) {
        this.#describe(row, jobs.started[row] === NOT_YET ? "NotStarted" : "Running", clock);
        recorder.record(this.#ended, this.#placeOf(row, tenantOf(row)), NOT_YET);
      }
    }
    rounds.close();
  }

  /** Fills the record of a job that leaves now, or is under way; the parts are defined in `semantics.md`. */
  #describe(row: number, state: JobState, now: Ticks): void {
    const jobs = this.#jobs;
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
    record.transfer = jobs.firstTransfer[row]!;
    record.restarts = jobs.firstEnd[row]! - started - record.service - record.transfer;
    record.lastTask = now - jobs.firstEnd[row]!;
  }

  #placeOf(row: number, tenant: number) {
    const jobs = this.#jobs;
    return { tenant, system: jobs.system[row]!, vm: jobs.firstVm[row]!, slots: jobs.width[row]! };
  }
}
