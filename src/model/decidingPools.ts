import type { Simulation } from "../engine/simulation.ts";
import type { Pool } from "./pool/pool.ts";

/** The pools that decide on their size when this instant's classes 0 to 5 are through. */
export class DecidingPools {
  readonly #simulation: Simulation;
  /** Places are used again. */
  readonly #deciding: Pool[] = [];
  #count = 0;

  constructor(simulation: Simulation) {
    this.#simulation = simulation;
  }

  request(pool: Pool): void {
    if (pool.decisionDue) return;
    pool.decisionDue = true;
    this.#deciding[this.#count++] = pool;
    this.#simulation.requestDecision();
  }

  /** Pools of an account take its room in the order of the scenario. */
  decide(): void {
    while (this.#count > 0) {
      let first = 0;
      for (let place = 1; place < this.#count; place++)
        if (this.#deciding[place]!.index < this.#deciding[first]!.index) first = place;
      const pool = this.#deciding[first]!;
      this.#deciding[first] = this.#deciding[--this.#count]!;
      pool.decisionDue = false;
      pool.decide();
    }
  }
}
