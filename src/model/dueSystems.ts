import type { Simulation } from "../engine/simulation.ts";
import type { System } from "./system.ts";

/** The systems in which jobs that wait for slots may be served when this instant's classes 0 to 3 are through. */
export class DueSystems {
  readonly #simulation: Simulation;
  /** In the order in which they became due. Places are used again. */
  readonly #due: System[] = [];
  #count = 0;

  constructor(simulation: Simulation) {
    this.#simulation = simulation;
  }

  request(system: System): void {
    if (system.due) return;
    system.due = true;
    this.#due[this.#count++] = system;
    this.#simulation.requestDispatch();
  }

  dispatch(): void {
    // What is made due meanwhile is served too: the list may grow under the loop.
    for (let place = 0; place < this.#count; place++) {
      const system = this.#due[place]!;
      system.due = false;
      system.dispatch();
    }
    this.#count = 0;
  }
}
