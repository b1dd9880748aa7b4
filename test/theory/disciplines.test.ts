import { describe, it } from "vitest";
import { withOracles } from "../shared/oracleFolder.ts";
import { expectExact } from "./exactFigures.ts";
import { byTurns, expectExactQueue } from "./oneQueue.ts";
import { casesOf, type QueueCase } from "./queueCase.ts";
import { runLength } from "./runLength.ts";
import { simulate } from "./simulate.ts";
import { instantClassic, instantPool, tenantsText } from "./tenants.ts";

/** Seconds to the minutes that are the cases' unit of time. */
const minutes = (values: readonly number[]) => values.map((seconds) => seconds / 60);

// Some 50 comparisons, each wrong with a chance of 1e-5 for seeds at random: 0.05% for the whole file. The seeds are fixed.
withOracles<readonly QueueCase<unknown>[]>("queueing.json", (all) => {
  describe("room for so many jobs", () => {
    it.each(casesOf<{ lam: number; c: number; K: number }>(all, "mmcK_"))(
      "$id turns its exact share away",
      async (queue) => {
        const { lam: rate, c: servers, K: room } = queue.params;
        // A full room is left behind in about the time in which it drains.
        const relaxation = room / servers;
        await expectExactQueue(queue, {
          warmUp: 40 * relaxation,
          horizon: Math.max(800 * relaxation, Math.ceil(20_000 / rate)),
          relaxation,
          servers,
          arrivals: `{poisson: {rate: ${rate}/min}}`,
          service: "{exponential: {mean: 1 min}}",
          unit: "min",
          through: "classic",
          maxQueued: room - servers,
        });
      },
    );
  });

  describe("jobs that need several servers at once, strictly first come, first served", () => {
    const cases = casesOf<{ lam: readonly number[]; ES: readonly number[]; servers: number; need: readonly number[] }>(
      all,
      "gang_",
    );
    it.each(byTurns(cases))(
      "$id has its exact waits through the $through",
      async ({ id, params, expected, through }) => {
        const { lam, ES, servers, need } = params;
        const rate = lam.reduce((sum, value) => sum + value, 0);
        // Near its limit it is like one server that ends so many jobs a unit of time.
        const meanService = 1 / expected.max_stable_total_rate_fcfs!;
        const length = runLength({ rate, meanService, servers: 1, variability: 2, jobs: 40_000 });
        const route = through === "classic" ? "classic" : "own";
        const tenants = lam.map((each, i) => ({
          name: `t${i + 1}`,
          rate: each,
          meanService: ES[i]!,
          route,
          job: `gang: ${need[i]!}`,
        }));
        const systems =
          through === "classic" ? `classic: ${instantClassic(servers)}` : `pools: {own: ${instantPool(servers)}}`;
        const { values } = await simulate(tenantsText(id, length, tenants, systems));
        expectExact([
          { figure: "E_W1", exact: expected.E_W1!, values: minutes(values("byWorkload.t1.wait.mean")) },
          { figure: "E_W2", exact: expected.E_W2!, values: minutes(values("byWorkload.t2.wait.mean")) },
          { figure: "P_wait1", exact: expected.P_wait1!, values: values("byWorkload.t1.wait.probability") },
          { figure: "P_wait2", exact: expected.P_wait2!, values: values("byWorkload.t2.wait.probability") },
          { figure: "E_Q", exact: expected.E_Q!, values: values("queue.mean") },
          {
            figure: "server_util",
            exact: expected.server_util!,
            values: values(through === "classic" ? "classic.fleet.utilisation" : "byPool.own.utilisation"),
          },
        ]);
      },
    );
  });

  describe("a pool that serves by priority, running jobs going on", () => {
    type Priorities = QueueCase<{ lams: readonly number[]; ES: number; c: number }>;
    it.each(casesOf<Priorities["params"]>(all, "prio_np_"))(
      "$id has its exact wait of each class",
      async ({ id, params, expected }) => {
        const { lams, ES, c } = params;
        const waits = expected.E_W as unknown as readonly number[];
        const rate = lams.reduce((sum, value) => sum + value, 0);
        // The last class waits out the busy periods of the others, some times as long.
        const length = runLength({ rate, meanService: ES, servers: c, variability: 2, jobs: 30_000 });
        const tenants = lams.map((each, i) => {
          return {
            name: `class${i + 1}`,
            rate: each,
            meanService: ES,
            route: "own",
            job: `priority: ${lams.length - i}`,
          };
        });
        const systems = `pools: {own: ${instantPool(c, "queue: priority")}}`;
        const { values } = await simulate(tenantsText(id, length, tenants, systems));
        expectExact([
          { figure: "P_wait", exact: expected.P_wait!, values: values("wait.probability") },
          { figure: "E_W_aggregate", exact: expected.E_W_aggregate!, values: minutes(values("wait.mean")) },
          ...waits.map((exact, i) => {
            return { figure: `E_W[${i}]`, exact, values: minutes(values(`byWorkload.class${i + 1}.wait.mean`)) };
          }),
        ]);
      },
    );
  });

  describe("a pool in which higher priorities take slots, what was computed being kept", () => {
    type Priorities = QueueCase<{ lams: readonly number[]; ES: number; c: number }>;
    it.each(casesOf<Priorities["params"]>(all, "prio_pr_"))(
      "$id has its exact time off the slots of each class",
      async ({ id, params, expected }) => {
        const { lams, ES, c } = params;
        const exact = expected.E_nonservice as unknown as readonly number[];
        const rate = lams.reduce((sum, value) => sum + value, 0);
        const length = runLength({ rate, meanService: ES, servers: c, variability: 2, jobs: 30_000 });
        const tenants = lams.map((each, i) => {
          return {
            name: `class${i + 1}`,
            rate: each,
            meanService: ES,
            route: "own",
            job: `priority: ${lams.length - i}`,
          };
        });
        const systems = `pools: {own: ${instantPool(c, "queue: priority, preempt: resume")}}`;
        const { values } = await simulate(tenantsText(id, length, tenants, systems));
        expectExact(
          exact.map((time, i) => {
            const of = `byWorkload.class${i + 1}.`;
            const latency = minutes(values(`${of}latency.mean`));
            const service = minutes(values(`${of}parts.service.mean`));
            return { figure: `E_nonservice[${i}]`, exact: time, values: latency.map((each, k) => each - service[k]!) };
          }),
        );
      },
    );
  });
});
