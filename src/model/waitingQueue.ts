import { type JobTable, NONE } from "./jobTable.ts";
import { type WalkedLine, walkQueue } from "./queueWalk.ts";
import { type RequeuedTask, RequeuedTasks } from "./requeuedTasks.ts";
import { SortedRing } from "./sortedRing.ts";

interface Line {
  readonly priority: number;
  readonly width: number;
  /** 1 where its tasks take slots of one VM. */
  readonly together: number;
  /** Jobs with tasks that never had a slot. */
  readonly rows: SortedRing;
  /** Tasks that lost theirs, which come first; null while there never were any. */
  requeued: RequeuedTasks | null;
}

/** In which order waiting jobs are looked at. */
export interface QueueOrder {
  /** Higher priority first; otherwise priorities do not count. */
  readonly byPriority: boolean;
  /** Narrower jobs may pass a head that does not fit. */
  readonly firstFit: boolean;
}

/** Who may pass the first in line. */
export interface Passing {
  /** Whether anybody might. */
  readonly hasRoom: boolean;
  /** Whether a task of the job may: one that was requeued, or the next one. */
  mayPass(row: number, again: RequeuedTask | null): boolean;
  /** It does, and waits no more. */
  serve(row: number, again: RequeuedTask | null): void;
}

/**
 * Jobs that wait for slots, by priority where told, then by submission: first in, first out. A job stays until all its
 * tasks have been taken. Tasks that had a slot and lost it precede all others of their priority.
 *
 * One line of jobs for each priority, and for each width where narrower jobs may pass: a queue has as many lines as it has
 * kinds of jobs, and plain FIFO has one.
 */
export class WaitingQueue {
  /** Jobs in all lines, and tasks that were requeued. */
  length = 0;
  readonly #jobs: JobTable;
  readonly #order: QueueOrder;
  readonly #lines: Line[] = [];
  /** The line that the last job looked up went to: mostly the next one's too. */
  #last: Line | undefined;
  /** Whether any task was ever requeued. */
  #anyRequeued = false;

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

  /** Takes a job away that waits with tasks that never had a slot. */
  remove(row: number): void {
    this.length--;
    this.#lineOf(row).rows.remove(row, this.#jobs.number);
  }

  /** Adds a task that lost its slot. */
  requeue(task: RequeuedTask): void {
    this.length++;
    this.#anyRequeued = true;
    const line = this.#lineOf(task.row);
    line.requeued ??= new RequeuedTasks();
    line.requeued.insert(task);
  }

  /** Takes the requeued tasks of a job away, and returns them. */
  removeRequeued(row: number): readonly RequeuedTask[] {
    const removed = this.#lineOf(row).requeued?.remove(row) ?? [];
    this.length -= removed.length;
    return removed;
  }

