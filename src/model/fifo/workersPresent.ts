import { NEVER, type Ticks } from "../../engine/time.ts";
import type { WorkersByTime } from "../classic/workersByTime.ts";
import { addEnd, replaceEarliest } from "../endHeap.ts";

/**
 * When each worker that is there is free again, the earliest first, of a fleet that follows a timetable.
 *
 * When there are fewer, those that are free first leave: the idle ones, then busy ones, which end their tasks and take no
 * more. So there are always as many as the timetable tells, those with the latest ends, and they are what jobs wait for.
 */
export class WorkersPresent {
  readonly #byTime: WorkersByTime;
  /** A heap. */
  readonly #ends: Float64Array;
  #size = 0;
  /** Ends of those that left busy, rising: none is after the earliest of those that are there. */
  #leaving: Ticks[] = [];

  constructor(byTime: WorkersByTime, most: number) {
    this.#byTime = byTime;
    this.#ends = new Float64Array(most);
    while (this.#size < byTime.workers) addEnd(this.#ends, this.#size++, 0);
  }

  /** The earliest of them; NEVER while there is none. */
  get earliest(): Ticks {
    return this.#size === 0 ? NEVER : this.#ends[0]!;
  }

  /** When there are more or fewer of them next. */
  get nextChange(): Ticks {
    return this.#byTime.next;
  }

  /** The timetable moves on: every job that gets a slot before `nextChange` has been served. */
  change(): void {
    const now = this.nextChange;
    this.#byTime.advance();
    const { workers } = this.#byTime;
    const leaving = this.#leaving;
    while (this.#size > workers) {
      leaving.push(this.#ends[0]!);
      const last = this.#ends[--this.#size]!;
      if (this.#size > 0) replaceEarliest(this.#ends, this.#size, last);
    }
    while (this.#size < workers) {
      // Of those that are leaving, the last to be free stays: a task beyond the workers there are goes on, and no other starts.
      const last = leaving.pop();
      addEnd(this.#ends, this.#size++, last === undefined || last < now ? now : last);
    }
    if (leaving.length > 0 && leaving.at(-1)! <= now) this.#leaving = [];
  }

  /** The earliest is busy until `end`, not before that. */
  occupy(end: Ticks): void {
    replaceEarliest(this.#ends, this.#size, end);
  }
}
