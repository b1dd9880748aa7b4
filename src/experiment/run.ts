import { SECOND } from "../engine/time.ts";
import { runWorld } from "../model/world.ts";
import type { Figure, WorldResult } from "../model/worldResult.ts";
import type { WorldSpec } from "../model/worldSpec.ts";
import { compileWorld } from "../scenario/compile.ts";
import type { LoadedScenario, Objective } from "../scenario/load.ts";
import { packageVersion } from "../version.ts";
import { assumedFleet } from "./assumedFleet.ts";
import { compare } from "./compare.ts";
import { estimate } from "./estimate.ts";
import { judge } from "./objectives.ts";
import { operationCounts } from "./operationCounts.ts";
import { recommend } from "./recommend.ts";
import type { AlternativeSummary, Comparison, Estimate, RunResult } from "./results.ts";
import { stabilityWarnings } from "./stability.ts";

export interface RunOptions {
  /** Check every job and VM, not only what can be checked in passing. */
  readonly audit?: boolean;
  /** Keep a record of every job. */
  readonly jobs?: boolean;
  /** `auto` (the default) goes job by job where that gives the same figures; `events` always goes event by event. */
  readonly engine?: "auto" | "events";
  /** What `summary.json` calls the command; `run` if not told. */
  readonly command?: string;
  readonly onProgress?: (progress: Progress) => void;
}

/** How far a run is. */
export interface Progress {
  readonly alternative: string;
  /** From 0. */
  readonly replication: number;
  readonly replications: number;
  readonly events: number;
  /** Share of the whole run that is done. */
  readonly fraction: number;
}

interface Simulated {
  readonly name: string;
  readonly spec: WorldSpec;
  /** Of the alternative as it stands in the file. */
  readonly warnings: readonly string[];
  readonly worlds: readonly WorldResult[];
}

/**
 * Simulates every alternative of a scenario on the same jobs, replication by replication, and compares them.
 *
 * @throws ScenarioError, TraceError where the scenario or a trace is wrong; AuditError where a run broke an invariant.
 */
export async function runScenario(scenario: LoadedScenario, options: RunOptions = {}): Promise<RunResult> {
  const specs = [];
  for (const alternative of scenario.alternatives) {
    const { name, warnings } = alternative;
    specs.push({ name, spec: await compileWorld(alternative, scenario), warnings });
  }
  const started = performance.now();
  let events = 0;
  const simulated = specs.map(({ name, spec, warnings }, place) => {
    const worlds: WorldResult[] = [];
    for (let replication = 0; replication < scenario.replications; replication++) {
      const done = place * scenario.replications + replication;
      const report = (share: number, sofar: number): void =>
        options.onProgress?.({
          alternative: name,
          replication,
          replications: scenario.replications,
          events: events + sofar,
          fraction: (done + share) / (specs.length * scenario.replications),
        });
      report(0, 0);
      const world = runWorld(spec, {
        replication,
        jobs: options.jobs ?? false,
        audit: options.audit ?? false,
        engine: options.engine ?? "auto",
        onProgress: report,
      });
      events += world.events;
      worlds.push(world);
    }
    return { name, spec, worlds, warnings };
  });
  const seconds = (performance.now() - started) / 1000;
  return {
    summary: summarise(scenario, simulated, options.command ?? "run"),
    worlds: simulated.flatMap(({ name, worlds }) =>
      worlds.map((world, replication) => ({ alternative: name, replication, world })),
    ),
    events,
    seconds,
  };
}

function summarise(scenario: LoadedScenario, simulated: readonly Simulated[], command: string): RunResult["summary"] {
  const alternatives: Record<string, AlternativeSummary> = {};
  const comparisons: Record<string, Record<string, Comparison>> = {};
  const baseline = simulated.find(({ name }) => name === scenario.baseline) ?? simulated[0]!;
  for (const run of simulated) {
    const metrics: Record<string, Estimate> = {};
    const operations = operationCounts(run.worlds);
    for (const [metric, { unit }] of figuresOf(run)) metrics[metric] = estimate(valuesOf(run, metric), unit);
    alternatives[run.name] = {
      metrics,
      objectives: scenario.objectives.map((objective) => judge(objective, metrics[objective.metric])),
      warnings: [...run.warnings, ...warningsOf(run), ...unjudged(scenario.objectives, metrics)],
      horizonSeconds: run.spec.horizon / SECOND,
      warmUpSeconds: run.spec.warmUp / SECOND,
      ...(operations === undefined ? {} : { operations }),
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
    scenario: {
      name: scenario.name,
      hash: scenario.hash,
      seed: scenario.seed,
      horizonSeconds: spec.horizon / SECOND,
      warmUpSeconds: spec.warmUp / SECOND,
      replications: scenario.replications,
      currency: scenario.currency,
      resolved: scenario.resolved,
    },
    baseline: baseline.name,
    alternatives,
    comparisons,
    recommendation: recommend(alternatives),
  };
}

/** Objectives on figures that an alternative does not have: they are neither met nor missed. */
function unjudged(objectives: readonly Objective[], metrics: Readonly<Record<string, Estimate>>): string[] {
  return objectives
    .filter(({ metric }) => !Object.hasOwn(metrics, metric))
    .map(({ text, metric }) => `objective "${text}" is undecided: there is no figure ${metric} here.`);
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

function warningsOf({ spec, worlds }: Simulated): string[] {
  const fleet = assumedFleet(spec);
  const fromWorlds = worlds.flatMap((world) => world.warnings);
  return [...new Set([...(fleet === null ? [] : [fleet]), ...stabilityWarnings(spec), ...fromWorlds])];
}
