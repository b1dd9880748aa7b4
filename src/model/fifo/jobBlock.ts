import { NONE } from "../jobTable.ts";
import { NO_DEADLINE } from "../rounds.ts";

/** Jobs worked on together. */
export const BLOCK = 2048;

/** Jobs of one or more workloads in order of submission, as columns: what is known of them when they come. Times and durations are ticks. */
export class ComingJobs {
  count = 0;
  readonly cell: Int32Array;
  readonly submitted: Float64Array;
  readonly deadline: Float64Array;
  /** Its round, or NONE. */
  readonly round: Float64Array;
  readonly service: Float64Array;
  readonly dispatch: Float64Array;
  /** Where each task has a row: how many of its job are after it. */
  readonly following: Int32Array;

  constructor(capacity: number) {
    this.cell = new Int32Array(capacity);
    this.submitted = new Float64Array(capacity);
    this.deadline = new Float64Array(capacity).fill(NO_DEADLINE);
    this.round = new Float64Array(capacity).fill(NONE);
    this.service = new Float64Array(capacity);
    this.dispatch = new Float64Array(capacity);
    this.following = new Int32Array(capacity);
  }
}

/**
 * A block of jobs in order of submission, and what becomes of them: each pass of the recursion goes through a few of the
 * columns in one tight loop.
 */
export class JobBlock extends ComingJobs {
  readonly workload = new Int32Array(BLOCK);
  /** Which worker or VM serves it, from 0. */
  readonly worker = new Int32Array(BLOCK);
  readonly eligible = new Float64Array(BLOCK);
  /** Time in which it is held in the classic service, or waits for its VM to become ready in a pool. */
  readonly apart = new Float64Array(BLOCK);
  readonly taken = new Float64Array(BLOCK);
  readonly started = new Float64Array(BLOCK);
  readonly ended = new Float64Array(BLOCK);

  constructor() {
    super(BLOCK);
  }
}
