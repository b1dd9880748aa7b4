import { writtenAmount } from "../../scenario/amount.ts";
import { type LoadedScenario, type LoadOptions, loadScenario, ScenarioError } from "../../scenario/load.ts";
import { percentOf } from "../../scenario/objective.ts";
import { fileProblem } from "../../scenario/scenarioError.ts";
import type { Setting } from "../../scenario/variant.ts";
import { packageVersion } from "../../version.ts";
import { direction } from "../direction.ts";
import { gridOf, gridSize } from "./grid.ts";
import { type Pair, paretoFrontier } from "./pareto.ts";
import { type PointOptions, type PointResult, simulatePoints } from "./points.ts";
import { scenarioNumbers } from "./scenarioNumbers.ts";
import { costOf } from "./studyMetrics.ts";
import type { StudiedScenario, StudyWork, SweepCell, SweepResult } from "./sweepResult.ts";
import { blameOf, variantsOf } from "./variants.ts";

/** Those that are always measured. */
const USUAL_PERCENTS = [50, 90, 95, 99];

/** What of a study is not in the scenario. */
export interface StudyOptions extends PointOptions {
  /** Points at most. */
  readonly limit: number;
  /** The latency, or whatever else, that cost is traded for. */
  readonly against: string;
  /** Undefined: `cost.total` where every cell has it, else the hours billed. */
  readonly cost?: string;
  readonly command: string;
  /** Told before the first simulation. */
  readonly onSize?: (size: StudySize) => void;
}

/** How much there is to simulate; `replications` of each alternative at least. */
export interface StudySize {
  readonly points: number;
  readonly alternatives: number;
  readonly replications: number;
}

/**
 * Simulates every combination of the values in a file's `sweep`, with all alternatives, on the same jobs.
 *
 * @throws ScenarioError for a file without `sweep`, more points than the limit, or a combination that is no scenario; else as
 * `simulatePoints`.
 */
export async function sweep(
  file: string,
  load: LoadOptions,
  options: StudyOptions,
): Promise<{ readonly result: SweepResult; readonly work: StudyWork }> {
  const base = await loadScenario(file, load);
  for (const metric of [options.against, options.cost ?? ""]) checkPercentile(file, metric, base);
  if (base.sweep.length === 0) throw new ScenarioError([fileProblem(file, withoutSweep(base))]);
  const points = gridSize(base.sweep);
  checkLimit(file, points, options.limit);
  const grid = gridOf(base.sweep);
  const variants = await variantsOf(file, load, base, grid, blameOf(base.sweep));
  const { alternatives, replications } = base;
  options.onSize?.({ points, alternatives: alternatives.length, replications });
  const { taken, work } = await simulatePoints(variants, options, (result, place) => cellsOf(result, grid[place]!));
  const cells = taken.flat();
  const cost = options.cost ?? costOf(cells.map(({ metrics }) => metrics));
  const pareto = frontierOf(cells, cost, options.against);
  const result: SweepResult = {
    schemaVersion: 1,
    tool: { name: "poolsim", version: packageVersion() },
    command: options.command,
    scenario: studiedScenario(base),
    baseline: base.baseline,
    paths: base.sweep.map(({ path, values }) => ({ path, values })),
    frontier: { cost, against: options.against },
    cells: cells.map((cell, place) => ({
      ...cell,
      comparisons: picked(cell.comparisons, [cost, options.against]),
      pareto: pareto.has(cells[place]!),
    })),
  };
  return { result, work };
}

/** Refuses more points than the limit: a step too small is soon a month of simulation. */
export function checkLimit(file: string, points: number, limit: number): void {
  if (points <= limit) return;
  throw new ScenarioError([
    fileProblem(
      file,
      `${points} points are more than the limit of ${limit}; allow them with --limit ${points}, or take fewer values`,
    ),
  ]);
}

/** Refuses a percentile that would not be measured. */
export function checkPercentile(file: string, metric: string, { objectives, precision }: LoadedScenario): void {
  const percent = percentOf(metric);
  const asked = [...objectives.map((objective) => objective.metric), precision?.metric ?? ""].map(percentOf);
  if (percent === null || [...USUAL_PERCENTS, ...asked].includes(percent)) return;
  throw new ScenarioError([
    fileProblem(file, `${metric} is measured only where an objective asks for it; add "${metric} <= .."`),
  ]);
}

export function studiedScenario(scenario: LoadedScenario): StudiedScenario {
  const { name, hash, seed, replications, currency, resolved } = scenario;
  return { name, hash, seed, replications, currency, resolved };
}

type Unjudged = Omit<SweepCell, "pareto">;

function cellsOf({ summary }: PointResult, settings: readonly Setting[]): Unjudged[] {
  const { replications } = summary.scenario;
  return Object.entries(summary.alternatives).map(([alternative, { metrics, objectives, warnings }]) => ({
    settings: Object.fromEntries(settings.map(({ path, value }) => [path, value])),
    alternative,
    replications,
    metrics,
    comparisons: summary.comparisons[alternative] ?? {},
    objectives,
    warnings,
  }));
}

/** Cells that stand on the frontier of those with the same workload: that fewer jobs cost less is nobody's choice. */
function frontierOf(cells: readonly Unjudged[], cost: string, against: string): ReadonlySet<Unjudged> {
  const groups = new Map<string, Unjudged[]>();
  for (const cell of cells) {
    const key = JSON.stringify(Object.entries(cell.settings).filter(([path]) => isGiven(path)));
    groups.set(key, [...(groups.get(key) ?? []), cell]);
  }
  return new Set(
    [...groups.values()].flatMap((group) => {
      const onFrontier = paretoFrontier(group.map(({ metrics }) => pairOf(metrics, cost, against)));
      return group.filter((_, place) => onFrontier[place]);
    }),
  );
}

/** Whether a path leads to what comes from outside: the jobs, those of others, and how long one looks. */
function isGiven(path: string): boolean {
  return /^(?:seed$|time\.|workloads\.[^.]+\.(?:arrivals|job)\b|classic\.background\b)/.test(path);
}

function pairOf(metrics: SweepCell["metrics"], ...names: [string, string]): Pair | null {
  const [first, second] = names.map((name) => {
    const mean = metrics[name]?.mean ?? null;
    return mean === null ? null : -direction(name) * mean;
  });
  return first == null || second == null ? null : [first, second];
}

function picked<Value>(record: Readonly<Record<string, Value>>, names: readonly string[]): Record<string, Value> {
  return Object.fromEntries(names.flatMap((name) => (Object.hasOwn(record, name) ? [[name, record[name]!]] : [])));
}

function withoutSweep({ resolved }: LoadedScenario): string {
  const { path, number, unit } = scenarioNumbers(resolved)[0] ?? { path: "classic.workers", number: 10, unit: null };
  const values = [1, 2, 3].map((times) => writtenAmount({ number: times * number, unit })).join(", ");
  return `has no sweep; write for example "sweep: {${path}: [${values}]}", or --set "sweep.${path}=[${values}]"`;
}
