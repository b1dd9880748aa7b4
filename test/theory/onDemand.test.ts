import { describe, it } from "vitest";
import { withOracles } from "../shared/oracleFolder.ts";
import { type Comparison, expectExact } from "./exactFigures.ts";
import { REPLICATIONS } from "./oneQueue.ts";
import { casesOf, type QueueCase, seedOf } from "./queueCase.ts";
import { simulate } from "./simulate.ts";

/** A pool on demand in the case's unit of time, which is a minute of the scenario. */
interface OnDemandCase {
  readonly arrivals: string;
  readonly service: string;
  readonly setup: string;
  /** Arrivals a minute, and the longest time scale of the pool: a setup, an idle timeout, a busy period. */
  readonly rate: number;
  readonly scale: number;
  readonly scaling: string;
  readonly jobs?: number;
}

/**
 * Jobs a replication. Of the cases that differ in one rule only (the setups' distribution, the timeout, what is surplus being cancelled)
 * some figure is then eight limits or more off, in one pair of each rule at the least: a pool that went by the wrong rule would be seen.
 * Whose timers run makes less of a difference, one limit with so many jobs, and gets more of them.
 */
const JOBS = 4_000;
const JOBS_FOR_TIMERS = 12_000;

function exponential(mean: number): string {
  return mean === 0 ? "0 s" : `{exponential: {mean: ${mean} min}}`;
}

function scenarioText(
  id: string,
  { arrivals, service, setup, rate, scale, scaling, jobs = JOBS }: OnDemandCase,
): string {
  const warmUp = Math.ceil(10 * scale + 50);
  return `
name: ${JSON.stringify(id)}
seed: ${seedOf(id)}
time: {warmUp: ${warmUp} min, horizon: ${Math.ceil(Math.max(jobs / rate, 30 * scale))} min}
replications: ${REPLICATIONS}
workloads:
  jobs: {arrivals: ${arrivals}, job: {service: ${service}}, route: own}
pools:
  own: {provisioning: ${setup}, scaling: {onDemand: ${scaling}}}
`;
}

/** Which metric each exact figure is, in the case's unit of time. */
const METRICS: Readonly<Record<string, readonly [metric: string, unit: number]>> = {
  E_W: ["wait.mean", 60],
  E_T: ["latency.mean", 60],
  P_wait: ["wait.probability", 1],
  E_on: ["vms.mean", 1],
  E_setup: ["vms.provisioning", 1],
  util: ["utilisation", 1],
};

async function expectExactPool({ id, expected }: QueueCase<unknown>, how: OnDemandCase): Promise<void> {
  const simulated = await simulate(scenarioText(id, how));
  const comparisons = Object.entries(METRICS).flatMap(([figure, [metric, unit]]): Comparison[] => {
    const exact = expected[figure];
    // What is the same in every run to the last digit is a matter of rounding, not of chance.
    return exact === undefined
      ? []
      : [{ figure, exact, values: simulated.values(metric).map((value) => value / unit) }];
  });
  expectExact(comparisons);
}

