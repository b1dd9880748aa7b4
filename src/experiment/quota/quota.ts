import { DAY } from "../../engine/time.ts";
import { candidatesOf, type LoadedAlternative, type LoadedScenario } from "../../scenario/load.ts";
import {
  asToday,
  atOtherHours,
  onDemand,
  type PoolRoom,
  type QuotaChange,
  resized,
  toClassic,
  withSecondPool,
} from "../../scenario/quotaChanges.ts";
import { packageVersion } from "../../version.ts";
import { openSimulator } from "../openSimulator.ts";
import { type PlanOptions, planScenario } from "../plan/plan.ts";
import { PlanMeter } from "../plan/planMeter.ts";
import type { PlanResult } from "../plan/planResult.ts";
import { isWithin, type QuotaFigures } from "../plan/quotaNeeds.ts";
import type { Simulator } from "../simulator.ts";
import { type ChangeSetting, tryChange } from "./changeTrials.ts";
import { peakDayOf } from "./peakDay.ts";
import { increaseOf, onlyPool, roomOf, todayOf } from "./poolRoom.ts";
import type { QuotaResult, QuotaRun, QuotaTrial } from "./quotaResult.ts";

/** Replications of the first look at a change, if the scenario does not ask for more. */
const FIRST_STAGE = 10;

type Tried = Extract<QuotaChange, { alternative: unknown }>;

/**
 * Whether an account's quotas must be raised, and to what: what becomes of the jobs as it is, and with changes that need no more than
 * today's quotas (another size, a second pool, other hours, VMs on demand), each simulated on the same jobs; else what the plan takes,
 * and with headroom. The result is a pure function of the scenario and the options that change figures.
 *
 * @throws as `planScenario`.
 */
export async function quotaScenario(scenario: LoadedScenario, options: PlanOptions = {}): Promise<QuotaRun> {
  const planned = await planScenario(scenario, { ...options, command: options.command ?? "quota" });
  const { plan } = planned;
  const base = candidatesOf(scenario, [], options.alternative ?? null)[0]!.alternative;
  const names: string[] = [];
  const meter = new PlanMeter(names, options.onProgress);
  const simulator = await openSimulator(
    [],
    {
      jobs: false,
      audit: false,
      engine: "auto",
      workers: options.workers ?? 1,
      onProgress: meter.show,
      ...(options.signal === undefined ? {} : { signal: options.signal }),
    },
    FIRST_STAGE,
  );
  const told: Pick<Simulator, "add" | "simulate"> = {
    add: (alternatives) => {
      names.push(...alternatives.map(({ name }) => name));
      return simulator.add(alternatives);
    },
    simulate: (cells) => {
      meter.expect(cells.length);
      return simulator.simulate(cells);
    },
  };
  try {
    const quota = await quotaOf(base, plan, {
      simulator: told,
      scenario,
      firstStage: Math.max(FIRST_STAGE, scenario.replications),
      error: 1 - plan.confidence,
    });
    const seconds = planned.seconds + simulator.milliseconds / 1000;
    return { quota, events: planned.events + meter.events, seconds };
  } finally {
    await simulator.close();
  }
}

async function quotaOf(base: LoadedAlternative, plan: PlanResult, setting: ChangeSetting): Promise<QuotaResult> {
  const pool = onlyPool(base);
  const quotas = todayOf(base, pool);
  const { isTold, today } = quotas;
  const asItIs = asToday(base);
  if (!("alternative" in asItIs)) throw new Error(`as it is: ${asItIs.skipped}`);
  const now = await tryChange([asItIs], setting);
  const enough = now.trial.outcome === "met";
  const changes =
    enough || pool === null ? [] : changesOf(asItIs.alternative, roomOf(asItIs.alternative, pool, quotas, plan));
  const trials: QuotaTrial[] = [];
  for (const group of changes) {
    const variants = group.filter((change): change is Tried => "alternative" in change);
    if (variants.length > 0) trials.push((await tryChange(variants, setting)).trial);
  }
  const notTried = changes.flatMap((group) => {
    const [first] = group.filter((change) => "skipped" in change);
    return first === undefined ? [] : [{ kind: first.kind, change: first.text, reason: first.skipped }];
  });
  const [classic] = toClassic(asItIs.alternative);
  const shared = classic !== undefined && "alternative" in classic ? await tryChange([classic], setting) : null;
  const all = [now.trial, ...trials, ...(shared === null ? [] : [shared.trial])];
  const { search, check, pilots, headroom } = plan.replications;
  const roomier = plan.quota.ask?.replications ?? 0;
  const replications =
    search + check + pilots + headroom + roomier + all.reduce((sum, each) => sum + each.replications, 0);
  return {
    schemaVersion: 1,
    tool: { name: "poolsim", version: packageVersion() },
    command: plan.command,
    scenario: plan.scenario,
    status: statusOf(enough, trials, plan, today),
    quotas: { isTold, today, increaseTakes: increaseOf(base) },
    pool,
    today: now.trial,
    changes: trials,
    notTried,
    classic: shared?.trial ?? null,
    plan,
    peakDay: pool === null ? null : peakDayOf(now.spec, now.seen, pool),
    replications,
    daysSimulated: (replications * (now.spec.warmUp + now.spec.horizon)) / DAY,
  };
}

/** What may do within today's quotas; each list holds variants of one change. */
function changesOf(base: LoadedAlternative, room: PoolRoom): readonly (readonly QuotaChange[])[] {
  return [resized(base, room), withSecondPool(base, room), atOtherHours(base), onDemand(base, room)];
}

function statusOf(
  enough: boolean,
  trials: readonly QuotaTrial[],
  { status, quota: { needs } }: PlanResult,
  today: QuotaFigures,
): QuotaResult["status"] {
  if (enough) return "enough";
  const fits = status === "feasible" && needs !== null && isWithin(needs, today);
  if (fits || trials.some(({ outcome }) => outcome === "met")) return "within quota";
  return status === "feasible" ? "raise" : status;
}
