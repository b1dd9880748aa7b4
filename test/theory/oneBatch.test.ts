import { describe, expect, it } from "vitest";
import { quantileInterval } from "../../src/statistics/orderStatistic.ts";
import { withOracles } from "../shared/oracleFolder.ts";
import { expectExact, FALSE_ALARM } from "./exactFigures.ts";
import { casesOf, type QueueCase, seedOf } from "./queueCase.ts";
import { simulate } from "./simulate.ts";

const REPLICATIONS = 1500;

/** Seconds, or hours, to the minutes that are the cases' unit of time. */
const fromSeconds = (values: readonly number[]) => values.map((seconds) => seconds / 60);
const fromHours = (values: readonly number[]) => values.map((hours) => hours * 60);

/** N jobs at time 0 for a new pool of at most c VMs; the clock stops when the last job ends. */
function oneBatch(
  id: string,
  batch: { jobs: number; vms: number; service: string; provisioning: string; replications: number },
): string {
  return `
name: ${JSON.stringify(id)}
seed: ${seedOf(id)}
time: {horizon: 1 s, drain: true}
replications: ${batch.replications}
workloads:
  batch:
    arrivals: {at: [0 s], jobs: ${batch.jobs}}
    job: {service: ${batch.service}}
    route: own
pools:
  own: {vms: ${Math.min(batch.jobs, batch.vms)}, provisioning: ${batch.provisioning}, startTask: 0 s, dispatch: 0 s}
`;
}

// Some 30 comparisons, each wrong with a chance of 1e-5 for seeds at random: 0.03% for the whole file. The seeds are fixed.
withOracles<readonly QueueCase[]>("queueing.json", (all) => {
  describe("a batch of equal jobs", () => {
    it.each(casesOf(all, "det_fanout_"))("$id is exact to the microsecond", async ({ id, params, expected }) => {
      const { N, c, s, d } = params as { N: number; c: number; s: number; d: number };
      const { values } = await simulate(
        oneBatch(id, { jobs: N, vms: c, service: `${s} min`, provisioning: `${d} min`, replications: 1 }),
      );
      const fromSeconds = (metric: string): number => Math.round(values(metric)[0]! * 1e6);
      const fromHours = (metric: string): number => Math.round(values(metric)[0]! * 3600e6);
      const fromMinutes = (figure: string): number => Math.round(expected[figure]! * 60e6);
      const busy = fromMinutes("billed_vm_time_if_deleted_when_idle");
      const billed = fromMinutes("billed_vm_time_if_all_deleted_at_makespan");
      expect({
        makespan: fromSeconds("makespan"),
        E_W: fromSeconds("wait.mean"),
        max_W: fromSeconds("wait.max"),
        W_p95_nearest_rank: fromSeconds("wait.p95"),
        busy: fromHours("computeHours.busy"),
        billed: fromHours("computeHours.billed"),
        idle: fromHours("computeHours.idle"),
      }).toEqual({
        makespan: fromMinutes("makespan"),
        E_W: fromMinutes("E_W"),
        max_W: fromMinutes("max_W"),
        W_p95_nearest_rank: fromMinutes("W_p95_nearest_rank"),
        busy,
        billed,
        idle: billed - busy,
      });
    });
  });

  describe("a batch of exponential jobs", () => {
    it.each(casesOf(all, "forkjoin_exp"))(
      "$id has its exact makespan, in mean, spread and quantiles",
      async ({ id, params, expected }) => {
        const { N, c, ES, setup_det, setup_mean_exp } = params as Readonly<Record<string, number>>;
        const provisioning =
          setup_det === undefined ? `{exponential: {mean: ${setup_mean_exp!} min}}` : `${setup_det} min`;
        const { values } = await simulate(
          oneBatch(id, {
            jobs: N!,
            vms: c!,
            service: `{exponential: {mean: ${ES!} min}}`,
            provisioning,
            replications: REPLICATIONS,
          }),
        );
        const makespan = fromSeconds(values("makespan"));
        const { makespan_mean: mean, makespan_sd: deviation } = expected;
        const figures = [
          { figure: "makespan_mean", exact: mean, values: makespan },
          {
            figure: "makespan_sd squared",
            exact: deviation === undefined ? undefined : deviation ** 2,
            values: makespan.map((value) => (value - mean!) ** 2),
          },
          { figure: "task_E_W", exact: expected.task_E_W, values: fromSeconds(values("wait.mean")) },
          {
            figure: "vm_time_if_deleted_when_no_waiting_task",
            exact: expected.vm_time_if_deleted_when_no_waiting_task,
            values: fromHours(values("computeHours.busy")),
          },
          {
            figure: "vm_time_if_deleted_at_makespan",
            exact: expected.vm_time_if_deleted_at_makespan,
            values: fromHours(values("computeHours.billed")),
          },
        ];
        expectExact(figures.flatMap(({ exact, ...rest }) => (exact === undefined ? [] : [{ ...rest, exact }])));
        for (const percent of [50, 95, 99]) {
          const exact = expected[`makespan_p${percent}`];
          if (exact === undefined) continue;
          // Independent values, so that the quantile's interval is free of any distribution.
          const { low, high } = quantileInterval(makespan, percent / 100, 1 - FALSE_ALARM);
          expect(low).toBeLessThanOrEqual(exact);
          expect(high).toBeGreaterThanOrEqual(exact);
        }
      },
    );
  });

  describe("the first jobs of a queue that starts empty", () => {
    it.each(casesOf(all, "mm1_transient_"))("$id have their exact mean wait", async ({ id, params, expected }) => {
      const { lam, ES, n } = params as { lam: number; ES: number; n: number };
      const { values, result } = await simulate(
        `
name: ${JSON.stringify(id)}
seed: ${seedOf(id)}
time: {horizon: 1 d, drain: true}
replications: ${3 * REPLICATIONS}
workloads:
  jobs:
    arrivals: {poisson: {rate: ${lam}/min, limit: ${n}}}
    job: {service: {exponential: {mean: ${ES} min}}}
classic: {workers: 1, endpointConcurrency: none, dispatch: 0 s}
`,
        { jobs: true },
      );
      // Within a day, which is some 30 times as long as it takes.
      expect(values("jobs.finished").every((finished) => finished === n)).toBe(true);
      const waitsOfLast = result.worlds.map(({ world }) => {
        const last = [...world.jobs!].at(-1)!;
        return last.started! - last.submitted;
      });
      expectExact([
        { figure: "mean_wait_first_n", exact: expected.mean_wait_first_n!, values: fromSeconds(values("wait.mean")) },
        { figure: "E_W_nth", exact: expected.E_W_nth!, values: fromSeconds(waitsOfLast.map((ticks) => ticks / 1e6)) },
      ]);
    });
  });
});
