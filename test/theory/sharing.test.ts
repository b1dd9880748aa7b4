import { describe, expect, it } from "vitest";
import { withOracles } from "../shared/oracleFolder.ts";
import { type Comparison, expectExact, expectExactQuantiles } from "./exactFigures.ts";
import { casesOf, type QueueCase } from "./queueCase.ts";
import { runLength } from "./runLength.ts";
import { type Simulated, simulate } from "./simulate.ts";
import { instantClassic, instantPool, tenantsText } from "./tenants.ts";

/** Seconds to the minutes that are the cases' unit of time. */
const minutes = (values: readonly number[]) => values.map((seconds) => seconds / 60);

/** The wait of some jobs, in an alternative, against exact figures whose names begin alike. */
function waits(
  { values }: Simulated,
  expected: Readonly<Record<string, number>>,
  { figures, jobs, alternative }: { figures: string; jobs: string; alternative: string },
): readonly Comparison[] {
  return [
    {
      figure: `${figures}E_W`,
      exact: expected[`${figures}E_W`]!,
      values: minutes(values(`${jobs}wait.mean`, alternative)),
    },
    {
      figure: `${figures}P_wait`,
      exact: expected[`${figures}P_wait`]!,
      values: values(`${jobs}wait.probability`, alternative),
    },
  ];
}