  /**
   * Calls `visit` with each job of which a dispatch with so many free slots would serve a task; with one of several, several
   * times.
   *
   * @param onOne free slots of one VM at most.
   */
  visitServed(freeSlots: number, onOne: number, visit: (row: number) => void): void {
    const { number, width, together } = this.#jobs;
    const lines = this.#lines.map((line) => walked(line, this.#jobs));
    walkQueue(lines, { firstFit: this.#order.firstFit, number, width, together }, freeSlots, onOne, visit);
  }

  /**
   * The job to serve next with so many slots free, or NONE: the first in order, if it fits or if others may not pass.
   *
   * @param onOne free slots of one VM at most.
   */
  next(freeSlots: number, onOne = freeSlots): number {
    if (this.length === 0) return NONE;
    const lines = this.#lines;
    if (lines.length === 1 && !this.#anyRequeued) {
      const only = lines[0]!.rows;
      return only.length > 0 && this.#fits(only.at(0), freeSlots, onOne) ? only.at(0) : NONE;
    }
    const best = this.#first(freeSlots, onOne);
    if (best === undefined) return NONE;
    const head = headOf(best);
    return this.#fits(head, freeSlots, onOne) ? head : NONE;
  }

  /** Goes through all that wait, in order, and serves those that may pass, task by task. */
  pass(passing: Passing): void {
    const lines = [...this.#lines].sort((a, b) => b.priority - a.priority);
    for (const { rows, requeued } of lines) {
      for (let place = 0; requeued !== null && place < requeued.length && passing.hasRoom; ) {
        const task = requeued.at(place);
        if (passing.mayPass(task.row, task)) {
          this.length--;
          requeued.take(place);
          passing.serve(task.row, task);
        } else place++;
      }
      for (let place = 0; place < rows.length && passing.hasRoom; ) {
        const row = rows.at(place);
        if (passing.mayPass(row, null)) {
          if (this.#jobs.untaken[row] === 1) this.remove(row);
          passing.serve(row, null);
        } else place++;
      }
    }
  }

  #fits(row: number, freeSlots: number, onOne: number): boolean {
    return this.#jobs.width[row]! <= (this.#jobs.together[row] === 1 ? onOne : freeSlots);
  }

  /** The job whose turn it is, whether it fits or not; NONE if none waits. */
  head(): number {
    const best = this.#first(Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY);
    return best === undefined ? NONE : headOf(best);
  }

  /** Takes away the job that `next` named. */
  shift(row: number): void {
    this.length--;
    this.#lineOf(row).rows.shift();
  }

  /** Takes away the task by which the job that `next` named came first, if it is one that was requeued, else null. */
  shiftRequeued(row: number): RequeuedTask | null {
    if (!this.#anyRequeued) return null;
    const { requeued } = this.#lineOf(row);
    if (requeued === null || requeued.length === 0) return null;
    this.length--;
    return requeued.shift();
  }

  /** The line whose head comes first, of those that could be served with so many slots where narrower ones may pass. */
  #first(freeSlots: number, onOne: number): Line | undefined {
    let best: Line | undefined;
    for (const line of this.#lines) {
      if (line.rows.length === 0 && !hasRequeued(line)) continue;
      if (this.#order.firstFit && line.width > (line.together === 1 ? onOne : freeSlots)) continue;
      if (best === undefined || this.#precedes(line, best)) best = line;
    }
    return best;
  }

  #precedes(a: Line, b: Line): boolean {
    if (a.priority !== b.priority) return a.priority > b.priority;
    if (hasRequeued(a) !== hasRequeued(b)) return hasRequeued(a);
    const number = this.#jobs.number;
    return number[headOf(a)]! < number[headOf(b)]!;
  }

  #lineOf(row: number): Line {
    const priority = this.#order.byPriority ? this.#jobs.priority[row]! : 0;
    const width = this.#order.firstFit ? this.#jobs.width[row]! : 0;
    const together = this.#order.firstFit ? this.#jobs.together[row]! : 0;
    const last = this.#last;
    if (last !== undefined && isOf(last, priority, width, together)) return last;
    const line = this.#find(priority, width, together) ?? this.#newLine(priority, width, together);
    this.#last = line;
    return line;
  }

  #find(priority: number, width: number, together: number): Line | undefined {
    for (const line of this.#lines) if (isOf(line, priority, width, together)) return line;
    return undefined;
  }

  #newLine(priority: number, width: number, together: number): Line {
    const line = { priority, width, together, rows: new SortedRing(), requeued: null };
    this.#lines.push(line);
    return line;
  }
}

function isOf(line: Line, priority: number, width: number, together: number): boolean {
  return line.priority === priority && line.width === width && line.together === together;
}

function walked(line: Line, jobs: JobTable): WalkedLine {
  const { rows, requeued } = line;
  const again = requeued?.length ?? 0;
  return {
    priority: line.priority,
    width: line.width,
    together: line.together,
    length: again + rows.length,
    rowAt: (place) => (place < again ? requeued!.at(place).row : rows.at(place - again)),
    tasksAt: (place) => (place < again ? 1 : jobs.untaken[rows.at(place - again)]!),
    isRequeued: (place) => place < again,
  };
}

function hasRequeued(line: Line): boolean {
  return line.requeued !== null && line.requeued.length > 0;
}

function headOf(line: Line): number {
  return hasRequeued(line) ? line.requeued!.first.row : line.rows.at(0);
}
