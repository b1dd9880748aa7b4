import type { LoadedScenario } from "../../scenario/load.ts";
import { scaledScenario } from "../../scenario/scaledLoad.ts";
import { type PlanOptions, planOnce } from "./planOnce.ts";
import type { PlanResult, PlanRun } from "./planResult.ts";

export type { PlanOptions } from "./planOnce.ts";

/** A tenth more load. */
const HEADROOM = 0.1;

/**
 * Finds the cheapest configuration over `plan.choose` that meets every objective, and says how sure that is. Where more only helps
 * (a fixed FIFO pool's VMs) by bisection, on the same jobs, from where theory would begin; else all are screened. Of those found
 * feasible Kim and Nelson's procedure picks the cheapest. The answer is then checked on replications that had no part in it, and
 * its headroom is looked for: the load that it carries, and what a load that is greater by `headroom` takes. The result is a pure
 * function of the scenario and the options that change figures.
 *
 * @throws ScenarioError, TraceError where the scenario or a trace is wrong; InterruptedError when told to end before.
 */
export async function planScenario(scenario: LoadedScenario, options: PlanOptions = {}): Promise<PlanRun> {
  const { headroom = HEADROOM } = options;
  const run = await planOnce(scenario, options);
  const { status, configuration, headroom: carried } = run.plan;
  if (headroom === null || status !== "feasible" || carried === null || carried.meets === null) return run;
  const ask = { headroom, configuration, needs: run.plan.quota.needs, carries: carried.meets, replications: 0 };
  if (carried.meets >= 1 + headroom) return withAsk(run, ask);
  const roomier = await planOnce(scaledScenario(scenario, 1 + headroom), options, 1 + headroom);
  const { plan } = roomier;
  const { search, check, pilots, headroom: more } = plan.replications;
  const found = plan.status === "feasible" && plan.configuration !== null;
  return {
    plan: withAsk(run, {
      headroom,
      configuration: found ? plan.configuration : null,
      needs: found ? plan.quota.needs : null,
      carries: found ? (plan.headroom?.meets ?? null) : null,
      replications: search + check + pilots + more,
    }).plan,
    events: run.events + roomier.events,
    seconds: run.seconds + roomier.seconds,
  };
}

function withAsk({ plan, events, seconds }: PlanRun, ask: PlanResult["quota"]["ask"]): PlanRun {
  return { plan: { ...plan, quota: { ...plan.quota, ask } }, events, seconds };
}
