import type { WorldRecord } from "../model/worldResult.ts";
import { type Cell, type CellOptions, type CellProgress, type CompiledAlternative, runCell } from "./cell.ts";

/** Simulates cells, here or in threads; the results are the same. To be closed after use. */
export interface Simulator {
  /** Makes further alternatives known; gives the place of the first. */
  add(alternatives: readonly CompiledAlternative[]): number;
  /**
   * Simulates cells; gives their results in the same order, `undefined` for those not done because it was aborted.
   *
   * Rejects with an AuditError or a CellError at the first cell that goes wrong; nothing more can be simulated then.
   */
  simulate(cells: readonly Cell[]): Promise<readonly (WorldRecord | undefined)[]>;
  /** Milliseconds from the first cell's start to the last one's end, over all calls. */
  readonly milliseconds: number;
  close(): Promise<void>;
}

/** Where and how a simulator works. */
export interface SimulatorOptions extends CellOptions {
  /** Threads; 1 simulates in this one, unless there is a signal to be heard. */
  readonly workers: number;
  readonly onProgress?: CellProgress;
  /** Ends the simulation, in the middle of a world too. */
  readonly signal?: AbortSignal;
}

/** @param cells about how many will be simulated at a time: more threads than that are not started. */
export async function openSimulator(
  alternatives: readonly CompiledAlternative[],
  options: SimulatorOptions,
  cells: number,
): Promise<Simulator> {
  const workers = Math.max(1, Math.min(options.workers, cells));
  if (workers === 1 && options.signal === undefined) return new SimulatorHere(alternatives, options);
  const { openThreads } = await import("./threads.ts");
  return openThreads(alternatives, { ...options, workers });
}

class SimulatorHere implements Simulator {
  milliseconds = 0;
  readonly #alternatives: CompiledAlternative[];
  readonly #options: SimulatorOptions;

  constructor(alternatives: readonly CompiledAlternative[], options: SimulatorOptions) {
    this.#alternatives = [...alternatives];
    this.#options = options;
  }

  add(alternatives: readonly CompiledAlternative[]): number {
    return this.#alternatives.push(...alternatives) - alternatives.length;
  }

  async simulate(cells: readonly Cell[]): Promise<readonly WorldRecord[]> {
    const started = performance.now();
    const { onProgress, jobs, audit, engine, evaluations = false } = this.#options;
    const worlds = cells.map((cell) =>
      runCell(this.#alternatives[cell.alternative]!, cell, { jobs, audit, engine, evaluations }, onProgress),
    );
    this.milliseconds += performance.now() - started;
    return worlds;
  }

  async close(): Promise<void> {}
}
