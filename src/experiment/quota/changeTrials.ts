import { isRandomWorld } from "../../model/randomness.ts";
import type { LoadedScenario } from "../../scenario/load.ts";
import type { QuotaChange } from "../../scenario/quotaChanges.ts";
import { compileWithRecipe } from "../../scenario/recipe.ts";
import { estimate } from "../estimate.ts";
import { judgeByLooks } from "../plan/looks.ts";
import { overloadOf } from "../plan/overload.ts";
import { type Seen, Trials } from "../plan/trials.ts";
import { looksMet } from "../plan/verdict.ts";
import type { Estimate } from "../results.ts";
import type { Simulator } from "../simulator.ts";
import { settleWarmUp } from "../warmUp.ts";
import type { QuotaTrial } from "./quotaResult.ts";

type Tried = Extract<QuotaChange, { alternative: unknown }>;

/** What was seen of a change. */
export interface ChangeTrial {
  readonly trial: QuotaTrial;
  readonly spec: Awaited<ReturnType<typeof compileWithRecipe>>["spec"];
  readonly seen: readonly Seen[];
}

export interface ChangeSetting {
  readonly simulator: Pick<Simulator, "add" | "simulate">;
  readonly scenario: LoadedScenario;
  readonly firstStage: number;
  /** Chance of a wrong verdict on each. */
  readonly error: number;
}

/** Replications that tell which of several variants of a change is the one to look at. */
const PROBE = 3;
/** Beside the metrics of the objectives. */
const TOLD = [
  "cost.total",
  "computeHours.billed",
  "computeHours.busy",
  "utilisation",
  "atLimit",
  "wait.mean",
  "wait.p95",
  "latency.p95",
  "rounds.late",
  "deadlines.missed",
  "jobs.submitted",
  "vms.peak",
];

/**
 * Simulates the variants of one change: all a little, and the best of them until its objectives are decided. All changes see the same
 * jobs.
 *
 * Rejects as the simulator.
 */
export async function tryChange(variants: readonly Tried[], setting: ChangeSetting): Promise<ChangeTrial> {
  const { simulator, scenario, firstStage, error } = setting;
  const { objectives } = scenario;
  const compiled = [];
  for (const { alternative } of variants) {
    const autoWarmUp = alternative.resolved.time.warmUp === "auto";
    compiled.push({ name: alternative.name, autoWarmUp, ...(await compileWithRecipe(alternative, scenario)) });
  }
  const first = simulator.add(compiled);
  const simulate: Simulator["simulate"] = (cells) =>
    simulator.simulate(cells.map((cell) => ({ ...cell, alternative: first + cell.alternative })));
  const { warmUp } = await settleWarmUp(compiled, simulate);
  const specs = compiled.map(({ spec, autoWarmUp }) => (autoWarmUp ? { ...spec, warmUp } : spec));
  const trials = new Trials(simulate, specs, 0, variants[0]!.kind === "as it is");
  const places = specs.map((_, place) => place);
  if (places.length > 1) await trials.reach(places, specs.some(isRandomWorld) ? PROBE : 1);
  const [best = 0] = [...places].sort((a, b) => {
    const [one, other] = [a, b].map((place) => rankOf(trials.of(place), objectives));
    return one! - other! || a - b;
  });
  const spec = specs[best]!;
  const random = isRandomWorld(spec);
  const { verdict, objectives: results } = await judgeByLooks(trials, best, {
    objectives,
    spec,
    random,
    firstStage,
    error,
  });
  const { kind, text } = variants[best]!;
  const of = variants.length > 1 ? `, the best of ${variants.length} tried` : "";
  const seen = trials.of(best);
  return {
    trial: {
      kind,
      change: text + of,
      // Whatever a run of some days shows: a queue without an end has no figures that hold.
      outcome: overloadOf(spec) === null ? verdict : "missed",
      objectives: results,
      replications: trials.total,
      metrics: toldOf(
        seen,
        objectives.map(({ metric }) => metric),
      ),
    },
    spec,
    seen,
  };
}

/** 0 for what looks as if it met the objectives, else by how much of its bound the worst is off; what cannot be told comes last. */
function rankOf(seen: readonly Seen[], objectives: LoadedScenario["objectives"]): number {
  if (seen.length === 0 || looksMet(objectives, seen)) return 0;
  const off = objectives.map(({ metric, unit, bound, relation }) => {
    const { mean } = estimate(
      seen.map(({ metrics }) => metrics[metric]?.value ?? null),
      unit,
    );
    if (mean === null) return Number.POSITIVE_INFINITY;
    return (relation.startsWith("<") ? mean - bound : bound - mean) / Math.max(Math.abs(bound), Number.MIN_VALUE);
  });
  const worst = Math.max(...off);
  return Number.isNaN(worst) ? Number.MAX_VALUE : Math.min(Number.MAX_VALUE, Math.max(Number.MIN_VALUE, worst));
}

function toldOf(seen: readonly Seen[], more: readonly string[]): Record<string, Estimate> {
  const [world] = seen;
  return Object.fromEntries(
    [...new Set([...more, ...TOLD])].flatMap((metric) => {
      const unit = world?.metrics[metric]?.unit;
      if (unit === undefined) return [];
      const values = seen.map(({ metrics }) => metrics[metric]?.value ?? null);
      return [[metric, estimate(values, unit)]];
    }),
  );
}
