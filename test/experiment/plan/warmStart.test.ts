import { expect, it } from "vitest";
import { serversByTheory } from "../../../src/experiment/plan/warmStart.ts";
import { compileWorld } from "../../../src/scenario/load.ts";
import { load } from "../../scenario/scratchFiles.ts";
import { withOracles } from "../../shared/oracleFolder.ts";
import { type Fixed, isFixed, type PlanOracle } from "./planOracle.ts";

const fixedPool = (rate: string, service: string, objective: string): string => `
workloads: {a: {arrivals: {poisson: {rate: ${rate}}}, job: {service: ${service}}, route: p}}
pools: {p: {vms: 1, slotsPerVm: 2, vmSize: {cores: 2}}}
objectives: ["${objective}"]
`;

async function byTheory(text: string): Promise<number | null> {
  const scenario = await load(text);
  const spec = await compileWorld(scenario.alternatives[0]!, scenario);
  return serversByTheory(spec, "p", scenario.objectives);
}

withOracles<readonly PlanOracle[]>("plan.json", (cases) => {
  it.each(cases.filter(isFixed))("begins at the optimum of M/M/c for $slo", async ({ lam, ES, slo, best_c }: Fixed) => {
    const [, wait = "", share = ""] = /^P\(W>([\d.]+)\)<=([\d.]+)$/.exec(slo) ?? [];
    const objective = `wait.p${100 - 100 * Number(share)} <= ${Number(wait) * 60} s`;
    const text = fixedPool(`${lam}/min`, `{exponential: {mean: ${ES} min}}`, objective).replace("slotsPerVm: 2, ", "");
    expect(await byTheory(text)).toBe(best_c);
  });
});

it("counts the slots of a VM, and a latency's own service", async () => {
  // M/M/c, 6/min of 1 min, mean waits C x 60 / (c - 6) s: 10.7 for c = 8 (C = 0.357), 3.9 for c = 9 (C = 0.196).
  const exponential = "{exponential: {mean: 1 min}}";
  expect(await byTheory(fixedPool("6/min", exponential, "wait.mean <= 12 s"))).toBe(4);
  expect(await byTheory(fixedPool("6/min", exponential, "wait.mean <= 5 s"))).toBe(5);
  expect(await byTheory(fixedPool("6/min", exponential, "latency.mean <= 72 s"))).toBe(4);
  expect(await byTheory(fixedPool("6/min", exponential, "latency.mean <= 65 s"))).toBe(5);
  // Constant service halves the waits (Allen and Cunneen): 36.8 / 2 s for c = 7 (C = 0.614), and 10.7 / 2 s for c = 8.
  expect(await byTheory(fixedPool("6/min", "1 min", "wait.mean <= 6 s"))).toBe(4);
  expect(await byTheory(fixedPool("6/min", exponential, "wait.mean <= 6 s"))).toBe(5);
});

it("does not know where to begin for timed arrivals, or without an objective on time", async () => {
  const timed = fixedPool("6/min", "60 s", "wait.mean <= 30 s").replace("poisson: {rate: 6/min}", 'cron: "0 1 * * *"');
  expect(await byTheory(timed)).toBe(null);
  expect(await byTheory(fixedPool("6/min", "60 s", "rounds.late <= 5%"))).toBe(null);
});
