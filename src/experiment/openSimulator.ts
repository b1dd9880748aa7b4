import type { WorldRecord } from "../model/worldResult.ts";
import { type Cell, type CompiledAlternative, runCell } from "./cell.ts";
import type { Simulator, SimulatorOptions } from "./simulator.ts";

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
