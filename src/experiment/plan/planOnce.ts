import { SECOND } from "../../engine/time.ts";
import { isRandomWorld } from "../../model/randomness.ts";
import { candidatesOf, type LoadedScenario, planQuestion } from "../../scenario/load.ts";
import { compileWithRecipe } from "../../scenario/recipe.ts";
import { packageVersion } from "../../version.ts";
import type { CompiledAlternative } from "../cell.ts";
import { unlessAborted } from "../interruptedError.ts";
import { openSimulator } from "../openSimulator.ts";
import type { RunOptions } from "../run.ts";
import type { Simulator } from "../simulator.ts";
import { type Prepared, pilotsOf, settleWarmUp } from "../warmUp.ts";
import { warningsOf } from "../warnings.ts";
import { answerOf } from "./answer.ts";
import { carriedLoad } from "./carriedLoad.ts";
import { costsOf, type Yardstick } from "./cheapest.ts";
import { checkAnswer } from "./check.ts";
import { Judge } from "./judge.ts";
import { type CompiledCandidate, type Monotone, monotoneChoices } from "./monotone.ts";
import { PlanMeter } from "./planMeter.ts";
import type { PlanRun } from "./planResult.ts";
import { needsOf, quotasOf } from "./quotaNeeds.ts";
import { search } from "./search.ts";
import { Space } from "./space.ts";
import { rankByTheory } from "./theoryRank.ts";
import { Trials } from "./trials.ts";
import { serversByTheory } from "./warmStart.ts";

/** Replications at the first look, if the scenario does not ask for more. */
const FIRST_STAGE = 10;
/** Looks after the first one, each with twice as many replications: 640 in all. */
const DOUBLINGS = 6;
/** The answer is checked on so many fresh replications at least. */
const CHECK = 40;
/** Replications that show what a little more would cost. */
const SHOWN = 3;
/** Numbers of the replications that the answer is checked on: beyond all of the search. */
const FIRST_FRESH = 100_000;

export interface PlanOptions extends Pick<RunOptions, "workers" | "signal" | "command" | "onProgress"> {
  /** The alternative to plan, in place of the top of the file. */
  readonly alternative?: string;
  /** The share by which the load may grow, for what is to be asked for; 0.1 if not told. Null: headroom is not looked for. */
  readonly headroom?: number | null;
}

type Compiled = CompiledCandidate & CompiledAlternative & Prepared;

/**
 * One plan, without what a greater load would take: see `planScenario`.
 *
 * @throws as it.
 *
 * @param own the scenario's load, as a multiple of that which its headroom is told of.
 */
export async function planOnce(scenario: LoadedScenario, options: PlanOptions, own = 1): Promise<PlanRun> {
  const alternative = options.alternative ?? null;
  const question = planQuestion(scenario, alternative);
  const compiled = await unlessAborted(
    compileCandidates(scenario, candidatesOf(scenario, question.choices, alternative)),
    options.signal,
  );
  const random = compiled.some(({ spec }) => isRandomWorld(spec));
  const firstStage = random ? Math.max(FIRST_STAGE, scenario.replications) : 1;
  const most = random ? Math.max(firstStage, scenario.precision?.max ?? firstStage * 2 ** DOUBLINGS) : 1;
  const meter = new PlanMeter(
    compiled.map(({ name }) => name),
    options.onProgress,
  );
  const simulator = await openSimulator(
    compiled,
    {
      jobs: false,
      audit: false,
      engine: "auto",
      workers: options.workers ?? 1,
      onProgress: meter.show,
      ...(options.signal === undefined ? {} : { signal: options.signal }),
    },
    random ? most : 1,
  );
  const simulate: Simulator["simulate"] = (cells) => {
    meter.expect(cells.length);
    return simulator.simulate(cells);
  };
  try {
    const settled = await settleOne(compiled, simulate);
    const times = compiled.map(({ spec, autoWarmUp }) => (autoWarmUp ? { ...spec, warmUp: settled.warmUp } : spec));
    const specs = compiled.map(({ spec }, place) => ({ ...spec, warmUp: times[place]!.warmUp }));
    const monotone = monotoneChoices(question, scenario.objectives, compiled);
    const points = compiled.map(({ candidate }) => candidate.places);
    const sizes = question.choices.map(({ values }) => values.length);
    const space = new Space(sizes, points, monotone.helping);
    const trials = new Trials(simulate, times, 0, !random);
    // One box with one lowest corner leaves nothing to choose among.
    const alone = space.groups.length === 1 && space.boxSizes.length === 1 && monotone.costly;
    const error = 1 - question.confidence;
    const judge = new Judge(scenario.objectives, specs, trials, space, {
      random,
      firstStage,
      most,
      error: alone ? error : error / 2,
      decisions: decisionsFor(space, monotone, compiled.length),
    });
    const { yardstick, note } = await yardstickFor(question.metric, question.goal, trials, compiled.length);
    const found = await search({
      space,
      judge,
      trials,
      yardstick,
      costly: monotone.costly,
      error: error / 2,
      firstStage,
      most,
      guess: guessOf(compiled, question.choices, monotone, scenario),
      rank: random && monotone.helping.length === 0 ? rankByTheory(specs, scenario.objectives) : null,
    });
    const fresh = new Trials(simulate, times, FIRST_FRESH, true);
    const check = await checkAnswer(found.answer, {
      fresh,
      trials,
      objectives: scenario.objectives,
      specs,
      random,
      error,
      least: CHECK,
      most,
    });
    // The next larger ones show what a little more would cost.
    const above = found.answer === null ? [] : space.above(found.answer);
    await trials.reach(above, Math.min(firstStage, SHOWN));
    const spec = found.answer === null ? null : specs[found.answer]!;
    const { alternative: planned } = compiled[found.answer ?? 0]!.candidate;
    const confirmed = found.open.length === 0 && check.verdict === "met";
    const carried =
      spec === null || !confirmed || options.headroom === null
        ? null
        : await carriedLoad(planned, scenario, { simulator, simulate, time: spec, firstStage, error, own });
    const plan = answerOf({
      scenario,
      question,
      command: options.command ?? "plan",
      version: packageVersion(),
      traces: {
        compiled,
        judge,
        trials,
        space,
        yardstick,
        objectives: scenario.objectives,
        random,
        answer: found.answer,
      },
      found,
      check,
      above,
      note,
      monotone,
      warmUp: { seconds: times[found.answer ?? 0]!.warmUp / SECOND, found: settled.found },
      pilots: settled.pilots,
      fresh,
      carried,
      quota: { today: quotasOf(planned.resolved), needs: spec === null ? null : needsOf(spec), ask: null },
      warnings: [
        ...(check.seen.length === 0
          ? []
          : warningsFor(specs[found.answer!]!, compiled[found.answer!]!, check, settled.warning, scenario)),
      ],
    });
    return { plan, events: meter.events, seconds: simulator.milliseconds / 1000 };
  } finally {
    await simulator.close();
  }
}

