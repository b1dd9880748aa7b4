import { topWorld } from "./alternatives.ts";
import { checkTree } from "./checkTree.ts";
import { type Choice, choiceOf } from "./choiceValues.ts";
import type { LoadedAlternative, LoadedScenario } from "./loadedScenario.ts";
import { fromPlain, type Located, mapAt, nodeAt, problemAt, textAt, toPlain } from "./located.ts";
import { SHARE } from "./quantities.ts";
import { routeTargets, suggest } from "./references.ts";
import { fileProblem, ScenarioError } from "./scenarioError.ts";
import { applyValue } from "./setOption.ts";
import { unusedPools } from "./unusedPools.ts";

/** What `plan` is to find. */
export interface PlanQuestion {
  /** A metric, of which the least is looked for; or the most. */
  readonly metric: string;
  readonly goal: "minimise" | "maximise";
  /** Whether the file names the metric. */
  readonly isMetricTold: boolean;
  readonly choices: readonly Choice[];
  /** Chance that the answer is right, at least. */
  readonly confidence: number;
}

/** One way to choose: the scenario with a value set at each path. */
export interface Candidate {
  /** By choice, the place of its value. */
  readonly places: readonly number[];
  /** By path. */
  readonly configuration: Readonly<Record<string, unknown>>;
  readonly alternative: LoadedAlternative;
}

/** Without `to`, a pool's size is looked for up to so many times the one in the file, and up to `LEAST_TO` at least. */
const TIMES_THE_FILES = 4;
const LEAST_TO = 48;
const MOST_CANDIDATES = 2_000;

/**
 * The file's `plan`. A file without one means the size of its pool, or of that of the alternative that was asked for:
 * `choose: {pools.<name>.vms: {from: 1, to: ..}}`.
 *
 * Throws a `ScenarioError` where there are no objectives, more than one pool or none to choose of, or a range that goes nowhere.
 *
 * @param alternative a name of the scenario's, or null for the top.
 */
export function planQuestion(
  { top, file, objectives, alternatives }: LoadedScenario,
  alternative: string | null = null,
): PlanQuestion {
  if (objectives.length === 0) {
    const example = 'objectives: ["latency.p95 <= 45 min"]';
    throw new ScenarioError([
      fileProblem(file, `there are no objectives, so nothing says what is good enough; write for example ${example}`),
    ]);
  }
  const goal = textAt(top, ["plan", "maximise"]) === undefined ? "minimise" : "maximise";
  const told = textAt(top, ["plan", goal]);
  const confidence = SHARE.read(textAt(top, ["plan", "confidence"]) ?? "95%");
  const at = ["plan", "choose"];
  const written = [...(mapAt(top, at)?.entries ?? [])].map(([path, { node }]) => choiceOf(top, [...at, path], node));
  return {
    metric: told ?? "cost.total",
    goal,
    isMetricTold: told !== undefined,
    choices:
      written.length > 0
        ? written
        : [poolSize(alternatives.find(({ name }) => name === alternative)?.tree ?? top, file)],
    // A percentage read is a hair off.
    confidence: confidence.ok ? Number(confidence.value.toPrecision(12)) : Number.NaN,
  };
}

function poolSize(tree: Located, file: string): Choice {
  const pools = [...new Set(routeTargets(tree).map(({ target }) => target))].filter((name) =>
    mapAt(tree, ["pools", name]),
  );
  const [pool] = pools;
  if (pool === undefined || pools.length > 1) {
    const example = `plan: {choose: {pools.${pool ?? "scoring"}.vms: {from: 1, to: ${LEAST_TO}}}}`;
    const found = pool === undefined ? "no jobs go to a pool" : `jobs go to ${pools.length} pools`;
    throw new ScenarioError([
      fileProblem(file, `${found}, so the file must say what to choose; for example ${example}`),
    ]);
  }
  const size = nodeAt(tree, ["pools", pool, "vms"]);
  const vms = size === undefined ? 0 : Number(toPlain(size));
  const to = Math.max(LEAST_TO, TIMES_THE_FILES * (Number.isSafeInteger(vms) ? vms : 0));
  const place = size?.place ?? tree.place;
  return {
    path: `pools.${pool}.vms`,
    values: Array.from({ length: to }, (_, less) => fromPlain(less + 1, place)),
  };
}

/**
 * Every combination of the choices' values, the first path's varying slowest, each set on the top of the file as it stands, or on
 * the one alternative that was asked for. Checked, not compiled.
 *
 * Throws a `ScenarioError` that tells of the first combination that is wrong, or that there are too many.
 *
 * @param alternative a name of the scenario's, or null for the top.
 */
export function candidatesOf(
  scenario: LoadedScenario,
  choices: readonly Choice[],
  alternative: string | null,
): readonly Candidate[] {
  const { top, file, alternatives } = scenario;
  const total = choices.reduce((product, { values }) => product * values.length, 1);
  if (total > MOST_CANDIDATES) {
    const message = `makes ${total} configurations; at most ${MOST_CANDIDATES} are tried. Choose among fewer, or in larger steps`;
    throw new ScenarioError([problemAt(top, ["plan", "choose"], message)]);
  }
  const chosen = alternatives.find(({ name }) => name === alternative);
  if (alternative !== null && chosen === undefined) {
    const known = alternatives.map(({ name }) => name);
    throw new ScenarioError([
      fileProblem(file, `no alternative is named "${alternative}"; ${suggest(alternative, known, "there are")}`),
    ]);
  }
  const base = chosen?.tree ?? topWorld(top);
  for (const { path } of choices) forbidStudy(top, path);
  return Array.from({ length: total }, (_, index) => {
    const places = placesOf(index, choices);
    let tree = base;
    for (const [choice, { path, values }] of choices.entries()) {
      const value = values[places[choice]!]!;
      const key = mapAt(top, ["plan", "choose"])?.entries.get(path)?.key ?? value.place;
      tree = applyValue(tree, path, value, key);
    }
    const { resolved, problems } = checkTree(tree, scenario.name, "alternative");
    if (resolved === null) throw new ScenarioError(problems);
    const configuration = Object.fromEntries(
      choices.map(({ path, values }, choice) => [path, toPlain(values[places[choice]!]!)]),
    );
    return {
      places,
      configuration,
      alternative: {
        name: configurationText(configuration),
        resolved,
        tree,
        files: alternatives[0]!.files,
        warnings: unusedPools(tree),
      },
    };
  });
}

/** What candidates have in common, or they could not be compared. */
function forbidStudy(top: Located, path: string): void {
  const [key = ""] = path.split(".");
  if (
    !["seed", "replications", "objectives", "alternatives", "plan", "sweep", "name", "baseline", "quantiles"].includes(
      key,
    )
  )
    return;
  throw new ScenarioError([
    problemAt(top, ["plan", "choose", path], "is the same for all that is tried; choose something else", true),
  ]);
}

function placesOf(index: number, choices: readonly Choice[]): readonly number[] {
  const places: number[] = [];
  let rest = index;
  for (const { values } of [...choices].reverse()) {
    places.unshift(rest % values.length);
    rest = Math.floor(rest / values.length);
  }
  return places;
}

/** `pools.a.vms=6, pools.b.vms=4`. */
export function configurationText(configuration: Candidate["configuration"]): string {
  return Object.entries(configuration)
    .map(([path, value]) => `${path}=${typeof value === "string" ? value : JSON.stringify(value)}`)
    .join(", ");
}
