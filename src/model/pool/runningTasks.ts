import { IndexedHeap } from "../indexedHeap.ts";
import { type JobTable, NOT_YET } from "../jobTable.ts";
import type { RunTable } from "../runTable.ts";

/**
 * The tasks that hold slots of a pool in which higher priorities take slots away: the first to lose its slots is the one of
 * the lowest priority, then the one that started last (one that did not start yet has nothing to lose).
 */
export class RunningTasks {
  readonly #jobs: JobTable;
  readonly #runs: RunTable;
  readonly #heap: IndexedHeap<number>;
  /** Slots held, by priority. */
  readonly #slots = new Map<number, number>();

  constructor(jobs: JobTable, runs: RunTable) {
    this.#jobs = jobs;
    this.#runs = runs;
    this.#heap = new IndexedHeap<number>(
      (a, b) => this.#losesBefore(a, b),
      (run) => run,
    );
  }

  /** The run that would lose its slots first; there must be one. */
  get first(): number {
    return this.#heap.top;
  }

  /** A run got its slots. */
  add(run: number): void {
    this.#heap.add(run);
    this.#count(run, 1);
  }

  /** A run gives its slots back, or will give them to nobody; its row must still be filled in. */
  remove(run: number): void {
    if (!this.#heap.has(run)) return;
    this.#heap.remove(run);
    this.#count(run, -1);
  }

  /** A run started, which changes its place in the order. One that starts as it gets its slots is not in yet. */
  started(run: number): void {
    if (!this.#heap.has(run)) return;
    this.#heap.remove(run);
    this.#heap.add(run);
  }

  /** Slots held by tasks of lower priority. */
  slotsBelow(priority: number): number {
    let slots = 0;
    for (const [held, count] of this.#slots) if (held < priority) slots += count;
    return slots;
  }

  #count(run: number, sign: number): void {
    const row = this.#runs.job[run]!;
    const priority = this.#jobs.priority[row]!;
    this.#slots.set(priority, (this.#slots.get(priority) ?? 0) + sign * this.#jobs.width[row]!);
  }

  #losesBefore(a: number, b: number): boolean {
    const jobs = this.#jobs;
    const runs = this.#runs;
    const [rowA, rowB] = [runs.job[a]!, runs.job[b]!];
    const lower = jobs.priority[rowA]! - jobs.priority[rowB]!;
    if (lower !== 0) return lower < 0;
    const [startA, startB] = [startOf(runs, a), startOf(runs, b)];
    if (startA !== startB) return startA > startB;
    const younger = jobs.number[rowA]! - jobs.number[rowB]!;
    return younger === 0 ? runs.task[a]! > runs.task[b]! : younger > 0;
  }
}

function startOf(runs: RunTable, run: number): number {
  return runs.started[run] === NOT_YET ? Number.POSITIVE_INFINITY : runs.started[run]!;
}