/** Without the account's quotas: planning is how one knows what to ask for. */
async function compileCandidates(
  scenario: LoadedScenario,
  candidates: ReturnType<typeof candidatesOf>,
): Promise<readonly Compiled[]> {
  const compiled = [];
  for (const candidate of candidates) {
    const { account: _quotas, ...resolved } = candidate.alternative.resolved;
    const alternative = { ...candidate.alternative, resolved };
    const autoWarmUp = alternative.resolved.time.warmUp === "auto";
    compiled.push({
      candidate,
      name: alternative.name,
      autoWarmUp,
      ...(await compileWithRecipe(alternative, scenario)),
    });
  }
  return compiled;
}

/** A warm-up that is left to us is found for the largest candidate, whose queues are those of a system that keeps up. */
async function settleOne(compiled: readonly Compiled[], simulate: Simulator["simulate"]) {
  const last = compiled.length - 1;
  const only = compiled.map((each, place) => ({ ...each, autoWarmUp: each.autoWarmUp && place === last }));
  const { warmUp, found, warnings } = await settleWarmUp(only, simulate);
  return { warmUp, found, warning: warnings.get(compiled[last]!.name) ?? null, pilots: pilotsOf(only).length };
}

/** As many decisions as are to be expected, and as many again for what turns out otherwise. */
function decisionsFor(space: Space, { helping, costly }: Monotone, candidates: number): number {
  if (helping.length === 0) return candidates;
  if (!costly) return candidates + space.groups.length * helping.length;
  const lines = helping.length === 1 ? 1 : Math.max(...space.boxSizes);
  return 2 * space.groups.length * (helping.length + lines);
}

/** Costs, unless a candidate has none. */
async function yardstickFor(metric: string, goal: "minimise" | "maximise", trials: Trials, candidates: number) {
  const sign = goal === "minimise" ? 1 : -1;
  const asked: Yardstick = { metric, sign };
  const ends = [...new Set([0, candidates - 1])];
  await trials.reach(ends, 1);
  if (!metric.startsWith("cost.") || ends.every((candidate) => costsOf(trials, candidate, asked) !== null))
    return { yardstick: asked, note: null };
  const note = "no price is told for all of it, so billed compute-hours decide";
  return { yardstick: { metric: "computeHours.billed", sign: 1 } as Yardstick, note };
}

/** The place of the value at which theory would begin. */
function guessOf(
  compiled: readonly Compiled[],
  choices: ReturnType<typeof planQuestion>["choices"],
  { helping }: Monotone,
  { objectives }: LoadedScenario,
): number | null {
  const [axis] = helping;
  if (helping.length !== 1 || axis === undefined) return null;
  const { path } = choices[axis]!;
  const wanted = serversByTheory(
    compiled.at(-1)!.spec,
    /^pools\.([^.]+)\.vms$/.exec(path)?.[1] ?? "classic",
    objectives,
  );
  if (wanted === null) return null;
  const place = compiled.find(({ candidate }) => Number(candidate.configuration[path]) >= wanted)?.candidate.places[
    axis
  ];
  return place ?? null;
}

function warningsFor(
  spec: Compiled["spec"],
  { candidate }: Compiled,
  check: Awaited<ReturnType<typeof checkAnswer>>,
  warmUpWarning: string | null,
  { objectives }: LoadedScenario,
): readonly string[] {
  const { warnings } = candidate.alternative;
  const worlds = check.seen;
  return warningsOf({ spec, worlds, warnings, warmUpWarning, metrics: check.metrics }, objectives);
}
