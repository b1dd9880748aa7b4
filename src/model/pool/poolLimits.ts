import type { Ticks } from "../../engine/time.ts";
import type { Window } from "../window.ts";
import { LimitClock } from "./limitClock.ts";

/** What keeps a pool from growing: its own size or maximum, or a quota of the account. */
export const LIMIT_CAUSES = ["max", "quota", "coreQuota"] as const;
export type LimitCause = (typeof LIMIT_CAUSES)[number];

/** How long jobs waited in a pool that could not grow, by cause, and how often the account refused it VMs. */
export class PoolLimits {
  /** Operations and decisions that a quota refused or cut short, inside the window. */
  refused = 0;
  /** Whether the last decision to grow was cut short by a quota: another one may give more once there is room. */
  isCut = false;
  readonly #window: Window;
  readonly #ofAny: LimitClock;
  readonly #clock: LimitClock;
  readonly #byCause: Readonly<Record<LimitCause, LimitClock>>;
  #cause: LimitCause | null = null;

  /** @param ofAny the clock that all pools share. */
  constructor(window: Window, ofAny: LimitClock) {
    this.#window = window;
    this.#ofAny = ofAny;
    this.#clock = new LimitClock(window);
    this.#byCause = { max: new LimitClock(window), quota: new LimitClock(window), coreQuota: new LimitClock(window) };
  }

  /** Time inside the window that jobs waited and the pool could not grow, for whatever cause or for one. Call after `close`. */
  total(cause?: LimitCause): Ticks {
    return cause === undefined ? this.#clock.total : this.#byCause[cause].total;
  }

  /** From now on jobs wait and this keeps the pool from growing; null: nothing does, or none waits. */
  set(now: Ticks, cause: LimitCause | null): void {
    const before = this.#cause;
    if (cause === before) return;
    this.#cause = cause;
    if (before !== null) this.#byCause[before].leave(now);
    if (cause !== null) this.#byCause[cause].enter(now);
    if (before === null) {
      this.#clock.enter(now);
      this.#ofAny.enter(now);
    } else if (cause === null) {
      this.#clock.leave(now);
      this.#ofAny.leave(now);
    }
  }

  /** An operation was refused or cut short by a quota. */
  refuse(now: Ticks): void {
    if (this.#window.countsEnd(now)) this.refused++;
  }

  /** A decision to grow was cut short by a quota: counted once for as long as that lasts. */
  cutShort(now: Ticks): void {
    if (!this.isCut) this.refuse(now);
    this.isCut = true;
  }

  /** The clock stopped. */
  close(now: Ticks): void {
    this.set(now, null);
  }
}
