import { NONE } from "./jobTable.ts";
import { doubled, roomier } from "./roomier.ts";

/** What a run does once it has started. */
export const Phase = { computing: 0, reading: 1, writing: 2 } as const;

const INITIAL_ROWS = 256;

/**
 * The tasks (or whole gangs) that hold slots, a row each; rows are used again. As many rows as slots ever were taken at
 * the same time. Columns may be replaced as the table grows: read them anew after `open`.
 */
export class RunTable {
  /** Row of its job, NONE when the row is free. */
  job = new Int32Array(INITIAL_ROWS).fill(NONE);
  /** Which of the job's tasks, from 0. */
  task = new Int32Array(INITIAL_ROWS);
  /** Ordinal of the VM whose slot it holds; NONE in the classic service; the first of a gang's. */
  vm = new Int32Array(INITIAL_ROWS);
  /** That VM's berth in its pool. */
  berth = new Int32Array(INITIAL_ROWS);
  taken = new Float64Array(INITIAL_ROWS);
  /** When the VM became ready. */
  vmReady = new Float64Array(INITIAL_ROWS);
  /** NOT_YET during the dispatch delay. */
  started = new Float64Array(INITIAL_ROWS);
  /** What it does, once it has started, and since when. */
  phase = new Uint8Array(INITIAL_ROWS);
  since = new Float64Array(INITIAL_ROWS);
  /** Its transfer, while it reads or writes. */
  ticket = new Int32Array(INITIAL_ROWS);
  /** What it has to compute on these slots, and the whole of its task at this speed: more, if it goes on from before. */
  service = new Float64Array(INITIAL_ROWS);
  size = new Float64Array(INITIAL_ROWS);
  /** Order number of the event that it waits for, see `EventQueue`; another number means that event was cancelled. */
  event = new Float64Array(INITIAL_ROWS);
  /** The VM of each slot of a gang. */
  readonly gangVms: (Int32Array | undefined)[] = [];

  /** Rows in use. */
  count = 0;
  #touched = 0;
  #free: number[] = [];

  open(): number {
    this.count++;
    const reused = this.#free.pop();
    if (reused !== undefined) return reused;
    if (this.#touched === this.job.length) this.#grow();
    return this.#touched++;
  }

  close(row: number): void {
    this.count--;
    this.job[row] = NONE;
    this.event[row] = NONE;
    this.gangVms[row] = undefined;
    this.#free.push(row);
  }

  /** Rows in use, in no particular order. */
  *rows(): Generator<number> {
    for (let row = 0; row < this.#touched; row++) if (this.job[row] !== NONE) yield row;
  }

  #grow(): void {
    this.job = roomier(this.job, new Int32Array(2 * this.job.length).fill(NONE));
    this.task = doubled(this.task);
    this.vm = doubled(this.vm);
    this.berth = doubled(this.berth);
    this.taken = doubled(this.taken);
    this.vmReady = doubled(this.vmReady);
    this.started = doubled(this.started);
    this.phase = doubled(this.phase);
    this.since = doubled(this.since);
    this.ticket = doubled(this.ticket);
    this.service = doubled(this.service);
    this.size = doubled(this.size);
    this.event = doubled(this.event);
  }
}
