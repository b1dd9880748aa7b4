import type { Ticks } from "../engine/time.ts";

/** No instant: the job has not come to that yet. */
export const NOT_YET: Ticks = -1;

/** No row, no VM, no round. */
export const NONE = -1;

const INITIAL_ROWS = 256;

/** What a job was drawn, whatever system it goes to. */
export interface Luck {
  /** Its place in its workload. */
  readonly job: number;
  /** Divides its service times in the classic service. */
  readonly speed: number;
  /** In ticks, not rounded, on a slot of speed 1, and the uniforms of dispatch delays, by task. */
  readonly services: Float64Array;
  readonly dispatches: Float64Array;
}

/**
 * The jobs in the system, a row each; rows of jobs that ended are used again, so memory follows the jobs at hand and not
 * the jobs that ever were. Columns may be replaced as the table grows: read them anew after `open`.
 */
export class JobTable {
  /** Counts from 0 in order of submission over the whole scenario. */
  number = new Float64Array(INITIAL_ROWS);
  workload = new Int32Array(INITIAL_ROWS);
  /** Where its figures are gathered: a workload, tenant and system. */
  cell = new Int32Array(INITIAL_ROWS);
  /** Index of the system it was routed to. */
  system = new Int32Array(INITIAL_ROWS);
  /** Index of its place in the classic service's caps. */
  capLane = new Int32Array(INITIAL_ROWS);
  round = new Int32Array(INITIAL_ROWS);
  priority = new Int32Array(INITIAL_ROWS);
  /** Slots a task takes at once: 1, its cores, or the gang's width. */
  width = new Int32Array(INITIAL_ROWS);
  /** 1 where they must be on one VM. */
  together = new Uint8Array(INITIAL_ROWS);
  tasks = new Int32Array(INITIAL_ROWS);
  /** Tasks that never had a slot, and those that have not ended. */
  untaken = new Int32Array(INITIAL_ROWS);
  /** Tasks that lost their slot and wait for another one. */
  requeued = new Int32Array(INITIAL_ROWS);
  unended = new Int32Array(INITIAL_ROWS);
  /** 1 while its caps hold it back. */
  held = new Uint8Array(INITIAL_ROWS);
  /** Attempts of its task that are still to fail, see `attempts.ts`; of a job with several tasks see `taskFailures`. */
  failures = new Int32Array(INITIAL_ROWS);
  /** 1 once a task of it failed. */
  failed = new Uint8Array(INITIAL_ROWS);
  submitted = new Float64Array(INITIAL_ROWS);
  eligible = new Float64Array(INITIAL_ROWS);
  deadline = new Float64Array(INITIAL_ROWS);
  /** Order number of the event that cancels it, see `EventQueue`. */
  timeoutEvent = new Float64Array(INITIAL_ROWS);
  /** The wait drawn for it where no fleet is modelled, and the order number of the event at which it is over. */
  drawnWait = new Float64Array(INITIAL_ROWS);
  waitEvent = new Float64Array(INITIAL_ROWS);
  /** Service time of its task or gang on a slot of speed 1 (in the classic service: as long as it takes there); of a job with several tasks see `sizes`. */
  service = new Float64Array(INITIAL_ROWS);
  /** How long its task, or each of its tasks, is expected to hold slots of speed 1; NOT_YET where that is not told. */
  estimate = new Float64Array(INITIAL_ROWS);
  /** End of the newest window of a stream that it scores, NOT_YET if there is none. */
  newest = new Float64Array(INITIAL_ROWS);
  /** Between slot and start, in the system it goes to. */
  dispatchDelay = new Float64Array(INITIAL_ROWS);

  // Of the task that started first:
  /** When it got its slot. */
  taken = new Float64Array(INITIAL_ROWS);
  /** When the VM it was given (the last of a gang's) became ready. */
  vmReady = new Float64Array(INITIAL_ROWS);
  started = new Float64Array(INITIAL_ROWS);
  firstTask = new Int32Array(INITIAL_ROWS);
  firstVm = new Int32Array(INITIAL_ROWS);
  firstService = new Float64Array(INITIAL_ROWS);
  /** What it read and wrote in the end. */
  firstTransfer = new Float64Array(INITIAL_ROWS);
  firstEnd = new Float64Array(INITIAL_ROWS);
  /** Since when it has no task on a slot; whether one has a slot (1) or not. */
  queuedSince = new Float64Array(INITIAL_ROWS);
  onSlot = new Uint8Array(INITIAL_ROWS);

  /** Service times, dispatch delays and attempts to fail (if any may) of a job of several tasks, by task. */
  readonly taskFailures: (Int32Array | undefined)[] = [];
  readonly sizes: (Float64Array | undefined)[] = [];
  readonly dispatchDelays: (Float64Array | undefined)[] = [];

  /** What was drawn for jobs whose system is chosen at their submission, or may change. */
  readonly luck: (Luck | undefined)[] = [];
  /** Bytes that each task reads and writes, in turn: of jobs whose workload uses a store. */
  readonly bytes: (Float64Array | undefined)[] = [];

  /** Rows in use: jobs submitted and not ended. */
  count = 0;
  #capacity = INITIAL_ROWS;
  /** Rows ever used; those among them that are free form a list through `#nextFree`. */
  #touched = 0;
  #free = NONE;
  #nextFree = new Int32Array(INITIAL_ROWS);

  /** A row for a new job. Its columns hold what the last user left. */
  open(): number {
    this.count++;
    if (this.#free !== NONE) {
      const row = this.#free;
      this.#free = this.#nextFree[row]!;
      return row;
    }
    if (this.#touched === this.#capacity) this.#grow();
    return this.#touched++;
  }

  close(row: number): void {
    this.count--;
    if (this.tasks[row]! > 1) {
      this.sizes[row] = undefined;
      this.dispatchDelays[row] = undefined;
      this.taskFailures[row] = undefined;
    }
    if (this.luck.length > 0) this.luck[row] = undefined;
    if (this.bytes.length > 0) this.bytes[row] = undefined;
    this.number[row] = NONE;
    this.#nextFree[row] = this.#free;
    this.#free = row;
  }

  /** Rows in use, in no particular order. */
  *rows(): Generator<number> {
    for (let row = 0; row < this.#touched; row++) if (this.number[row] !== NONE) yield row;
  }

  #grow(): void {
    const capacity = 2 * this.#capacity;
    for (const [name, column] of Object.entries(this)) {
      if (!ArrayBuffer.isView(column)) continue;
      const grown = new (column.constructor as new (length: number) => Float64Array)(capacity);
      grown.set(column as Float64Array);
      Object.assign(this, { [name]: grown });
    }
    const next = new Int32Array(capacity);
    next.set(this.#nextFree);
    this.#nextFree = next;
    this.#capacity = capacity;
  }
}
