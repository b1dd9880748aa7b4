import { DAY } from "../engine/time.ts";
import type { WorkloadSpec } from "../model/workload/workloadSpec.ts";
import type { WorldSpec } from "../model/worldSpec.ts";
import { CALENDAR_DATE } from "./calendar.ts";
import { compileAccount } from "./compileAccount.ts";
import { compileClassic } from "./compileClassic.ts";
import { type CompileContext, refuse } from "./compileContext.ts";
import { compilePlans } from "./compilePlans.ts";
import { compilePool } from "./compilePool.ts";
import { compileStorage } from "./compileStorage.ts";
import { compileBackground, compileWorkload } from "./compileWorkload.ts";
import type { LoadedAlternative, LoadedScenario } from "./loadedScenario.ts";
import { percentOf } from "./objective.ts";
import { precisionOf } from "./precision.ts";
import { LONG_DURATION } from "./quantities.ts";
import { CLASSIC, names, routeTargetsOf } from "./references.ts";
import type { ResolvedScenario } from "./resolved.ts";
import type { ClassicValues } from "./scenarioSchema.ts";
import { UNTOLD_CLASSIC } from "./untold.ts";

const WEEK = 7 * DAY;

/**
 * An alternative as the model simulates it: no units, no files, no names to look up. Reads its traces and empirical values; the
 * alternatives of one scenario share what they read.
 *
 * Rejects with a `ScenarioError` for what only now shows to be wrong, with a `TraceError` for a
 * trace that cannot be read.
 */
export async function compileWorld(
  { resolved, tree, files }: LoadedAlternative,
  { objectives }: Pick<LoadedScenario, "objectives">,
): Promise<WorldSpec> {
  const { time } = resolved;
  const start = CALENDAR_DATE.read(time.start);
  // One that is left to us is found when the alternative is run; it is no longer than the horizon, or a week.
  const auto = time.warmUp === "auto";
  const warmUp = auto ? 0 : ticks(time.warmUp);
  const horizon = ticks(time.horizon);
  const end = horizon + (auto ? Math.max(horizon, WEEK) : warmUp);
  const context: CompileContext = { tree, files, formulas: new Map(), startEpochMs: start.ok ? start.value : 0, end };
  if (end > Number.MAX_SAFE_INTEGER)
    refuse(
      context,
      ["time", "horizon"],
      "and the warm-up together are longer than the simulated clock can hold (285 years)",
    );
  const classic = classicOf(resolved, context);
  const pools = [];
  for (const name of names(tree, ["pools"]))
    pools.push(await compilePool(context, name, resolved.pools![name]!, resolved.vmSizes));
  const workloads = await compileWorkloads(context, resolved);
  return {
    seed: resolved.seed,
    startEpochMs: context.startEpochMs,
    warmUp,
    horizon,
    drain: time.drain,
    exactQuantiles: resolved.quantiles === "exact",
    percents: percentsOf([...objectives.map(({ metric }) => metric), precisionOf(resolved)?.metric ?? ""]),
    workloads,
    classic: classic === null ? null : await compileClassic(context, classic),
    pools,
    billingPlans: compilePlans(resolved, warmUp),
    account: await compileAccount(context, resolved.account),
    stores: compileStorage(resolved, workloads, pools),
  };
}

/**
 * Everything that `loadScenario` leaves for later: whether each alternative can be compiled, and its files be read.
 * Resolves to the traps that their formulas step into. Rejects as `compileWorld`.
 */
export async function validateScenario(scenario: LoadedScenario): Promise<readonly string[]> {
  const { alternatives } = scenario;
  const traps: string[] = [];
  for (const alternative of alternatives) {
    const spec = await compileWorld(alternative, scenario);
    if (spec.pools.every(({ scaling }) => scaling.kind !== "autoscale")) continue;
    const { formulaTraps } = await import("./formulaTraps.ts");
    traps.push(...formulaTraps(spec).map((trap) => `${alternative.name}: ${trap}`));
  }
  return traps;
}

async function compileWorkloads(context: CompileContext, resolved: ResolvedScenario): Promise<readonly WorkloadSpec[]> {
  const { tree } = context;
  const specs: WorkloadSpec[] = [];
  for (const name of names(tree, ["workloads"]))
    specs.push(await compileWorkload(context, name, resolved.workloads[name]!));
  for (const name of names(tree, ["classic", "background"])) {
    const background = await compileBackground(context, name, resolved.classic!.background![name]!);
    const taken = background.find((spec) => specs.some((other) => other.name === spec.name));
    if (taken !== undefined)
      refuse(
        context,
        ["classic", "background", name],
        `makes a workload named "${taken.name}", which is there already; rename one of them`,
      );
    specs.push(...background);
  }
  return specs;
}

/** The shared service where it is told or jobs go to it; one that is not told holds nobody up. */
function classicOf(resolved: ResolvedScenario, { tree }: CompileContext): ClassicValues | null {
  if (resolved.classic !== undefined) return resolved.classic;
  const used = names(tree, ["workloads"]).some((name) => {
    const targets = routeTargetsOf(tree, name);
    const route = resolved.workloads[name]!.route;
    const falls = typeof route === "object" && route.byTenant !== undefined && route.otherwise === undefined;
    return targets.length === 0 || falls || targets.some(({ target }) => target === CLASSIC);
  });
  const isRefuge = Object.values(resolved.pools ?? {}).some(({ whenDeleted }) => whenDeleted === "classic");
  return used || isRefuge ? UNTOLD_CLASSIC : null;
}

function percentsOf(metrics: readonly string[]): number[] {
  return [...new Set(metrics.map(percentOf).filter((percent) => percent !== null))];
}

function ticks(text: string): number {
  const reading = LONG_DURATION.read(text);
  return reading.ok ? reading.value : 0;
}
