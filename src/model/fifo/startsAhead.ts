import type { Ticks } from "../../engine/time.ts";
import { addEnd, replaceEarliest } from "../endHeap.ts";
import { doubled } from "../roomier.ts";

const FEWEST = 64;

/** When the tasks will start that have slots and do not compute yet. */
export class StartsAhead {
  count = 0;
  /** A heap, the earliest first. */
  #times = new Float64Array(FEWEST);

  add(start: Ticks): void {
    if (this.count === this.#times.length) this.#times = doubled(this.#times);
    addEnd(this.#times, this.count++, start);
  }

  /** The clock comes to an instant: what was to start by then has. */
  goTo(now: Ticks): void {
    const times = this.#times;
    while (this.count > 0 && times[0]! <= now) {
      const last = times[--this.count]!;
      if (this.count > 0) replaceEarliest(times, this.count, last);
    }
  }

  /** One that is ahead is somebody else's from now on. */
  remove(start: Ticks): void {
    const others = this.#times.slice(0, this.count);
    this.count = 0;
    let removed = false;
    for (const time of others) {
      if (time === start && !removed) removed = true;
      else this.add(time);
    }
  }
}
