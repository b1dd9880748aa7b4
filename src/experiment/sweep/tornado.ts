import { writtenAmount } from "../../scenario/amount.ts";
import { type LoadedScenario, type LoadOptions, loadScenario, ScenarioError } from "../../scenario/load.ts";
import { loadVariant, type Setting } from "../../scenario/variant.ts";
import { packageVersion } from "../../version.ts";
import { compare } from "../compare.ts";
import { compileAlternatives } from "../run.ts";
import { type PointResult, simulatePoints } from "./points.ts";
import { type ScenarioNumber, scenarioNumbers } from "./scenarioNumbers.ts";
import { costOf } from "./studyMetrics.ts";
import { checkLimit, checkPercentile, type StudyOptions, studiedScenario } from "./sweep.ts";
import type { StudyWork } from "./sweepResult.ts";
import type { TornadoCell, TornadoResult } from "./tornadoResult.ts";

/** What of a sensitivity is not in the scenario. */
export interface TornadoOptions extends StudyOptions {
  /** 0.2: each number a fifth less, and a fifth more. */
  readonly by: number;
}

/**
 * What moves cost and latency most: each number of a scenario is changed by a share, one at a time, down and up, and compared with the
 * scenario as it is on the same jobs. A number that the file's `sweep` names takes the first and the last of its values there. Where only
 * whole numbers are allowed it goes to the next one outwards; what the format refuses (no VM, more than 100%) is left out.
 *
 * @throws ScenarioError, and as `simulatePoints`.
 */
export async function tornado(
  file: string,
  load: LoadOptions,
  options: TornadoOptions,
): Promise<{ readonly result: TornadoResult; readonly work: StudyWork }> {
  const base = await loadScenario(file, load);
  for (const metric of [options.against, options.cost ?? ""]) checkPercentile(file, metric, base);
  const settings: Setting[] = [];
  const variants: LoadedScenario[] = [base];
  const loading = { ...load, files: base.alternatives[0]!.files };
  for (const each of changes(base, options.by)) {
    const found = await firstAllowed(file, loading, each);
    if (found === null) continue;
    settings.push(found.setting);
    variants.push(found.variant);
  }
  checkLimit(file, variants.length, options.limit);
  const { alternatives, replications } = base;
  options.onSize?.({ points: variants.length, alternatives: alternatives.length, replications });
  const { taken, work } = await simulatePoints(variants, options, figuresOf);
  const [unchanged, ...changed] = taken;
  const cost = options.cost ?? costOf(Object.values(unchanged!).map(({ metrics }) => metrics));
  const cells = changed.flatMap((point, place) =>
    cellsOf(settings[place]!, point, unchanged!, [cost, options.against]),
  );
  const result: TornadoResult = {
    schemaVersion: 1,
    tool: { name: "poolsim", version: packageVersion() },
    command: options.command,
    scenario: studiedScenario(base),
    metrics: [cost, options.against],
    ranking: rank(
      cells,
      alternatives.map(({ name }) => name),
      [cost, options.against],
    ),
    cells,
  };
  return { result, work };
}

/** For each number and direction, what to set in order of preference. */
function changes({ resolved, sweep }: LoadedScenario, by: number): readonly (readonly Setting[])[] {
  const told = new Map(sweep.map(({ path, values }) => [path, values]));
  return scenarioNumbers(resolved).flatMap((number) => {
    const { path } = number;
    const values = told.get(path);
    if (values !== undefined) return [values[0]!, values.at(-1)!].map((value) => [{ path, value }]);
    return [1 - by, 1 + by].map((factor) => candidates(number, factor));
  });
}

function candidates({ path, number, unit }: ScenarioNumber, factor: number): readonly Setting[] {
  const changed = number * factor;
  const outwards = factor < 1 ? Math.floor(changed) : Math.ceil(changed);
  const numbers = unit === null && !Number.isInteger(changed) ? [changed, outwards] : [changed];
  return numbers.map((each) => ({ path, value: writtenAmount({ number: each, unit }) }));
}

async function firstAllowed(
  file: string,
  load: LoadOptions,
  settings: readonly Setting[],
): Promise<{ readonly setting: Setting; readonly variant: LoadedScenario } | null> {
  for (const setting of settings) {
    try {
      const variant = await loadVariant(file, load, [setting], (_setting, problem) => problem);
      await compileAlternatives(variant);
      return { setting, variant };
    } catch (error) {
      if (!(error instanceof ScenarioError)) throw error;
    }
  }
  return null;
}

type Figures = Readonly<
  Record<
    string,
    {
      readonly metrics: PointResult["summary"]["alternatives"][string]["metrics"];
      readonly values: (metric: string) => readonly (number | null)[];
    }
  >
>;

function figuresOf({ summary, worlds }: PointResult): Figures {
  return Object.fromEntries(
    Object.entries(summary.alternatives).map(([name, { metrics }]) => {
      const own = worlds.filter(({ alternative }) => alternative === name).map(({ world }) => world.metrics);
      return [name, { metrics, values: (metric: string) => own.map((each) => each[metric]?.value ?? null) }];
    }),
  );
}

function cellsOf(setting: Setting, point: Figures, unchanged: Figures, metrics: readonly string[]): TornadoCell[] {
  return Object.entries(point).map(([alternative, { metrics: estimates, values }]) => ({
    ...setting,
    alternative,
    metrics: estimates,
    changes: Object.fromEntries(
      metrics.map((metric) => [metric, compare(metric, values(metric), unchanged[alternative]!.values(metric))]),
    ),
  }));
}

/** For each alternative and metric the paths that move it, by the larger of their two changes. */
function rank(
  cells: readonly TornadoCell[],
  alternatives: readonly string[],
  metrics: readonly string[],
): TornadoResult["ranking"] {
  return alternatives.flatMap((alternative) =>
    metrics.map((metric) => {
      const swings = new Map<string, number>();
      for (const cell of cells) {
        if (cell.alternative !== alternative) continue;
        const swing = Math.abs(cell.changes[metric]?.difference ?? 0);
        if (swing > 0) swings.set(cell.path, Math.max(swing, swings.get(cell.path) ?? 0));
      }
      const paths = [...swings].sort(([, a], [, b]) => b - a).map(([path]) => path);
      return { alternative, metric, paths };
    }),
  );
}
