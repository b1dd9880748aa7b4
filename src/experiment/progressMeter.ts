import type { Cell, CellProgress } from "./cell.ts";

/** How far a run is. */
export interface Progress {
  readonly alternative: string;
  /** From 0. */
  readonly replication: number;
  readonly replications: number;
  /** Of all cells, done and running. */
  readonly events: number;
  /** Share of the whole run that is done, as far as it is planned. */
  readonly fraction: number;
}

/** Adds up what each cell of a run, wherever it is simulated, tells of itself. */
export class ProgressMeter {
  readonly #names: readonly string[];
  readonly #tell: (progress: Progress) => void;
  #replications = 0;
  #pilots = 0;
  #doneCells = 0;
  #doneEvents = 0;
  readonly #running = new Map<string, { readonly share: number; readonly events: number }>();
  readonly #done = new Set<string>();

  /** @param names of the alternatives, in order. */
  constructor(names: readonly string[], tell: (progress: Progress) => void) {
    this.#names = names;
    this.#tell = tell;
  }

  /** From now on so many replications of each alternative are the whole run, beside so many pilot runs in all. */
  plan(replications: number, pilots = 0): void {
    this.#replications = replications;
    this.#pilots = pilots;
  }

  readonly show: CellProgress = (cell, share, events) => {
    const key = keyOf(cell);
    // A message of a cell may come after its result.
    if (this.#done.has(key)) return;
    if (share < 1) this.#running.set(key, { share, events });
    else {
      this.#running.delete(key);
      this.#done.add(key);
      this.#doneCells++;
      this.#doneEvents += events;
    }
    const running = [...this.#running.values()];
    const cells = this.#doneCells + running.reduce((sum, { share: part }) => sum + part, 0);
    this.#tell({
      alternative: this.#names[cell.alternative]!,
      replication: cell.replication,
      replications: this.#replications,
      events: this.#doneEvents + running.reduce((sum, { events: some }) => sum + some, 0),
      fraction: cells / (this.#names.length * this.#replications + this.#pilots),
    });
  };
}

function keyOf({ alternative, replication }: Cell): string {
  return `${replication} ${alternative}`;
}
