import { SECOND } from "../engine/time.ts";
import { isRandomWorld } from "../model/randomness.ts";
import type { Figure, WorldRecord } from "../model/worldResult.ts";
import type { WorldSpec } from "../model/worldSpec.ts";
import type { LoadedScenario } from "../scenario/load.ts";
import { compileWithRecipe } from "../scenario/recipe.ts";
import { packageVersion } from "../version.ts";
import type { CompiledAlternative } from "./cell.ts";
import { compare } from "./compare.ts";
import { estimate } from "./estimate.ts";
import { evaluationCounts } from "./evaluationCounts.ts";
import { InterruptedError, unlessAborted } from "./interruptedError.ts";
import { meanDivisions } from "./meanDivisions.ts";
import { evidenceFor, judge } from "./objectives.ts";
import { openSimulator } from "./openSimulator.ts";
import { operationCounts } from "./operationCounts.ts";
import { pooledQuantiles } from "./pooledQuantiles.ts";
import { type Progress, ProgressMeter } from "./progressMeter.ts";
import { recommend } from "./recommend.ts";
import { replicate } from "./replications.ts";
import type { AlternativeSummary, Comparison, Estimate, RunResult, WarmUpFound } from "./results.ts";
import type { Simulator } from "./simulator.ts";
import { precisionWarnings, stoppingOf } from "./stopping.ts";
import { pilotsOf, settleWarmUp } from "./warmUp.ts";
import { warningsOf } from "./warnings.ts";

export interface RunOptions {
  /** Check every job and VM, not only what can be checked in passing. */
  readonly audit?: boolean;
  /** Keep a record of every job. */
  readonly jobs?: boolean;
  /** `auto` (the default) goes job by job where that gives the same figures; `events` always goes event by event. */
  readonly engine?: "auto" | "events";
  /** Threads to simulate in; 1 (the default) starts none. Results do not depend on it. */
  readonly workers?: number;
  /**
   * Ends the run when it is aborted, in the middle of a simulation too: the replications that are complete in every alternative are
   * the result, marked as interrupted. With a signal everything is simulated in threads, at least one.
   */
  readonly signal?: AbortSignal;
  /** What `summary.json` calls the command; `run` if not told. */
  readonly command?: string;
  readonly onProgress?: (progress: Progress) => void;
}

interface Simulated {
  readonly name: string;
  readonly spec: WorldSpec;
  /** Of the alternative as it stands in the file. */
  readonly warnings: readonly string[];
  readonly warmUpWarning: string | null;
  readonly worlds: readonly WorldRecord[];
}

/**
 * Simulates every alternative of a scenario on the same jobs, replication by replication, and compares them.
 *
 * @throws ScenarioError, TraceError where the scenario or a trace is wrong; AuditError where a run broke an invariant; CellError where
 * a simulation failed otherwise; InterruptedError if the signal came before one replication was complete.
 */
export async function runScenario(scenario: LoadedScenario, options: RunOptions = {}): Promise<RunResult> {
  const compiled = await unlessAborted(compileAlternatives(scenario), options.signal);
  const meter =
    options.onProgress === undefined
      ? null
      : new ProgressMeter(
          compiled.map(({ name }) => name),
          options.onProgress,
        );
  const simulator = await openSimulator(
    compiled,
    {
      jobs: options.jobs ?? false,
      audit: options.audit ?? false,
      engine: options.engine ?? "auto",
      evaluations: true,
      workers: options.workers ?? 1,
      ...(meter === null ? {} : { onProgress: meter.show }),
      ...(options.signal === undefined ? {} : { signal: options.signal }),
    },
    compiled.length * (scenario.precision?.max ?? scenario.replications),
  );
  const pilots = pilotsOf(compiled).length;
  const plan = (replications: number): void => meter?.plan(replications, pilots);
  plan(scenario.replications);
  try {
    const result = await runCompiled(scenario, compiled, simulator, { command: options.command ?? "run", plan });
    const events = result.worlds.reduce((sum, { world }) => sum + world.events, 0);
    return { ...result, events, seconds: simulator.milliseconds / 1000 };
  } finally {
    await simulator.close();
  }
}

/** What of a run is not in the scenario. */
export interface CompiledRun {
  readonly command: string;
  /** Told how many replications of each alternative there will be. */
  readonly plan?: (replications: number) => void;
}

/**
 * `runScenario` with the alternatives compiled and a simulator that knows them by their places.
 *
 * @throws as `runScenario`.
 */
export async function runCompiled(
  scenario: LoadedScenario,
  compiled: readonly PreparedAlternative[],
  simulator: Pick<Simulator, "simulate">,
  { command, plan }: CompiledRun,
): Promise<Pick<RunResult, "summary" | "worlds">> {
  const { warmUp, found, warnings } = await settleWarmUp(compiled, (cells) => simulator.simulate(cells));
  const specs = compiled.map(({ spec, autoWarmUp }) => (autoWarmUp ? { ...spec, warmUp } : spec));
  const { worlds, complete } = await replicate(simulator, {
    times: specs,
    replications: scenario.replications,
    precision: scenario.precision,
    look: (some, metric) => estimateOf(some, metric),
    ...(plan === undefined ? {} : { onPlan: plan }),
  });
  if (worlds[0]!.length === 0) throw new InterruptedError();
  const simulated = compiled.map((alternative, place) => ({
    ...alternative,
    spec: specs[place]!,
    worlds: worlds[place]!,
    warmUpWarning: warnings.get(alternative.name) ?? null,
  }));
  return {
    summary: summarise(scenario, simulated, found, command, !complete),
    worlds: simulated.flatMap(({ name, worlds: own }) =>
      own.map((world, replication) => ({ alternative: name, replication, world })),
    ),
  };
}

