import { NEVER } from "../../engine/time.ts";
import type { JobLife } from "../jobLife.ts";
import { NONE } from "../jobTable.ts";
import type { RequeuedTask } from "../requeuedTasks.ts";
import type { SlotCounts } from "../scaling/scaler.ts";
import { WaitingQueue } from "../waitingQueue.ts";
import { EasyBackfill, type EasyPool } from "./easyBackfill.ts";
import type { PoolSurroundings } from "./poolSurroundings.ts";
import { RunningTasks } from "./runningTasks.ts";
import type { Seating } from "./seating.ts";

/** A pool that tasks wait for. */
export interface AwaitedPool extends EasyPool {
  readonly slots: SlotCounts;
}

/** The tasks that wait for slots of a pool: who is next, who may pass the next one, and whose slots that one may take away. */
export class PoolLine {
  readonly #pool: AwaitedPool;
  readonly #seating: Seating;
  readonly #life: JobLife;
  readonly #queue: WaitingQueue;
  /** Where higher priorities take slots away. */
  readonly #running: RunningTasks | null;
  readonly #easy: EasyBackfill | null;

  constructor(pool: AwaitedPool, seating: Seating, around: PoolSurroundings) {
    this.#pool = pool;
    this.#seating = seating;
    this.#life = around.life;
    const { jobs, tasks } = around.life;
    const { queue, backfill, preempt } = pool.spec;
    this.#queue = new WaitingQueue(jobs, { byPriority: queue === "priority", firstFit: backfill === "firstFit" });
    this.#running = preempt === "resume" ? new RunningTasks(jobs, tasks.runs) : null;
    const give = (row: number, again: RequeuedTask | null): void => this.#give(row, again);
    this.#easy = backfill === "easy" ? new EasyBackfill(pool, give, around) : null;
  }

  /** Adds the tasks of a job that was submitted after all that wait. */
  push(row: number): void {
    const { width, tasks } = this.#life.jobs;
    this.#queue.push(row);
    this.#pool.slots.waiting += width[row]! * tasks[row]!;
  }

  /** Adds a task that lost its slots. */
  requeue(task: RequeuedTask): void {
    this.#queue.requeue(task);
    this.#pool.slots.waiting += this.#life.jobs.width[task.row]!;
  }

  /** Takes away the tasks of a job that wait. Returns those that were requeued. */
  remove(row: number): readonly RequeuedTask[] {
    const { width, untaken, requeued } = this.#life.jobs;
    this.#pool.slots.waiting -= width[row]! * (untaken[row]! + requeued[row]!);
    if (untaken[row]! > 0) this.#queue.remove(row);
    return requeued[row]! > 0 ? this.#queue.removeRequeued(row) : [];
  }

  /** Of so many jobs without a task on a slot, how many get one when the free slots are given. */
  startingOf(jobs: number): number {
    const { waiting } = this.#pool.slots;
    const { slots, most } = this.#pool.fleet.free;
    if (waiting === 0 || slots === 0) return 0;
    // Jobs of one slot each, none of which had one.
    if (waiting === this.#queue.length && waiting === jobs) return Math.min(waiting, slots);
    const { onSlot } = this.#life.jobs;
    const rows = new Set<number>();
    this.#queue.visitServed(slots, most, (row) => {
      if (onSlot[row] === 0) rows.add(row);
    });
    return rows.size;
  }

  /** Gives free slots to those whose turn it is until nothing fits. */
  serve(): void {
    const { fleet } = this.#pool;
    for (;;) {
      const row = this.#queue.next(fleet.free.slots, fleet.free.most);
      if (row !== NONE) this.#serve(row);
      else if (this.#running === null || !this.#makeRoom(this.#running)) break;
    }
    this.#easy?.fill(this.#queue);
  }

  /** A run starts. */
  started(run: number): void {
    this.#running?.started(run);
  }

  /** A run gives its slots back. */
  released(run: number): void {
    this.#easy?.released(run);
    this.#running?.remove(run);
  }

  /** A run goes on to its end on VMs that leave: its slots would be of no use to tasks of higher priority. */
  spares(run: number): void {
    this.#running?.remove(run);
  }

  #serve(row: number): void {
    const again = this.#queue.shiftRequeued(row);
    // Shifted before it is taken: a job whose tasks have all been given slots may end at once.
    if (again === null && this.#life.jobs.untaken[row] === 1) this.#queue.shift(row);
    this.#give(row, again);
  }

  /** The next task of a job, or one that was requeued, gets slots: it stands in the queue no more. */
  #give(row: number, again: RequeuedTask | null): void {
    const { width, workload } = this.#life.jobs;
    const until = this.#easy?.expect(row, again) ?? NEVER;
    this.#pool.slots.waiting -= width[row]!;
    const run = this.#seating.seat(row, this.#pool.speedOf(workload[row]!), again);
    this.#easy?.took(run, until);
    this.#running?.add(run);
  }

  /** The head of the queue takes the slots of tasks of lower priority, if those and the free ones are enough. */
  #makeRoom(running: RunningTasks): boolean {
    const { jobs, tasks } = this.#life;
    const head = this.#queue.head();
    // Slots taken away here and there are not on one VM.
    if (head === NONE || jobs.together[head] === 1) return false;
    const { free } = this.#pool.fleet;
    const width = jobs.width[head]!;
    if (running.slotsBelow(jobs.priority[head]!) < width - free.slots) return false;
    while (free.slots < width) tasks.interrupt(running.first, "resume");
    return true;
  }
}
