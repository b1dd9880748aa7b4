import type { Ticks } from "../engine/time.ts";

/** When tasks last did anything that a drain may wait for. */
export class TaskMoves {
  /** In a typed array, for double fields of an object are boxed. */
  readonly #last = new Float64Array(2);

  /** When a task last got a slot or gave one back. */
  get last(): Ticks {
    return this.#last[0]!;
  }

  /** When a task last ended, or lost its slots and kept some of what it had computed there. */
  get lastProgress(): Ticks {
    return this.#last[1]!;
  }

  moved(now: Ticks): void {
    this.#last[0] = now;
  }

  progressed(now: Ticks): void {
    this.#last[1] = now;
  }
}
