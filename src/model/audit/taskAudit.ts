import type { Ticks } from "../../engine/time.ts";
import { AuditError } from "./auditError.ts";
import { FifoCounts, type ToldOf } from "./fifoCounts.ts";
import type { FifoRecords } from "./fifoRecords.ts";

const SUBMITTED = 0;
const TAKEN = 1;
const STARTED = 2;
const ENDED = 3;

/** Tasks in order of submission, those of a job one after the other: as columns, times and durations are ticks. */
export interface TaskRecords extends FifoRecords {
  /** How many of its job are after it. */
  readonly following: Int32Array;
}

/** Jobs that these tasks are the last of. */
export interface TaskedRecords {
  readonly count: number;
  readonly submitted: Float64Array;
  readonly eligible: Float64Array;
  /** When its first task got a slot. */
  readonly taken: Float64Array;
  /** Of the task that started first. */
  readonly firstTaken: Float64Array;
  readonly dispatch: Float64Array;
  readonly started: Float64Array;
  readonly service: Float64Array;
  readonly firstEnded: Float64Array;
  /** When its last task ended. */
  readonly ended: Float64Array;
}

/**
 * Checks what is told of jobs by the records of their tasks, which are checked for themselves: a job starts with the first
 * that starts, is through with the last that ends (invariant 2), and its parts add up to its latency (7); and at the end,
 * that the result tells of the same jobs (1).
 */
export class TaskAudit {
  readonly #counts: FifoCounts;
  readonly #stop: Ticks;
  /** Of the job at hand: its submission, first slot, first start, last end. In an array, not to be boxed. */
  readonly #job = new Float64Array(4);
  /** How many of its tasks are to come, and whether those that came are through. */
  #left = 0;
  #through = true;
  #jobs = 0;

  /** Nothing happens after `stop`, and no slot is given at it. */
  constructor(workloads: number, stop: Ticks) {
    this.#counts = new FifoCounts(workloads, stop);
    this.#stop = stop;
  }

  /** The next tasks, and the jobs that they are the last of. Throws AuditError. */
  check(tasks: TaskRecords, jobs: TaskedRecords): void {
    let job = 0;
    for (let i = 0; i < tasks.count; i++) {
      this.#follow(tasks, i);
      if (tasks.following[i]! > 0) continue;
      this.#compare(jobs, job++);
      this.#counts.addOne(tasks.workload[i]!, this.#through);
      this.#jobs++;
    }
    if (job !== jobs.count) throw this.#broken(1, "is told of before its last task");
  }

  /** All jobs have been checked, and the clock stopped: compares them with what the result tells of each workload. */
  finish(clock: Ticks, told: ToldOf): void {
    this.#counts.compare(clock, told);
  }

  #follow({ submitted, taken, started, ended, following }: TaskRecords, i: number): void {
    const job = this.#job;
    const isThrough = taken[i]! < this.#stop && ended[i]! <= this.#stop;
    if (this.#left === 0) {
      job[SUBMITTED] = submitted[i]!;
      job[TAKEN] = taken[i]!;
      job[STARTED] = started[i]!;
      job[ENDED] = ended[i]!;
      this.#through = isThrough;
    } else {
      if (submitted[i] !== job[SUBMITTED] || following[i] !== this.#left - 1)
        throw this.#broken(2, "has tasks that are not its own");
      if (started[i]! < job[STARTED]!) job[STARTED] = started[i]!;
      if (ended[i]! > job[ENDED]!) job[ENDED] = ended[i]!;
      this.#through &&= isThrough;
    }
    this.#left = following[i]!;
  }

  #compare(jobs: TaskedRecords, place: number): void {
    const job = this.#job;
    const started = jobs.started[place]!;
    if (jobs.submitted[place] !== job[SUBMITTED] || jobs.taken[place] !== job[TAKEN])
      throw this.#broken(2, "is not submitted, or given its first slot, as its tasks are");
    if (started !== job[STARTED] || jobs.ended[place] !== job[ENDED])
      throw this.#broken(2, "does not start with its first task and end with its last");
    if (!(jobs.eligible[place]! <= jobs.taken[place]! && jobs.taken[place]! <= jobs.firstTaken[place]!))
      throw this.#broken(2, "does not go through its states in order");
    const startsThen = jobs.firstTaken[place]! + jobs.dispatch[place]! === started;
    const endsThen = started + jobs.service[place]! === jobs.firstEnded[place];
    if (!startsThen || !endsThen || jobs.firstEnded[place]! > job[ENDED]!)
      throw this.#broken(7, "has a latency that is not the sum of its parts");
  }

  #broken(invariant: number, what: string): AuditError {
    return new AuditError(invariant, this.#job[ENDED]!, `job ${this.#jobs} ${what}`);
  }
}
