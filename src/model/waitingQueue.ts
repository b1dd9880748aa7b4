import { type JobTable, NONE } from "./jobTable.ts";
import { SortedRing } from "./sortedRing.ts";

interface Line {
  readonly priority: number;
  readonly width: number;
  readonly rows: SortedRing;
}

/** In which order waiting jobs are looked at. */
export interface QueueOrder {
  /** Higher priority first; otherwise priorities do not count. */
  readonly byPriority: boolean;
  /** Narrower jobs may pass a head that does not fit. */
  readonly firstFit: boolean;
}

/**
 * Jobs that wait for slots, by priority where told, then by submission: first in, first out. A job stays until all its
 * tasks have been taken.
 *
 * One line of jobs for each priority, and for each width where narrower jobs may pass: a queue has as many lines as it has
 * kinds of jobs, and plain FIFO has one.
 */
export class WaitingQueue {
  /** Jobs in all lines. */
  length = 0;
  readonly #jobs: JobTable;
  readonly #order: QueueOrder;
  readonly #lines: Line[] = [];
  /** The line that the last job looked up went to: mostly the next one's too. */
  #last: Line | undefined;

  constructor(jobs: JobTable, order: QueueOrder) {
    this.#jobs = jobs;
    this.#order = order;
  }

  /** Adds a job that was submitted after all that wait. */
  push(row: number): void {
    this.length++;
    this.#lineOf(row).rows.push(row);
  }

  /** Adds a job at its place by submission. */
  insert(row: number): void {
    this.length++;
    this.#lineOf(row).rows.insert(row, this.#jobs.number);
  }

  remove(row: number): void {
    this.length--;
    this.#lineOf(row).rows.remove(row, this.#jobs.number);
  }

  /** The job to serve next with so many slots free, or NONE: the first in order, if it fits or if others may not pass. */
  next(freeSlots: number): number {
    const lines = this.#lines;
    if (lines.length === 1) {
      const only = lines[0]!.rows;
      return only.length > 0 && this.#jobs.width[only.at(0)]! <= freeSlots ? only.at(0) : NONE;
    }
    let best: Line | undefined;
    for (const line of lines) {
      if (line.rows.length === 0) continue;
      if (this.#order.firstFit && line.width > freeSlots) continue;
      if (best === undefined || line.priority > best.priority) best = line;
      else if (line.priority === best.priority && this.#older(line, best)) best = line;
    }
    if (best === undefined) return NONE;
    const head = best.rows.at(0);
    return this.#jobs.width[head]! <= freeSlots ? head : NONE;
  }

  /** Takes away the job that `next` named. */
  shift(row: number): void {
    this.length--;
    this.#lineOf(row).rows.shift();
  }

  #older(a: Line, b: Line): boolean {
    const number = this.#jobs.number;
    return number[a.rows.at(0)]! < number[b.rows.at(0)]!;
  }

  #lineOf(row: number): Line {
    const priority = this.#order.byPriority ? this.#jobs.priority[row]! : 0;
    const width = this.#order.firstFit ? this.#jobs.width[row]! : 0;
    let line = this.#last;
    if (line !== undefined && line.priority === priority && line.width === width) return line;
    line = this.#lines.find((candidate) => candidate.priority === priority && candidate.width === width);
    if (line === undefined) {
      line = { priority, width, rows: new SortedRing() };
      this.#lines.push(line);
    }
    this.#last = line;
    return line;
  }
}
