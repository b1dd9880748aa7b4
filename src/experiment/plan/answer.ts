import { SECOND } from "../../engine/time.ts";
import type { LoadedScenario, PlanQuestion } from "../../scenario/load.ts";
import type { Objective } from "../../scenario/objective.ts";
import { configurationText } from "../../scenario/planQuestion.ts";
import { compare } from "../compare.ts";
import { countText, listText } from "../countText.ts";
import { estimate } from "../estimate.ts";
import { evidenceFor, judge as judgeObjective } from "../objectives.ts";
import type { ObjectiveResult, WarmUpFound } from "../results.ts";
import type { CarriedLoad } from "./carriedLoad.ts";
import { INDIFFERENCE } from "./cheapest.ts";
import type { Check } from "./check.ts";
import type { Monotone } from "./monotone.ts";
import type { DeadlineChance, PlanResult, RunnerUp } from "./planResult.ts";
import type { Found } from "./search.ts";
import type { Trials } from "./trials.ts";
import { objectivesOf, type Traces, triedOf } from "./tried.ts";

const MOST_RUNNERS_UP = 3;

/** Everything that an answer is put together from. */
export interface AnswerParts {
  readonly scenario: LoadedScenario;
  readonly question: PlanQuestion;
  readonly command: string;
  readonly version: string;
  readonly traces: Traces;
  readonly found: Found;
  readonly check: Check;
  /** One step above the answer. */
  readonly above: readonly number[];
  readonly note: string | null;
  readonly monotone: Monotone;
  readonly warmUp: { readonly seconds: number; readonly found: WarmUpFound | null };
  readonly pilots: number;
  readonly fresh: Trials;
  /** Null where it was not looked for. */
  readonly carried: CarriedLoad | null;
  readonly quota: PlanResult["quota"];
  readonly warnings: readonly string[];
}

/** The contents of `plan.json`. */
export function answerOf(parts: AnswerParts): PlanResult {
  const { scenario, question, traces, found, check, warmUp, fresh, pilots } = parts;
  const { compiled, trials, yardstick, answer } = traces;
  const status = statusOf(found, check);
  const each = answer === null ? 0 : trials.of(answer).length + fresh.of(answer).length;
  return {
    schemaVersion: 1,
    tool: { name: "poolsim", version: parts.version },
    command: parts.command,
    scenario: {
      name: scenario.name,
      hash: scenario.hash,
      seed: scenario.seed,
      currency: scenario.currency,
      horizonSeconds: compiled[answer ?? 0]!.spec.horizon / SECOND,
      warmUpSeconds: warmUp.seconds,
      ...(warmUp.found === null ? {} : { warmUpFound: warmUp.found }),
    },
    status,
    configuration: answer === null ? null : compiled[answer]!.candidate.configuration,
    goal: { goal: question.goal, metric: yardstick.metric, note: parts.note },
    confidence: question.confidence,
    metrics: check.metrics,
    objectives: check.objectives,
    deadlines: answer === null ? [] : deadlinesOf(parts, answer),
    headroom: headroomOf(parts.carried),
    quota: parts.quota,
    guarantee: guaranteeOf(status, parts),
    advice: adviceOf(status, parts),
    runnersUp: runnersUpOf(parts),
    tried: triedOf(traces),
    replications: {
      search: trials.total,
      check: fresh.total,
      pilots,
      headroom: parts.carried?.replications ?? 0,
      grid: each * compiled.length,
    },
    warnings: parts.warnings,
  };
}

function headroomOf(carried: CarriedLoad | null): PlanResult["headroom"] {
  if (carried === null) return null;
  const { headroom, note } = carried;
  return { meets: headroom?.meets ?? null, misses: headroom?.misses ?? null, note };
}

function statusOf({ answer, open }: Found, { verdict }: Check): PlanResult["status"] {
  if (answer === null) return open.length > 0 ? "undecided" : "infeasible";
  return open.length === 0 && verdict === "met" ? "feasible" : "undecided";
}

function guaranteeOf(status: PlanResult["status"], { question, traces, check, monotone }: AnswerParts): string {
  const { compiled, random } = traces;
  const tried = compiled.length === 1 ? "the only one tried" : `the ${countText(compiled.length)} tried`;
  const sure = `at ${+(100 * question.confidence).toFixed(3)}% confidence`;
  const ruled = monotone.helping.length > 0 ? ", some of them ruled out without a simulation" : "";
  if (status === "infeasible")
    return `none of ${tried} meets every objective, ${random ? sure : "and nothing here is random"}${ruled}`;
  if (status === "undecided") return `not shown ${sure}`;
  if (!random) return `best of ${tried}${ruled}; nothing here is random, so one replication says all`;
  const again = `checked again on ${countText(check.seen.length)} fresh replications`;
  return `best of ${tried}, within ${INDIFFERENCE * 100}% of cost, ${sure}; ${again}`;
}

