import type { WorldRecord } from "../model/worldResult.ts";
import type { Cell, CellOptions, CellProgress, CompiledAlternative } from "./cell.ts";

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
