import type { Ticks } from "../../engine/time.ts";
import type { Window } from "../window.ts";

/** How long, inside the window, jobs waited while the pool (or any of several) could not grow. */
export class LimitClock {
  total: Ticks = 0;
  #depth = 0;
  #since: Ticks = 0;
  readonly #window: Window;

  constructor(window: Window) {
    this.#window = window;
  }

  get at(): boolean {
    return this.#depth > 0;
  }

  enter(now: Ticks): void {
    if (this.#depth++ === 0) this.#since = now;
  }

  leave(now: Ticks): void {
    if (--this.#depth === 0) this.total += this.#window.overlap(this.#since, now);
  }

  /** The clock stopped. Says whether the limit held until then. */
  close(now: Ticks): boolean {
    const held = this.at;
    if (held) this.leave(now);
    return held;
  }
}
