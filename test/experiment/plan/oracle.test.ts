import { expect, it } from "vitest";
import { planScenario } from "../../../src/experiment/plan/plan.ts";
import type { PlanResult } from "../../../src/experiment/plan/planResult.ts";
import { load } from "../../scenario/scratchFiles.ts";
import { withOracles } from "../../shared/oracleFolder.ts";
import { isDedicated, isFixed, type PlanOracle } from "./planOracle.ts";

/**
 * Seeds of each case. The confidence is 95%, so of 20 seeds more than 4 are wrong with chance 0.3% at the most; for a run of
 * every day the first must do: POOLSIM_PLAN_SEEDS=20 for all.
 */
const SEEDS = Number(process.env.POOLSIM_PLAN_SEEDS ?? 1);

interface Case {
  readonly name: string;
  readonly text: string;
  readonly best: Readonly<Record<string, number>>;
  /** The optimum sits within half a percent of its objective, so that nobody need tell. */
  readonly mayBeUndecided: boolean;
}

const HEAD = "time: {warmUp: 1 h, horizon: 12 h}\n";
/** Long enough, in service times, for the 95th percentile of a replication to be about that of the steady state. */
const lasting = (minutes: number): string => `time: {warmUp: ${2 * minutes} h, horizon: ${minutes} d}\n`;
const stream = (name: string, perMinute: number, minutes: number, pool: string): string =>
  `${name}: {arrivals: {poisson: {rate: ${perMinute}/min}}, job: {service: {exponential: {mean: ${minutes} min}}}, route: ${pool}}`;
const bounds = (to: number): string => `{from: 1, to: ${to}}`;
/**
 * For one of two choices: six sizes more than the best, and less, as far as there are. The search walks the edge of what is feasible, so
 * each size that is far too large costs replications and proves what its neighbour proves; a wrong one would be within these.
 */
const around = (best: number): string => `{from: ${Math.max(1, best - 6)}, to: ${best + 6}}`;

function casesOf(oracles: readonly PlanOracle[]): readonly Case[] {
  const fixed = oracles.filter(isFixed).map(({ lam, ES, slo, best_c, P_at_best }): Case => {
    const [, wait = "", share = ""] = /^P\(W>([\d.]+)\)<=([\d.]+)$/.exec(slo) ?? [];
    const objective = `wait.p${100 - 100 * Number(share)} <= ${60 * Number(wait)} s`;
    return {
      name: `${slo} at ${lam}/min of ${ES} min`,
      text: `${lasting(ES)}workloads: {${stream("a", lam, ES, "p")}}
pools: {p: {vms: 1}}
objectives: ["${objective}"]
plan: {choose: {pools.p.vms: ${bounds(3 * best_c)}}}
`,
      best: { "pools.p.vms": best_c },
      mayBeUndecided: Math.abs(P_at_best - Number(share)) <= 0.005,
    };
  });
  const pooled = oracles.filter(isDedicated).flatMap(({ lam, slo, shared_c, dedicated }): Case[] => {
    const seconds = 60 * Number(/^W_p95<=([\d.]+)$/.exec(slo)?.[1]);
    const [one = 0, other = 0] = lam;
    const [first = 0, second = 0] = dedicated;
    return [
      {
        name: `${slo} with one pool for ${lam.join(" and ")}/min`,
        text: `${HEAD}workloads: {${stream("a", one, 1, "p")}, ${stream("b", other, 1, "p")}}
pools: {p: {vms: 1, vmSize: {price: 1 USD/h}}}
objectives: ["wait.p95 <= ${seconds} s"]
plan: {minimise: cost.total, choose: {pools.p.vms: ${bounds(2 * shared_c)}}}
`,
        best: { "pools.p.vms": shared_c },
        mayBeUndecided: false,
      },
      {
        name: `${slo} with a pool each for ${lam.join(" and ")}/min`,
        text: `${HEAD}workloads: {${stream("a", one, 1, "pa")}, ${stream("b", other, 1, "pb")}}
pools: {pa: {vms: 1, vmSize: {price: 1 USD/h}}, pb: {vms: 1, vmSize: {price: 1 USD/h}}}
objectives: ["byWorkload.a.wait.p95 <= ${seconds} s", "byWorkload.b.wait.p95 <= ${seconds} s"]
plan: {minimise: cost.total, choose: {pools.pa.vms: ${around(first)}, pools.pb.vms: ${around(second)}}}
`,
        best: { "pools.pa.vms": first, "pools.pb.vms": second },
        mayBeUndecided: false,
      },
    ];
  });
  return [...fixed, ...pooled];
}

function isRight({ status, configuration }: PlanResult, { best, mayBeUndecided }: Case): boolean {
  if (status === "undecided") return mayBeUndecided;
  return status === "feasible" && JSON.stringify(configuration) === JSON.stringify(best);
}

withOracles<readonly PlanOracle[]>("plan.json", (oracles) => {
  it.each(casesOf(oracles))("finds the smallest fleets for $name", { timeout: 3_600_000 }, async (each) => {
    const wrong: unknown[] = [];
    for (let seed = 1; seed <= SEEDS; seed++) {
      const { plan } = await planScenario(await load(each.text, { seed }), { headroom: null });
      if (!isRight(plan, each))
        wrong.push({ seed, status: plan.status, found: plan.configuration, advice: plan.advice });
    }
    expect(wrong.length <= SEEDS / 5, JSON.stringify(wrong)).toBe(true);
  });
});