// Some 50 comparisons, each wrong with a chance of 1e-5 for seeds at random: 0.05% for the whole file. The seeds are fixed.
withOracles<readonly QueueCase<unknown>[]>("queueing.json", (all) => {
  describe("one fleet against one for each of four tenants, on the same jobs", () => {
    const cases = casesOf<{ lam_total: number; tenants: number }>(all, "pooling_");
    it.each(cases)("$id has its exact waits and their exact paired difference", async ({ id, params, expected }) => {
      const names = Array.from({ length: params.tenants }, (_, i) => `t${i + 1}`);
      const rate = params.lam_total / names.length;
      const own = { rate, meanService: 1, servers: 5, variability: 1 };
      const { warmUp, relaxation } = runLength(own);
      // At the higher load the 95th percentile would take ten times as many jobs.
      const isLong = params.lam_total < 16;
      const horizon = (isLong ? 400 : 40) * relaxation;
      const tenants = names.map((name) => ({ name, rate, meanService: 1, route: "classic" }));
      const systems = `
classic: ${instantClassic(20)}
pools: {${names.map((name) => `of-${name}: ${instantPool(5)}`).join(", ")}}
baseline: shared
alternatives:
  shared: {pools: null}
  dedicated: {workloads: {${names.map((name) => `${name}: {route: of-${name}}`).join(", ")}}}`;
      const simulated = await simulate(tenantsText(id, { warmUp, horizon, relaxation }, tenants, systems));
      const shared = simulated.values("wait.mean", "shared");
      const difference = simulated.values("wait.mean", "dedicated").map((wait, i) => wait - shared[i]!);
      expectExact([
        ...waits(simulated, expected, { figures: "shared_", jobs: "", alternative: "shared" }),
        ...waits(simulated, expected, { figures: "dedicated_", jobs: "", alternative: "dedicated" }),
        { figure: "difference", exact: expected.diff_E_W_ded_minus_shared!, values: minutes(difference) },
      ]);
      const compared = simulated.result.summary.comparisons.dedicated!["wait.mean"]!;
      expect(compared.verdict).toBe("worse");
      if (!isLong) return;
      expectExactQuantiles(
        ["shared", "dedicated"].map((alternative) => ({
          figure: `${alternative}_W_p95`,
          exact: expected[`${alternative}_W_p95`]!,
          values: minutes(simulated.values("wait.p95", alternative)),
          // P(W > t | W > 0) = exp(-(c - load) t).
          tail: alternative === "shared" ? 1 / (20 - params.lam_total) : 1 / (5 - rate),
        })),
      );
    });
  });

  describe("tenants with short and with long jobs", () => {
    const [shared] = casesOf(all, "tenantmix_shared10");
    const [dedicated] = casesOf(all, "tenantmix_dedicated");
    it("have their exact waits, equal in one queue and apart in their own", async () => {
      const { lamA, ESA, lamB, ESB, cA, cB } = dedicated!.params as Readonly<Record<string, number>>;
      const { warmUp, relaxation } = runLength({ rate: lamB!, meanService: ESB!, servers: cB!, variability: 1 });
      // The slower queue; the 95th percentile is compared for the faster one alone, which forgets twenty times as fast.
      const length = { warmUp, horizon: 100 * relaxation, relaxation };
      const tenants = [
        { name: "a", rate: lamA!, meanService: ESA!, route: "classic" },
        { name: "b", rate: lamB!, meanService: ESB!, route: "classic" },
      ];
      const systems = `
classic: ${instantClassic(shared!.params.c!)}
pools: {of-a: ${instantPool(cA!)}, of-b: ${instantPool(cB!)}}
alternatives:
  shared: {pools: null}
  dedicated: {workloads: {a: {route: of-a}, b: {route: of-b}}}`;
      const simulated = await simulate(tenantsText("tenant mix", length, tenants, systems));
      const { values } = simulated;
      const inOneQueue = ["", "byWorkload.a.", "byWorkload.b."].flatMap((jobs) =>
        waits(simulated, shared!.expected, { figures: "", jobs, alternative: "shared" }),
      );
      expectExact([
        ...inOneQueue,
        { figure: "util", exact: shared!.expected.util!, values: values("classic.fleet.utilisation", "shared") },
        ...waits(simulated, dedicated!.expected, { figures: "A_", jobs: "byWorkload.a.", alternative: "dedicated" }),
        ...waits(simulated, dedicated!.expected, { figures: "B_", jobs: "byTenant.b.", alternative: "dedicated" }),
      ]);
      expectExactQuantiles([
        {
          figure: "A_W_p95",
          exact: dedicated!.expected.A_W_p95!,
          values: minutes(values("byPool.of-a.wait.p95", "dedicated")),
          tail: ESA! / (cA! - lamA! * ESA!),
        },
      ]);
    });
  });

  describe("caps on the jobs that each tenant runs at a time", () => {
    const cases = casesOf<{ lam: readonly number[]; ES: readonly number[]; c: number; caps: readonly number[] }>(
      all,
      "caps_",
    );
    it.each(cases)("$id has its exact waits and queues: capped jobs are passed and keep their place", async (queue) => {
      const { lam, ES, c, caps } = queue.params;
      const tenants = lam.map((rate, i) => ({ name: `t${i + 1}`, rate, meanService: ES[i]!, route: "classic" }));
      const load = lam.reduce((sum, rate, i) => sum + rate * ES[i]!, 0);
      // The caps make queues of less than c servers, so that it all takes longer than in one of c.
      const length = runLength({ rate: load, meanService: 1, servers: c, variability: 3, jobs: 30_000 });
      const most = caps.map((cap, i) => `t${i + 1}: ${cap}`).join(", ");
      const systems = `classic: ${instantClassic(c, `tenantConcurrency: {${most}}`)}`;
      const { values } = await simulate(tenantsText(queue.id, length, tenants, systems));
      const ofTenant = (i: number): readonly Comparison[] => [
        { figure: `E_W${i}`, exact: queue.expected[`E_W${i}`]!, values: minutes(values(`byTenant.t${i}.wait.mean`)) },
        {
          figure: `P_wait${i}`,
          exact: queue.expected[`P_wait${i}`]!,
          values: values(`byTenant.t${i}.wait.probability`),
        },
        { figure: `E_Q${i}`, exact: queue.expected[`E_Q${i}`]!, values: values(`byTenant.t${i}.queue.mean`) },
      ];
      const util = { figure: "util", exact: queue.expected.util!, values: values("classic.fleet.utilisation") };
      expectExact([...ofTenant(1), ...ofTenant(2), util]);
    });
  });
});
