import type { CellProgress } from "../cell.ts";
import type { Progress } from "../progressMeter.ts";

/** Adds up what the cells of a plan tell. How much is still to come nobody knows: the share is that of what was asked for so far. */
export class PlanMeter {
  events = 0;
  readonly #names: readonly string[];
  readonly #tell: ((progress: Progress) => void) | undefined;
  #expected = 0;
  #done = 0;

  constructor(names: readonly string[], tell: ((progress: Progress) => void) | undefined) {
    this.#names = names;
    this.#tell = tell;
  }

  /** So many further cells are asked for. */
  expect(cells: number): void {
    this.#expected += cells;
  }

  readonly show: CellProgress = (cell, share, events) => {
    if (share < 1) return;
    this.#done++;
    this.events += events;
    this.#tell?.({
      alternative: this.#names[cell.alternative] ?? "a greater load",
      replication: this.#done - 1,
      replications: this.#expected,
      events: this.events,
      fraction: this.#done / this.#expected,
    });
  };
}
