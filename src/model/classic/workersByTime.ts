import { DAY, NEVER, sinceMidnight, type Ticks } from "../../engine/time.ts";
import type { WorkerTimetable } from "./classicSpec.ts";

/** The workers of a timetable from time 0 on, change after change; before the day's first entry yesterday's last holds. */
export class WorkersByTime {
  workers: number;
  readonly #timetable: WorkerTimetable;
  /** The entry that comes next. */
  #coming: number;
  /** When it does. */
  #next: Ticks = 0;

  constructor(timetable: WorkerTimetable, startEpochMs: number) {
    const timeOfDay = sinceMidnight(startEpochMs, 0);
    const coming = timetable.findIndex(({ from }) => from > timeOfDay);
    this.#timetable = timetable;
    this.#coming = Math.max(0, coming);
    this.workers = timetable.at(this.#coming - 1)!.workers;
    const from = timetable[this.#coming]!.from + (coming < 0 ? DAY : 0);
    this.#next = timetable.length === 1 ? NEVER : from - timeOfDay;
  }

  /** When the next entry comes; NEVER where there is only one. */
  get next(): Ticks {
    return this.#next;
  }

  /** The next entry comes. */
  advance(): void {
    const { from, workers } = this.#timetable[this.#coming]!;
    this.workers = workers;
    this.#coming = (this.#coming + 1) % this.#timetable.length;
    const following = this.#timetable[this.#coming]!.from;
    this.#next = this.next + following - from + (following > from ? 0 : DAY);
  }
}
