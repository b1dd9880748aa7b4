import type { Ticks } from "../../engine/time.ts";
import { Ascending } from "./ascending.ts";

/** When the tasks will start that have slots and do not compute yet. */
export class StartsAhead {
  readonly #times = new Ascending();

  get count(): number {
    return this.#times.size;
  }

  add(start: Ticks): void {
    this.#times.add(start);
  }

  /** The clock comes to an instant: what was to start by then has. */
  goTo(now: Ticks): void {
    const times = this.#times;
    while (times.size > 0 && times.first <= now) times.shift();
  }

  /** One that is ahead is somebody else's from now on. */
  remove(start: Ticks): void {
    let removed = false;
    for (const time of this.#times.clear()) {
      if (time === start && !removed) removed = true;
      else this.add(time);
    }
  }
}
