import { DAY, HOUR, MINUTE, SECOND, type Ticks } from "../engine/time.ts";
import type { SystemState, TimelineRow } from "./worldResult.ts";

/** What a timeline shows the state of. */
export interface Observed {
  readonly name: string;
  /** The state that stands at a time not before now and not after the next event. */
  state(at: Ticks): SystemState;
}

/** Steps that a person would choose. */
const STEPS: readonly Ticks[] = [
  SECOND,
  2 * SECOND,
  5 * SECOND,
  10 * SECOND,
  15 * SECOND,
  30 * SECOND,
  MINUTE,
  2 * MINUTE,
  5 * MINUTE,
  10 * MINUTE,
  15 * MINUTE,
  30 * MINUTE,
  HOUR,
  2 * HOUR,
  6 * HOUR,
  12 * HOUR,
  DAY,
];

const FEWEST_INSTANTS = 250;
const MOST_INSTANTS = 2 * FEWEST_INSTANTS;

/**
 * The state of each system at the ends of regularly spaced instants.
 *
 * The step is the longest of a person's choice that gives 250 instants over the time told; a run that goes on beyond it
 * (to drain) drops every second one when there are 500, so a timeline is never long. Observing is no event: the state that
 * stands when the clock moves on is the one at the end of every instant in between.
 */
export class Timeline {
  step: Ticks;
  /** The first instant of the grid that has not been observed. */
  #next: Ticks = 0;
  #instants: { readonly time: Ticks; readonly rows: TimelineRow[] }[] = [];
  readonly #systems: readonly Observed[];

  constructor(systems: readonly Observed[], length: Ticks) {
    this.#systems = systems;
    this.step = STEPS.findLast((step) => length / step >= FEWEST_INSTANTS) ?? SECOND;
    while (length / this.step > MOST_INSTANTS) this.step *= 2;
  }

  /** When to observe next. */
  get next(): Ticks {
    return this.#next;
  }

  /** The state that now stands holds until then: observes the instants of the grid before it. */
  holdsUntil(until: Ticks): void {
    while (this.next < until) this.observe(this.next);
  }

  /** The state that now stands is that of this instant's end. */
  observe(time: Ticks): void {
    const rows = this.#systems.map((system) => ({
      time,
      system: system.name,
      ...system.state(time),
    }));
    this.#instants.push({ time, rows });
    if (this.#instants.length > MOST_INSTANTS) {
      this.step *= 2;
      this.#instants = this.#instants.filter((instant) => instant.time % this.step === 0);
    }
    this.#next = this.#instants.at(-1)!.time + this.step;
  }

  rows(): TimelineRow[] {
    return this.#instants.flatMap((instant) => instant.rows);
  }
}