function adviceOf(status: PlanResult["status"], { traces, found, check }: AnswerParts): string | null {
  const { compiled, judge, answer } = traces;
  const nameOf = (candidate: number): string => configurationText(compiled[candidate]!.candidate.configuration);
  if (status === "feasible") return null;
  if (status === "infeasible") {
    const nearest = nearestOf(traces);
    if (nearest === null) return "All are offered more work than they can do: choose among more VMs or workers.";
    const missed = objectivesOf(traces, nearest).filter(({ outcome }) => outcome === "missed");
    // What has no steady state is ruled out by that, whatever a short run shows of the objectives.
    const which = missed.map(({ objective }) => objective);
    const why = which.length > 0 ? `misses ${listText(which)}` : "is offered more work than it can do";
    return `${nameOf(nearest)} comes nearest, and ${why}. Choose among more, or ask for less.`;
  }
  const [open] = found.open;
  if (open !== undefined) {
    const { objectives = [], moreReplications = null } = judge.decided.get(open) ?? {};
    const undecided = objectives.filter(({ outcome }) => outcome === "undecided");
    const close = undecided.map(({ objective }) => objective);
    const unseen = undecided.filter(({ value }) => value === null).map(({ objective }) => objective);
    const more = moreReplications === null ? null : traces.trials.of(open).length + moreReplications;
    const cheaper = answer === null ? "may meet the objectives" : "may do, and is cheaper";
    if (unseen.length > 0)
      return `${nameOf(open)} ${cheaper}: no job gives a figure for ${listText(unseen)}. A longer time.horizon may.`;
    const why = close.length === 0 ? "it was not decided" : `it is too close to ${listText(close)} to tell`;
    const remedy = more === null ? "" : `; about ${countText(more)} replications would (replications: {max: ${more}})`;
    return `${nameOf(open)} ${cheaper}: ${why}${remedy}.`;
  }
  const away = check.objectives.filter(({ outcome }) => outcome !== "met").map(({ objective }) => objective);
  return `Fresh replications do not confirm ${listText(away)}: it is too close to call. A longer time.horizon, or another --seed, tells more.`;
}

/** Of those simulated, the one whose worst objective is off by the smallest part of its bound. */
function nearestOf(traces: Traces): number | null {
  const { judge, objectives } = traces;
  const off = (candidate: number): number =>
    Math.max(...objectivesOf(traces, candidate).map((result, place) => shortfall(result, objectives[place]!)));
  const missed = [...judge.decided.keys()].filter((candidate) => objectivesOf(traces, candidate).length > 0);
  return missed.length === 0
    ? null
    : missed.reduce((best, candidate) => (off(candidate) < off(best) ? candidate : best));
}

function shortfall({ value, bound }: ObjectiveResult, { relation }: Objective): number {
  if (value === null) return Number.POSITIVE_INFINITY;
  const wrong = relation.startsWith("<") ? value - bound : bound - value;
  return Math.max(0, wrong) / Math.max(Math.abs(bound), Number.MIN_VALUE);
}

function deadlinesOf({ traces, check }: AnswerParts, answer: number): readonly DeadlineChance[] {
  const { spec } = traces.compiled[answer]!;
  return spec.workloads
    .filter(({ background, job }) => !background && job.deadline !== null)
    .flatMap(({ name }) =>
      ["deadlines.missed", "rounds.late"].map((figure) => ({ name, metric: `byWorkload.${name}.${figure}` })),
    )
    .flatMap(({ name, metric }): DeadlineChance[] => {
      const found = check.metrics[metric];
      if (found === undefined || found.mean === null) return [];
      const anything: Objective = { text: metric, metric, relation: "<=", bound: 1, unit: "share" };
      const evidence = evidenceFor(metric, traces.random, spec, check.seen);
      // The jobs of a round share its fate: rounds are what can be counted.
      const { low, high } = judgeObjective(anything, found, { ...evidence, counted: evidence.units.count });
      return [{ workload: name, metric, chance: found.mean, low, high }];
    });
}

function runnersUpOf({ traces, found, above }: AnswerParts): readonly RunnerUp[] {
  const { compiled, trials, yardstick, answer, judge } = traces;
  if (answer === null) return [];
  const { metric } = yardstick;
  const unit = trials.of(answer)[0]?.metrics[metric]?.unit ?? "1";
  return [...new Set([...found.dearer, ...above])]
    .map((candidate): RunnerUp => {
      const values = trials.values(candidate, metric);
      return {
        configuration: compiled[candidate]!.candidate.configuration,
        meets: above.includes(candidate) || judge.decided.get(candidate)?.verdict === "met",
        cost: estimate(values, unit),
        difference: compare(metric, values, trials.values(answer, metric).slice(0, values.length)),
        objectives: objectivesOf(traces, candidate),
      };
    })
    .filter(({ cost, objectives }) => cost.mean !== null && objectives.every(({ outcome }) => outcome !== "missed"))
    .sort((a, b) => yardstick.sign * (a.cost.mean! - b.cost.mean!))
    .slice(0, MOST_RUNNERS_UP);
}
