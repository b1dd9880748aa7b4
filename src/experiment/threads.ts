import { Piscina } from "piscina";
import { AuditError } from "../model/audit/auditError.ts";
import type { WorldRecord } from "../model/worldResult.ts";
import type { Cell, CompiledAlternative } from "./cell.ts";
import { CellError, deathOf } from "./cellError.ts";
import type { Simulator, SimulatorOptions } from "./simulator.ts";
import type { Outcome, ProgressMessage, WorkerSetting, WorkerTask } from "./worker.ts";
import { unpackWorld } from "./worldMessage.ts";

/** The worker has the extension that this file has: the source's, or the built program's. */
const EXTENSION = import.meta.url.endsWith(".ts") ? "ts" : "js";
const WORKER = new URL(`./worker.${EXTENSION}`, import.meta.url).href;
/** Piscina would load the worker by `require`; Node crashes when a thread is ended in the middle of that. */
const BY_IMPORT = ["--no-experimental-require-module"];
/** Cells handed out beyond those being simulated, so that no thread waits for its next one. */
const AHEAD = 1;

/**
 * A simulator on so many threads. They take the cells in order, so that when it is aborted the first ones are done.
 *
 * @param worker the module that the threads run.
 */
export function openThreads(
  alternatives: readonly CompiledAlternative[],
  options: SimulatorOptions,
  worker = WORKER,
): Simulator {
  return new Threads(alternatives, options, worker);
}

class Threads implements Simulator {
  readonly #alternatives: CompiledAlternative[];
  /** So many were known when the threads were started; later ones are sent along with each of their cells. */
  readonly #knownToAll: number;
  readonly #options: SimulatorOptions;
  readonly #pool: Piscina;
  #firstStart = Number.POSITIVE_INFINITY;
  #lastEnd = Number.NEGATIVE_INFINITY;
  #destroyed: Promise<void> | null = null;

  constructor(alternatives: readonly CompiledAlternative[], options: SimulatorOptions, worker: string) {
    this.#alternatives = [...alternatives];
    this.#knownToAll = alternatives.length;
    this.#options = options;
    const { workers, jobs, audit, engine, evaluations = false, onProgress, signal } = options;
    const setting: WorkerSetting = {
      alternatives: alternatives.map(({ name, recipe }) => ({ name, recipe })),
      options: { jobs, audit, engine, evaluations },
      progress: onProgress !== undefined,
    };
    this.#pool = new Piscina({
      filename: worker,
      name: "simulateCell",
      minThreads: workers,
      maxThreads: workers,
      idleTimeout: Number.POSITIVE_INFINITY,
      recordTiming: false,
      execArgv: worker.endsWith(".ts") ? ["--import", import.meta.resolve("tsx")] : BY_IMPORT,
      workerData: setting,
    });
    this.#pool.on("message", ({ cell, share, events }: ProgressMessage) => onProgress?.(cell, share, events));
    // A thread that dies between two cells concerns nobody: the next cell starts another.
    this.#pool.on("error", () => {});
    signal?.addEventListener("abort", () => void this.close(), { once: true });
  }

  get milliseconds(): number {
    return Math.max(0, this.#lastEnd - this.#firstStart);
  }

  add(alternatives: readonly CompiledAlternative[]): number {
    return this.#alternatives.push(...alternatives) - alternatives.length;
  }

  async simulate(cells: readonly Cell[]): Promise<readonly (WorldRecord | undefined)[]> {
    const worlds: (WorldRecord | undefined)[] = cells.map(() => undefined);
    let next = 0;
    const lane = async (): Promise<void> => {
      while (next < cells.length && !this.#aborted) {
        const place = next++;
        worlds[place] = await this.#simulateOne(cells[place]!);
      }
    };
    try {
      await Promise.all(Array.from({ length: this.#options.workers + AHEAD }, lane));
    } catch (error) {
      await this.close();
      throw error;
    }
    return worlds;
  }

  /** Ends all threads, whatever they do. */
  close(): Promise<void> {
    this.#destroyed ??= this.#pool.destroy();
    return this.#destroyed;
  }

  get #aborted(): boolean {
    return this.#options.signal?.aborted === true || this.#destroyed !== null;
  }

  async #simulateOne(cell: Cell): Promise<WorldRecord | undefined> {
    const { name, spec, recipe } = this.#alternatives[cell.alternative]!;
    const task: WorkerTask = cell.alternative < this.#knownToAll ? cell : { ...cell, added: { name, recipe } };
    let outcome: Outcome;
    try {
      outcome = (await this.#pool.run(task)) as Outcome;
    } catch (error) {
      if (this.#aborted) return undefined;
      throw deathOf({ alternative: name, replication: cell.replication, seed: spec.seed }, error);
    }
    if (outcome.kind === "audit") throw new AuditError(outcome.invariant, outcome.at, outcome.finding);
    if (outcome.kind === "failed") throw new CellError(outcome.message, outcome.stack);
    this.#firstStart = Math.min(this.#firstStart, outcome.started);
    this.#lastEnd = Math.max(this.#lastEnd, outcome.ended);
    this.#options.onProgress?.(cell, 1, outcome.world.rest.events);
    return unpackWorld(outcome.world);
  }
}
