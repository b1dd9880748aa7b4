import type { Ticks } from "../../engine/time.ts";
import type { Observed } from "../timeline.ts";
import type { SystemState } from "../worldResult.ts";

/** The states of some systems at instants of a timeline's grid, which asks for them later, in order; and as they stand at the last. */
export class KeptStates {
  readonly #systems: readonly Observed[];
  readonly #step: () => Ticks;
  readonly #kept: { readonly at: Ticks; readonly states: readonly SystemState[] }[] = [];
  #next: Ticks = 0;

  /** @param step of the grid: it may double, but not become another otherwise. */
  constructor(systems: readonly Observed[], step: () => Ticks) {
    this.#systems = systems;
    this.#step = step;
  }

  /** The next instant of the grid. */
  get next(): Ticks {
    return this.#next;
  }

  /** Keeps the states that stand, at that instant. */
  keep(): void {
    const at = this.next;
    const step = this.#step();
    this.#kept.push({ at, states: this.#systems.map((system) => system.state(at)) });
    this.#next = (Math.floor(at / step) + 1) * step;
  }

  /** What the timeline looks at instead. */
  get observed(): readonly Observed[] {
    return this.#systems.map(({ name }, place) => ({ name, state: (at) => this.#stateAt(at, place) }));
  }

  #stateAt(at: Ticks, place: number): SystemState {
    const kept = this.#kept;
    while (kept.length > 0 && kept[0]!.at < at) kept.shift();
    return kept[0]?.at === at ? kept[0].states[place]! : this.#systems[place]!.state(at);
  }
}
