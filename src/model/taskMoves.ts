import type { Ticks } from "../engine/time.ts";

/** When tasks last did anything that a drain may wait for. */
export class TaskMoves {
  /** When a task last got a slot or gave one back. */
  last: Ticks = 0;
  /** When a task last ended, or lost its slots and kept some of what it had computed there. */
  lastProgress: Ticks = 0;

  moved(now: Ticks): void {
    this.last = now;
  }

  progressed(now: Ticks): void {
    this.lastProgress = now;
  }
}
