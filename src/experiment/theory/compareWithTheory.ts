import { SECOND } from "../../engine/time.ts";
import type { WorldSpec } from "../../model/worldSpec.ts";
import { compileWorld } from "../../scenario/compile.ts";
import type { LoadedScenario } from "../../scenario/loadedScenario.ts";
import { packageVersion } from "../../version.ts";
import { InterruptedError, NO_ANSWER_YET } from "../interruptedError.ts";
import type { Estimate, Summary } from "../results.ts";
import { type RunOptions, runScenario } from "../run.ts";
import { cautions } from "./cautions.ts";
import type { Expectation, Recognition } from "./queueModel.ts";
import { recognise } from "./recognise.ts";
import { type Station, stationsOf } from "./station.ts";
import type { TheoryAlternative, TheoryFigure, TheoryReport, TheorySystem } from "./theoryReport.ts";

/** Replications where the file asks for one, which has no interval. */
const REPLICATIONS = 10;

/** Figures that do not vary are equal within the rounding of their sums. */
const ROUNDING = 1e-9;

interface Recognised {
  readonly name: string;
  readonly spec: WorldSpec;
  readonly systems: readonly { readonly station: Station; readonly recognition: Recognition }[];
}

/**
 * Simulates the alternatives of a scenario that are, or are close to, a system with an exact answer, and puts theory beside
 * each figure. Of the others it says which assumptions fail; they are not simulated.
 *
 * @throws ScenarioError, TraceError where the scenario or a trace is wrong.
 */
export async function compareWithTheory(scenario: LoadedScenario, options: RunOptions = {}): Promise<TheoryReport> {
  const recognised: Recognised[] = [];
  for (const alternative of scenario.alternatives) {
    const spec = await compileWorld(alternative, scenario);
    const systems = stationsOf(spec).map((station) => ({ station, recognition: recognise(spec, station) }));
    recognised.push({ name: alternative.name, spec, systems });
  }
  const replications = scenario.replications < 2 ? REPLICATIONS : scenario.replications;
  const wanted = new Set(recognised.filter(isTold).map(({ name }) => name));
  const alternatives = scenario.alternatives.filter(({ name }) => wanted.has(name));
  const simulated = wanted.size === 0 ? null : await runScenario({ ...scenario, replications, alternatives }, options);
  if (simulated?.summary.interrupted === true) throw new InterruptedError(NO_ANSWER_YET);
  return {
    schemaVersion: 1,
    tool: { name: "poolsim", version: packageVersion() },
    command: options.command ?? "theory",
    scenario: {
      name: scenario.name,
      hash: scenario.hash,
      seed: scenario.seed,
      currency: scenario.currency,
      replications,
      replicationsAsked: scenario.replications,
    },
    alternatives: Object.fromEntries(
      recognised.map((each) => [each.name, alternativeOf(each, replications, simulated?.summary.alternatives)]),
    ),
  };
}

function isTold({ systems }: Recognised): boolean {
  return systems.some(({ recognition }) => recognition.model !== null);
}

function alternativeOf(
  { name, spec, systems }: Recognised,
  replications: number,
  simulated: Summary["alternatives"] | undefined,
): TheoryAlternative {
  const metrics = simulated?.[name]?.metrics ?? {};
  return {
    horizonSeconds: spec.horizon / SECOND,
    warmUpSeconds: spec.warmUp / SECOND,
    systems: systems.map(({ station, recognition }): TheorySystem => {
      const { system } = station;
      if (recognition.model === null) {
        const { name: recognisedAs, departures } = recognition;
        return { system, recognisedAs, kind: "none", source: null, notes: [], figures: [], departures, cautions: [] };
      }
      const { name: recognisedAs, kind, source, notes, expectations } = recognition.model;
      const figures = expectations.flatMap((expectation) => {
        const estimate = metrics[expectation.metric];
        return estimate === undefined || estimate.mean === null ? [] : [figureOf(expectation, estimate)];
      });
      const careful = cautions(spec, station, recognition.model, replications);
      return { system, recognisedAs, kind, source, notes, figures, departures: [], cautions: careful };
    }),
  };
}

function figureOf({ metric, unit, theory }: Expectation, simulated: Estimate): TheoryFigure {
  const { halfWidth } = simulated;
  const off = simulated.mean! - theory;
  const rounding = ROUNDING * Math.abs(theory);
  return {
    metric,
    unit,
    theory,
    simulated,
    inside: halfWidth === null ? null : Math.abs(off) <= halfWidth + rounding,
    halfWidthsOff: halfWidth === null || halfWidth <= rounding ? null : off / halfWidth,
  };
}
