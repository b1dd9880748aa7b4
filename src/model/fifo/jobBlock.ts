import { NEVER } from "../../engine/time.ts";
import { NONE } from "../jobTable.ts";
import { NO_DEADLINE } from "../rounds.ts";

/** Jobs of one workload that are worked on together: few enough to stay in the nearest caches from one pass to the next. */
export const FEW = 2048;

/** Of many workloads, at most: so that each has some of them, for going from one's figures to another's costs more than a cache does. */
export const BLOCK = 8192;

/** Of each workload a block has so many jobs, if it may. */
const OF_EACH = 128;

/** How many jobs of so many workloads are worked on together, at most. */
export function blockOf(workloads: number): number {
  return Math.min(BLOCK, Math.max(FEW, OF_EACH * workloads));
}

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

/** Columns that are needless: no job is ever held by a cap, and none has a dispatch delay. */
export interface NeedlessColumns {
  readonly neverHeld?: boolean;
  readonly neverDispatched?: boolean;
}

/**
 * A block of jobs and what becomes of them, in order of submission, but of a service whose caps hold jobs back in that of their slots: each
 * pass goes through a few of the columns in one tight loop.
 */
export class JobBlock extends ComingJobs {
  readonly workload: Int32Array;
  /** Which worker or VM serves it, from 0. */
  readonly worker: Int32Array;
  /** Is `submitted` itself where no job is ever held. */
  readonly eligible: Float64Array;
  /** Time in which it is held in the classic service, or waits for its VM to become ready in a pool. */
  readonly apart: Float64Array;
  readonly taken: Float64Array;
  /** Is `taken` itself where no job has a dispatch delay. */
  readonly started: Float64Array;
  readonly ended: Float64Array;

  constructor(capacity: number, { neverHeld = false, neverDispatched = false }: NeedlessColumns = {}) {
    super(capacity);
    this.workload = new Int32Array(capacity);
    this.worker = new Int32Array(capacity);
    this.eligible = neverHeld ? this.submitted : new Float64Array(capacity);
    this.apart = new Float64Array(capacity);
    this.taken = new Float64Array(capacity);
    this.started = neverDispatched ? this.taken : new Float64Array(capacity);
    this.ended = new Float64Array(capacity);
  }

  /** Has the jobs of another block in [from, to). */
  take(other: JobBlock, from: number, to: number): void {
    this.count = to - from;
    this.cell.set(other.cell.subarray(from, to));
    this.submitted.set(other.submitted.subarray(from, to));
    this.deadline.set(other.deadline.subarray(from, to));
    this.round.set(other.round.subarray(from, to));
    this.service.set(other.service.subarray(from, to));
    this.dispatch.set(other.dispatch.subarray(from, to));
    this.following.set(other.following.subarray(from, to));
    this.workload.set(other.workload.subarray(from, to));
    this.worker.set(other.worker.subarray(from, to));
    if (this.eligible !== this.submitted) this.eligible.set(other.eligible.subarray(from, to));
    this.apart.set(other.apart.subarray(from, to));
    this.taken.set(other.taken.subarray(from, to));
    if (this.started !== this.taken) this.started.set(other.started.subarray(from, to));
    this.ended.set(other.ended.subarray(from, to));
  }

  /** The jobs from a place on never have a server. */
  leaveWaiting(from: number): void {
    const { count } = this;
    this.worker.fill(NONE, from, count);
    this.eligible.set(this.submitted.subarray(from, count), from);
    this.apart.fill(0, from, count);
    this.taken.fill(NEVER, from, count);
    this.started.fill(NEVER, from, count);
    this.ended.fill(NEVER, from, count);
  }
}
