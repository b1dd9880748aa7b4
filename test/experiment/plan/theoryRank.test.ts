import { describe, expect, it } from "vitest";
import { planScenario } from "../../../src/experiment/plan/plan.ts";
import { rankByTheory } from "../../../src/experiment/plan/theoryRank.ts";
import { candidatesOf, compileWorld, planQuestion } from "../../../src/scenario/load.ts";
import { load } from "../../scenario/scratchFiles.ts";

const onDemand = (service: string, choose: string, objective: string): string => `
time: {warmUp: 2 h, horizon: 12 h}
workloads: {a: {arrivals: {poisson: {rate: 2/min}}, job: {service: ${service}}, route: p}}
pools:
  p:
    vmSize: {price: 1 USD/h}
    provisioning: {exponential: {mean: 4 min}}
    scaling: {onDemand: {min: 0, max: 8, idleTimeout: 2 min}}
objectives: ["${objective}"]
plan: {minimise: cost.total, choose: {${choose}}}
`;
const EXPONENTIAL = "{exponential: {mean: 2 min}}";

async function ranked(text: string): Promise<readonly unknown[] | null> {
  const scenario = await load(text);
  const candidates = candidatesOf(scenario, planQuestion(scenario).choices, null);
  const specs = [];
  for (const { alternative } of candidates) specs.push(await compileWorld(alternative, scenario));
  const order = rankByTheory(specs, scenario.objectives);
  return order?.map((candidate) => Object.values(candidates[candidate]!.configuration)[0]) ?? null;
}

describe("theory's order of pools on demand", () => {
  it("has those that keep up before those that do not, and of what is short enough the cheapest first", async () => {
    // 4 erlangs: 3 and 4 VMs have no steady state. VMs that stay cost most where they are most; none of them wait for long.
    const max = "pools.p.scaling.onDemand.max: [3, 12, 4, 7]";
    const order = await ranked(onDemand(EXPONENTIAL, max, "wait.mean <= 1 h"));
    expect(new Set(order!.slice(0, 2))).toEqual(new Set([7, 12]));
    expect(order!.slice(2)).toEqual([3, 4]);
    const min = "pools.p.scaling.onDemand.min: [6, 0, 8, 3]";
    expect((await ranked(onDemand(EXPONENTIAL, min, "wait.mean <= 1 h")))!.slice(-2)).toEqual([6, 8]);
  });

  it("puts what misses after it, the nearest first", async () => {
    // One VM with exponential setup and no timeout waits as M/M/1 and the setup: 2 min x 0.4 / 0.6 = 1.3 min, and 4, 10 or 20 min.
    const choose = "pools.p.provisioning.exponential.mean: [20 min, 4 min, 10 min]";
    const text = onDemand(EXPONENTIAL, choose, "wait.mean <= 8 min");
    const one = text
      .replace("2/min}}, job", "0.2/min}}, job")
      .replace("max: 8, idleTimeout: 2 min", "max: 1, idleTimeout: 0 s");
    expect(await ranked(one)).toEqual(["4 min", "10 min", "20 min"]);
  });

  it("knows nothing of fixed pools, timed arrivals, and objectives that are no waits", async () => {
    const max = "pools.p.scaling.onDemand.max: [7, 12]";
    expect(await ranked(onDemand(EXPONENTIAL, max, "cost.total <= 9 USD"))).toBe(null);
    const text = onDemand(EXPONENTIAL, max, "wait.mean <= 1 h");
    expect(await ranked(text.replace("poisson: {rate: 2/min}", 'cron: "* * * * *"'))).toBe(null);
    const fixed = onDemand(EXPONENTIAL, "pools.p.vms: [7, 12]", "wait.mean <= 1 h");
    expect(await ranked(fixed.replace(/scaling: .*/, "vms: 7"))).toBe(null);
  });
});

describe("a plan of a pool on demand", () => {
  it("spends little on what theory finds dear, and has the answer of a full screening", {
    timeout: 120_000,
  }, async () => {
    const min = "pools.p.scaling.onDemand.min: {from: 0, to: 8}";
    const { plan } = await planScenario(await load(onDemand(EXPONENTIAL, min, "wait.mean <= 18 s")), {
      headroom: null,
    });
    expect(plan.status).toBe("feasible");
    const sure = plan.tried.filter(({ replications }) => replications >= 10);
    expect(sure.length).toBeLessThan(plan.tried.length);
    expect(plan.tried.at(-1)!.replications).toBeLessThanOrEqual(3);
    // Each by itself, by its own plan: the least that is feasible is the answer.
    const answer = plan.configuration!["pools.p.scaling.onDemand.min"] as number;
    const below = await planScenario(
      await load(onDemand(EXPONENTIAL, `pools.p.scaling.onDemand.min: [${answer - 1}]`, "wait.mean <= 18 s")),
      { headroom: null },
    );
    expect(below.plan.status).toBe("infeasible");
  });
});