// Some 200 comparisons, each wrong with a chance of 1e-5 for seeds at random: 0.2% for the whole file. The seeds are fixed.
withOracles<readonly QueueCase<unknown>[]>("queueing.json", (all) => {
  describe("one VM that is set up when a job waits and leaves when it was idle", () => {
    type Setup = { lam: number; setup_mean: number; setup_dist: "det" | "exp"; idle_timeout: number };
    it.each(casesOf<Setup>(all, "mg1setup_M_"))("$id", async (queue) => {
      const { lam, setup_mean: setup, setup_dist: kind, idle_timeout: timeout } = queue.params;
      await expectExactPool(queue, {
        arrivals: `{poisson: {rate: ${lam}/min}}`,
        service: exponential(1),
        setup: kind === "det" ? `${setup} min` : exponential(setup),
        rate: lam,
        scale: setup + 1 / (1 - Math.sqrt(lam)) ** 2,
        scaling: `{max: 1, idleTimeout: ${timeout} min}`,
      });
    });

    it.each(casesOf<{ lam: number; setup: number; idle_timeout: number }>(all, "md1setup_"))("$id", async (queue) => {
      const { lam, setup, idle_timeout: timeout } = queue.params;
      await expectExactPool(queue, {
        arrivals: `{poisson: {rate: ${lam}/min}}`,
        service: "1 min",
        setup: `${setup} min`,
        rate: lam,
        scale: setup + 1 / (1 - Math.sqrt(lam)) ** 2,
        scaling: `{max: 1, idleTimeout: ${timeout} min}`,
      });
    });
  });

  describe("several VMs, exponential setups and timeouts, cancelled or kept", () => {
    type Several = {
      c: number;
      lam: number;
      mean_setup_exp: number;
      mean_idle_timeout_exp: number;
      cancel: number;
    };
    it.each(casesOf<Several>(all, "mmc_setup_"))("$id", async (queue) => {
      const { c, lam, mean_setup_exp: setup, mean_idle_timeout_exp: timeout, cancel } = queue.params;
      await expectExactPool(queue, {
        arrivals: `{poisson: {rate: ${lam}/min}}`,
        service: exponential(1),
        setup: exponential(setup),
        rate: lam,
        scale: setup + timeout + 1 / (Math.sqrt(c) - Math.sqrt(lam)) ** 2,
        scaling: `{max: ${c}, idleTimeout: ${exponential(timeout)}, cancelSurplus: ${cancel === 1}}`,
      });
    });

    it.each(casesOf<{ lam: number; c: number; setup_mean: number }>(all, "mmc_staggered_"))("$id", async (queue) => {
      const { lam, c, setup_mean: setup } = queue.params;
      await expectExactPool(queue, {
        arrivals: `{poisson: {rate: ${lam}/min}}`,
        service: exponential(1),
        setup: exponential(setup),
        rate: lam,
        scale: 10 * setup,
        scaling: `{max: ${c}, idleTimeout: 0 s, maxProvisioning: 1}`,
      });
    });

    it.each(casesOf<{ lam: number; setup_mean: number }>(all, "mminf_setup_"))("$id", async (queue) => {
      const { lam, setup_mean: setup } = queue.params;
      await expectExactPool(queue, {
        arrivals: `{poisson: {rate: ${lam}/min}}`,
        service: exponential(1),
        setup: exponential(setup),
        rate: lam,
        scale: setup,
        // As good as no limit: so many VMs are never needed.
        scaling: "{max: 100000, idleTimeout: 0 s}",
      });
    });
  });

  describe("a minimum that stays, with timers on the surplus or on all", () => {
    type Autoscale = {
      lam: number;
      min: number;
      max: number;
      setup_mean_exp: number;
      idle_timeout_exp: number;
      timer_rule: "surplus" | "all";
    };
    it.each(casesOf<Autoscale>(all, "autoscale_"))("$id", async (queue) => {
      const { lam, min, max, setup_mean_exp: setup, idle_timeout_exp: timeout, timer_rule: timers } = queue.params;
      await expectExactPool(queue, {
        arrivals: `{poisson: {rate: ${lam}/min}}`,
        service: exponential(1),
        setup: exponential(setup),
        rate: lam,
        scale: setup + timeout,
        scaling: `{min: ${min}, max: ${max}, idleTimeout: ${exponential(timeout)}, timers: ${timers}}`,
        jobs: JOBS_FOR_TIMERS,
      });
    });
  });

  describe("batches", () => {
    type Batches = { batch_rate: number; B: number; c: number; setup_mean_exp: number; idle_timeout_exp: number };
    it.each(casesOf<Batches>(all, "batch_setup_"))("$id", async (queue) => {
      const { batch_rate: rate, B, c, setup_mean_exp: setup, idle_timeout_exp: timeout } = queue.params;
      await expectExactPool(queue, {
        arrivals: `{poisson: {rate: ${rate}/min, batch: ${B}}}`,
        service: exponential(1),
        setup: exponential(setup),
        rate: rate * B,
        scale: setup + timeout + B,
        scaling: `{max: ${c}, idleTimeout: ${exponential(timeout)}}`,
      });
    });
  });
});
