import type { WorldRecord } from "../../model/worldResult.ts";
import type { LoadedScenario } from "../../scenario/load.ts";
import type { Cell } from "../cell.ts";
import { InterruptedError } from "../interruptedError.ts";
import { openSimulator } from "../openSimulator.ts";
import { type Progress, ProgressMeter } from "../progressMeter.ts";
import type { RunResult } from "../results.ts";
import { compileAlternatives, type PreparedAlternative, type RunOptions, runCompiled } from "../run.ts";
import type { Simulator } from "../simulator.ts";
import { pilotsOf } from "../warmUp.ts";
import { cellKey, worldKey } from "./cellKey.ts";
import type { CellStore } from "./cellStore.ts";
import type { StudyWork } from "./sweepResult.ts";

/** How the points of a study are simulated. */
export interface PointOptions extends Pick<RunOptions, "workers" | "signal"> {
  readonly store: CellStore;
  readonly onProgress?: (progress: Progress) => void;
}

/** What a point came to: its worlds have no ledgers, bills and jobs. */
export type PointResult = Pick<RunResult, "summary" | "worlds">;

/**
 * Simulates variants of a scenario, each with all its alternatives, and no cell twice: what the store has is taken from it, and cells that
 * are the same in several variants are simulated once. `take` gets each result when it is there, so that not all are held at a time.
 *
 * @returns what `take` gave, in the order of the variants.
 * @throws as `runScenario`; InterruptedError when the signal came, with all cells that are done in the store.
 */
export async function simulatePoints<Taken>(
  variants: readonly LoadedScenario[],
  options: PointOptions,
  take: (result: PointResult, variant: number) => Taken,
): Promise<{ readonly taken: readonly Taken[]; readonly work: StudyWork }> {
  const points: (readonly PreparedAlternative[])[] = [];
  for (const variant of variants) points.push(await compileAlternatives(variant));
  const workers = options.workers ?? 1;
  const replications = Math.max(...variants.map((variant) => variant.replications));
  const meter = meterFor(points, replications, options.onProgress);
  const simulator = await openSimulator(
    points.flat(),
    {
      jobs: false,
      audit: false,
      engine: "auto",
      workers,
      ...(meter === null ? {} : { onProgress: meter.show }),
      ...(options.signal === undefined ? {} : { signal: options.signal }),
    },
    points.flat().length * replications,
  );
  const cells = new Cells(simulator, points.flat(), options.store, meter);
  const taken: Taken[] = [];
  let next = 0;
  let offset = 0;
  const lane = async (): Promise<void> => {
    while (next < points.length) {
      const place = next++;
      const compiled = points[place]!;
      const first = offset;
      offset += compiled.length;
      const simulate: Simulator["simulate"] = (wanted) => cells.simulate(wanted, first, workers);
      const result = await runCompiled(variants[place]!, compiled, { simulate }, { command: "sweep" });
      if (result.summary.interrupted === true) throw new InterruptedError();
      taken[place] = take(result, place);
    }
  };
  try {
    // A second point keeps the threads busy while the first one waits for its last cell.
    await Promise.all(Array.from({ length: workers > 1 ? 2 : 1 }, lane));
    const { simulated, kept, events } = cells;
    return { taken, work: { simulated, kept, events, seconds: simulator.milliseconds / 1000 } };
  } catch (error) {
    if (!(error instanceof InterruptedError)) throw error;
    throw new InterruptedError(
      `interrupted; the ${cells.simulated + cells.kept} simulations that are done are kept: the same command goes on from there`,
    );
  } finally {
    await simulator.close();
  }
}

function meterFor(
  points: readonly (readonly PreparedAlternative[])[],
  replications: number,
  tell: PointOptions["onProgress"],
): ProgressMeter | null {
  if (tell === undefined) return null;
  const names = points.flatMap((point, place) => point.map(({ name }) => `${place + 1}/${points.length} ${name}`));
  const meter = new ProgressMeter(names, tell);
  meter.plan(replications, points.flatMap((point) => pilotsOf(point)).length);
  return meter;
}

/** The cells of all points: those that are done, those being simulated, and how many of each. */
class Cells {
  simulated = 0;
  kept = 0;
  events = 0;
  readonly #simulator: Simulator;
  readonly #store: CellStore;
  readonly #meter: ProgressMeter | null;
  readonly #worlds: readonly string[];
  readonly #pending = new Map<string, Promise<WorldRecord | undefined>>();

  constructor(
    simulator: Simulator,
    alternatives: readonly PreparedAlternative[],
    store: CellStore,
    meter: ProgressMeter | null,
  ) {
    this.#simulator = simulator;
    this.#store = store;
    this.#meter = meter;
    this.#worlds = alternatives.map(({ recipe }) => worldKey(recipe));
  }

  /** As a simulator's, for the alternatives from place `first` on. */
  async simulate(
    cells: readonly Cell[],
    first: number,
    workers: number,
  ): Promise<readonly (WorldRecord | undefined)[]> {
    const worlds: (WorldRecord | undefined)[] = cells.map(() => undefined);
    let next = 0;
    const lane = async (): Promise<void> => {
      while (next < cells.length) {
        const place = next++;
        const cell = cells[place]!;
        worlds[place] = await this.#one({ ...cell, alternative: first + cell.alternative });
      }
    };
    await Promise.all(Array.from({ length: workers + 1 }, lane));
    return worlds;
  }

  async #one(cell: Cell): Promise<WorldRecord | undefined> {
    const key = cellKey(this.#worlds[cell.alternative]!, cell);
    const known = this.#pending.get(key) ?? this.#keptOne(key);
    if (known !== null) {
      const world = await known;
      this.#meter?.show(cell, 1, 0);
      return world;
    }
    const pending = this.#simulateOne(cell, key);
    this.#pending.set(key, pending);
    try {
      return await pending;
    } finally {
      this.#pending.delete(key);
    }
  }

  #keptOne(key: string): WorldRecord | null {
    const world = this.#store.read(key);
    if (world !== null) this.kept++;
    return world;
  }

  async #simulateOne(cell: Cell, key: string): Promise<WorldRecord | undefined> {
    const [world] = await this.#simulator.simulate([cell]);
    if (world === undefined) return undefined;
    this.simulated++;
    this.events += world.events;
    return this.#store.write(key, world);
  }
}
