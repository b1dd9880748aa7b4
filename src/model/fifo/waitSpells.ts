import { NEVER, type Ticks } from "../../engine/time.ts";

/** Told when jobs begin to wait, and when none does any more, in order of time. */
export type WaitWatch = (at: Ticks, waits: boolean) => void;

/** The times in which some job waits, from the jobs in their order: each submitted, and given a server, not before the one ahead of it. */
export class WaitSpells {
  readonly #watch: WaitWatch;
  #waits = false;
  /** The last that waited did until then: NEVER while it does. */
  #until: Ticks = 0;

  constructor(watch: WaitWatch) {
    this.#watch = watch;
  }

  /** A job has its server: later than it came, or told as waiting before. */
  served(submitted: Ticks, slot: Ticks): void {
    if (slot === submitted && this.#until !== NEVER) return;
    this.#begin(submitted);
    this.#until = slot;
  }

  /** At an instant the first job without a server is one submitted then. */
  stillWaits(submitted: Ticks): void {
    this.#begin(submitted);
    this.#until = NEVER;
  }

  /** At an instant all jobs have servers. */
  noneWaits(): void {
    if (this.#waits) this.#watch(this.#until, false);
    this.#waits = false;
  }

  /** The clock stopped: those that wait until then or beyond still do. */
  overBy(clock: Ticks): void {
    if (this.#until < clock) this.noneWaits();
  }

  #begin(submitted: Ticks): void {
    if (this.#waits && submitted <= this.#until) return;
    this.noneWaits();
    this.#watch(submitted, true);
    this.#waits = true;
  }
}