/** An alternative, compiled, with what its figures need to be understood. */
export interface PreparedAlternative extends CompiledAlternative {
  /** Of the alternative as it stands in the file. */
  readonly warnings: readonly string[];
  readonly autoWarmUp: boolean;
}

/** Rejects as `compileWorld`. */
export async function compileAlternatives(scenario: LoadedScenario): Promise<readonly PreparedAlternative[]> {
  const compiled = [];
  for (const alternative of scenario.alternatives) {
    const { name, warnings, resolved } = alternative;
    const autoWarmUp = resolved.time.warmUp === "auto";
    compiled.push({ name, warnings, autoWarmUp, ...(await compileWithRecipe(alternative, scenario)) });
  }
  return compiled;
}

function summarise(
  scenario: LoadedScenario,
  simulated: readonly Simulated[],
  warmUpFound: WarmUpFound | null,
  command: string,
  interrupted: boolean,
): RunResult["summary"] {
  const { precision } = scenario;
  const replications = simulated[0]!.worlds.length;
  const alternatives: Record<string, AlternativeSummary> = {};
  const comparisons: Record<string, Record<string, Comparison>> = {};
  const baseline = simulated.find(({ name }) => name === scenario.baseline) ?? simulated[0]!;
  for (const run of simulated) {
    const metrics: Record<string, Estimate> = {};
    const operations = operationCounts(run.worlds);
    const evaluations = evaluationCounts(run.worlds);
    const divisions = meanDivisions(run.worlds);
    const pooled = pooledQuantiles(run.worlds);
    for (const [metric, { unit }] of figuresOf(run)) {
      const own = estimate(valuesOf(run, metric), unit);
      const ofAll = pooled(metric);
      metrics[metric] = ofAll === undefined ? own : { ...own, pooled: ofAll };
    }
    const random = isRandomWorld(run.spec);
    alternatives[run.name] = {
      metrics,
      objectives: scenario.objectives.map((objective) =>
        judge(objective, metrics[objective.metric], evidenceFor(objective.metric, random, run.spec, run.worlds)),
      ),
      warnings: [
        ...(interrupted ? [interruptedWarning(scenario, replications)] : []),
        ...(precision === null ? [] : precisionWarnings(precision, metrics[precision.metric], replications)),
        ...warningsOf({ ...run, metrics }, scenario.objectives),
      ],
      horizonSeconds: run.spec.horizon / SECOND,
      warmUpSeconds: run.spec.warmUp / SECOND,
      ...(divisions.length === 0 ? {} : { divisions }),
      ...(operations === undefined ? {} : { operations }),
      ...(evaluations === undefined ? {} : { evaluations }),
    };
    if (run === baseline) continue;
    const compared: Record<string, Comparison> = {};
    for (const metric of Object.keys(metrics)) {
      if (baseline.worlds[0]!.metrics[metric] === undefined) continue;
      compared[metric] = compare(metric, valuesOf(run, metric), valuesOf(baseline, metric));
    }
    comparisons[run.name] = compared;
  }
  const { spec } = baseline;
  return {
    schemaVersion: 1,
    tool: { name: "poolsim", version: packageVersion() },
    command,
    ...(interrupted ? { interrupted } : {}),
    scenario: {
      name: scenario.name,
      hash: scenario.hash,
      seed: scenario.seed,
      horizonSeconds: spec.horizon / SECOND,
      warmUpSeconds: spec.warmUp / SECOND,
      ...(warmUpFound === null ? {} : { warmUpFound }),
      replications,
      currency: scenario.currency,
      resolved: scenario.resolved,
    },
    baseline: baseline.name,
    alternatives,
    comparisons,
    recommendation: recommend(alternatives),
    ...(precision === null
      ? {}
      : {
          stopping: stoppingOf(
            precision,
            simulated.map(({ worlds }) => estimateOf(worlds, precision.metric)),
            replications,
          ),
        }),
  };
}

function interruptedWarning({ precision, replications }: LoadedScenario, done: number): string {
  const asked =
    precision === null ? `of ${replications} replications` : `replications, at most ${precision.max} were to be`;
  return `interrupted after ${done} ${asked}.`;
}

/** A metric over an alternative's replications; the mean is null where none has it. */
function estimateOf(worlds: readonly WorldRecord[], metric: string): Estimate {
  const figures = worlds.map((world) => world.metrics[metric]);
  const { unit } = figures.find((figure) => figure !== undefined) ?? { unit: "1" };
  return estimate(
    figures.map((figure) => figure?.value ?? null),
    unit,
  );
}

/** Every metric that any replication has, in the order in which the first one names them. */
function figuresOf({ worlds }: Simulated): Map<string, Figure> {
  const figures = new Map<string, Figure>();
  for (const world of worlds) {
    for (const [metric, figure] of Object.entries(world.metrics)) if (!figures.has(metric)) figures.set(metric, figure);
  }
  return figures;
}

function valuesOf({ worlds }: Simulated, metric: string): (number | null)[] {
  return worlds.map((world) => world.metrics[metric]?.value ?? null);
}
