import { NONE } from "./jobTable.ts";

/** A line of a queue, as one goes through it: first the jobs of tasks that were requeued, then the others. */
export interface WalkedLine {
  readonly priority: number;
  readonly width: number;
  /** 1: a task's slots are those of one VM. */
  readonly together: number;
  readonly length: number;
  /** The row of a job, from the head; and how many tasks wait at that place. */
  rowAt(place: number): number;
  tasksAt(place: number): number;
  /** Whether what stands at a place was requeued. */
  isRequeued(place: number): boolean;
}

/**
 * Goes through a queue as a dispatch with so many free slots would, and calls `visit` with the row of each job of which a
 * task would get slots; a job may come up several times. Slots of one VM are counted as the first task would find them.
 *
 * @param onOne free slots of one VM at most.
 */
export function walkQueue(
  lines: readonly WalkedLine[],
  queue: {
    readonly firstFit: boolean;
    readonly width: ArrayLike<number>;
    readonly together: ArrayLike<number>;
    readonly number: ArrayLike<number>;
  },
  freeSlots: number,
  onOne: number,
  visit: (row: number) => void,
): void {
  const places = lines.map(() => 0);
  let free = freeSlots;
  const fits = (width: number, together: number): boolean => width <= (together === 1 ? Math.min(onOne, free) : free);
  for (;;) {
    let best = NONE;
    for (let i = 0; i < lines.length; i++) {
      if (places[i]! >= lines[i]!.length || (queue.firstFit && !fits(lines[i]!.width, lines[i]!.together))) continue;
      if (best === NONE || precedes(lines[i]!, places[i]!, lines[best]!, places[best]!, queue.number)) best = i;
    }
    if (best === NONE) return;
    const line = lines[best]!;
    const place = places[best]!++;
    const row = line.rowAt(place);
    const width = queue.width[row]!;
    if (!fits(width, queue.together[row]!)) return;
    visit(row);
    const tasks = line.tasksAt(place);
    const served = Math.min(tasks, Math.floor(free / width));
    free -= served * width;
    if (served < tasks && !queue.firstFit) return;
  }
}

function precedes(a: WalkedLine, at: number, b: WalkedLine, bAt: number, number: ArrayLike<number>): boolean {
  if (a.priority !== b.priority) return a.priority > b.priority;
  if (a.isRequeued(at) !== b.isRequeued(bAt)) return a.isRequeued(at);
  return number[a.rowAt(at)]! < number[b.rowAt(bAt)]!;
}
