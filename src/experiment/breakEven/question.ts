import { isRandomWorld } from "../../model/randomness.ts";
import type { Unit } from "../../model/worldResult.ts";
import { writtenAmount } from "../../scenario/amount.ts";
import { type LoadedScenario, type LoadOptions, ScenarioError } from "../../scenario/load.ts";
import { fileProblem } from "../../scenario/scenarioError.ts";
import { loadVariant } from "../../scenario/variant.ts";
import { type MeanInterval, meanInterval, pairedDifference } from "../../statistics/interval.ts";
import { InterruptedError, NO_ANSWER_YET } from "../interruptedError.ts";
import { openSimulator } from "../openSimulator.ts";
import { type Progress, ProgressMeter } from "../progressMeter.ts";
import { compileAlternatives, type RunOptions, runCompiled } from "../run.ts";
import type { Simulator } from "../simulator.ts";
import type { Range } from "./range.ts";

/** What is asked. */
export interface BreakEvenOptions extends Pick<RunOptions, "workers" | "signal"> {
  /** A path of the scenario at which a number stands. */
  readonly over: string;
  /** Names of two alternatives. */
  readonly between: readonly [string, string];
  readonly metric: string;
  /** Ends of the range, as written in a scenario; undefined: a tenth of its own value, and ten times that. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly command: string;
  readonly onProgress?: (progress: Progress) => void;
}

/** Replications where the file asks for one, which has no interval. */
const REPLICATIONS = 10;

/** Both alternatives at a number. */
export interface Look {
  readonly x: number;
  readonly first: MeanInterval;
  readonly second: MeanInterval;
  readonly difference: MeanInterval;
}

/** Two alternatives over a number: simulates what is asked, each value once. */
export class Question {
  replications = 1;
  unit: Unit = "1";
  readonly between: readonly [string, string];
  readonly #file: string;
  readonly #load: LoadOptions;
  readonly #options: BreakEvenOptions;
  readonly #range: Range;
  readonly #looks = new Map<number, Look>();
  #simulator: Simulator | null = null;
  #meter: ProgressMeter | null = null;

  constructor(file: string, load: LoadOptions, options: BreakEvenOptions, range: Range) {
    this.between = options.between;
    this.#file = file;
    this.#load = load;
    this.#options = options;
    this.#range = range;
  }

  /** As `x` stands in the scenario. */
  written(x: number): number | string {
    return writtenAmount({ number: x, unit: this.#range.unit });
  }

  /** Everything looked at, in order. */
  all(): Look[] {
    return [...this.#looks.values()].sort((a, b) => a.x - b.x);
  }

  /** What a look at `x` has shown. */
  known(x: number): Look {
    return this.#looks.get(x)!;
  }

  /** Whether the schema wants a whole number here: it refuses a half, and takes the whole ones beside it. */
  async takesOnlyWholeNumbers(): Promise<boolean> {
    const { low, unit } = this.#range;
    if (unit !== null) return false;
    try {
      await this.#variant(Math.floor(low) + 0.5);
      return false;
    } catch (error) {
      if (!(error instanceof ScenarioError)) throw error;
      await this.#variant(Math.ceil(low));
      return true;
    }
  }

  /** Gets ready to simulate; about so many looks are to be expected at first. */
  async open(base: LoadedScenario, looks: number): Promise<void> {
    const { workers = 1, signal, onProgress } = this.#options;
    const compiled = await compileAlternatives(base);
    const random = compiled.some(({ spec }) => isRandomWorld(spec));
    this.replications = random && base.replications < 2 ? REPLICATIONS : base.replications;
    if (onProgress !== undefined) {
      // About as many looks again for the crossing, and for each end of its interval.
      const names = Array.from({ length: 4 * looks }, (_, look) =>
        this.between.map((name) => `look ${look + 1}, ${name}`),
      );
      this.#meter = new ProgressMeter(names.flat(), onProgress);
      this.#meter.plan(this.replications);
    }
    const options = { jobs: false, audit: false, engine: "auto", workers } as const;
    this.#simulator = await openSimulator(
      [],
      {
        ...options,
        ...(signal === undefined ? {} : { signal }),
        ...(this.#meter === null ? {} : { onProgress: this.#meter.show }),
      },
      this.between.length * this.replications,
    );
  }

  async close(): Promise<void> {
    await this.#simulator?.close();
  }

  /** Both alternatives at `x`: simulated, unless they have been. */
  async look(x: number): Promise<Look> {
    const known = this.#looks.get(x);
    if (known !== undefined) return known;
    const simulator = this.#simulator!;
    const variant = { ...(await this.#variant(x)), replications: this.replications };
    const compiled = await compileAlternatives(variant);
    const first = simulator.add(compiled);
    const simulate: Simulator["simulate"] = (cells) =>
      simulator.simulate(cells.map((cell) => ({ ...cell, alternative: first + cell.alternative })));
    const { summary, worlds } = await runCompiled(variant, compiled, { simulate }, { command: "breakeven" });
    if (summary.interrupted === true) throw new InterruptedError(NO_ANSWER_YET);
    const { metric } = this.#options;
    const figures = this.between.map((name) =>
      worlds.filter(({ alternative }) => alternative === name).map(({ world }) => world.metrics[metric]),
    );
    this.unit = figures.flat().find((figure) => figure !== undefined)?.unit ?? this.unit;
    const values = figures.map((each) => each.map((figure) => figure?.value ?? null));
    const pairs = values[0]!.flatMap((a, place) => {
      const b = values[1]![place] ?? null;
      return a === null || b === null ? [] : [[a, b] as const];
    });
    if (pairs.length === 0) throw this.#withoutValue(x, values);
    const ours = pairs.map(([a]) => a);
    const theirs = pairs.map(([, b]) => b);
    const look = {
      x,
      first: meanInterval(ours),
      second: meanInterval(theirs),
      difference: pairedDifference(ours, theirs),
    };
    this.#looks.set(x, look);
    return look;
  }

  #withoutValue(x: number, values: readonly (readonly (number | null)[])[]): ScenarioError {
    const { metric, over } = this.#options;
    const missing = this.between.filter((_, place) => values[place]!.every((value) => value === null));
    const remedy = metric.startsWith("cost.") ? "; give it a price, or ask for --metric computeHours.billed" : "";
    const whom = missing.length === 0 ? "the same replication of both" : missing.join(" and ");
    return new ScenarioError([
      fileProblem(this.#file, `${metric} has no value in ${whom} with ${over}=${this.written(x)}${remedy}`),
    ]);
  }

  #variant(x: number): Promise<LoadedScenario> {
    const { over } = this.#options;
    const value = this.written(x);
    return loadVariant(this.#file, this.#load, [{ path: over, value }], (_setting, problem) => ({
      ...problem,
      file: `--over ${over}`,
      message: `${value}: ${problem.message} (--from and --to set the range)`,
    }));
  }
}
