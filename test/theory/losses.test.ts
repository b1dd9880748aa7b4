import { describe, it } from "vitest";
import { withOracles } from "../shared/oracleFolder.ts";
import { expectExact } from "./exactFigures.ts";
import { REPLICATIONS } from "./oneQueue.ts";
import { casesOf, type QueueCase, seedOf } from "./queueCase.ts";
import { type Simulated, simulate } from "./simulate.ts";

/** A pool whose VMs are lost, in the case's unit of time, which is a minute of the scenario. */
interface LossCase {
  /** Arrivals a minute. */
  readonly rate: number;
  /** The longest time scale of the pool, and jobs a replication. */
  readonly scale: number;
  readonly jobs: number;
  readonly job: string;
  readonly pool: string;
}

interface Measured extends Simulated {
  /** Minutes that each replication measures. */
  readonly horizon: number;
}

/** After 10 of the longest time scales 5e-5 of the empty start is left, and 40 of them are no single excursion of the queue. */
async function simulateLosses(id: string, { rate, scale, jobs, job, pool }: LossCase): Promise<Measured> {
  const horizon = Math.ceil(Math.max(jobs / rate, 40 * scale));
  const simulated = await simulate(`
name: ${JSON.stringify(id)}
seed: ${seedOf(id)}
time: {warmUp: ${Math.ceil(10 * scale + 50)} min, horizon: ${horizon} min}
replications: ${REPLICATIONS}
workloads:
  jobs: {arrivals: {poisson: {rate: ${rate}/min}}, job: {${job}}, route: own}
pools:
  own: {${pool}}
`);
  return { ...simulated, horizon };
}

const quotients = (parts: readonly number[], wholes: readonly number[] | number) =>
  parts.map((part, i) => part / (typeof wholes === "number" ? wholes : wholes[i]!));

const EXPONENTIAL = "service: {exponential: {mean: 1 min}}, checkpointEvery: 0 s";

// Some 60 comparisons, each wrong with a chance of 1e-5 for seeds at random: 0.06% for the whole file. The seeds are fixed.
withOracles<readonly QueueCase<unknown>[]>("queueing.json", (all) => {
  describe("VMs that are lost, idle or busy, each replaced after a delay; tasks go on where they were", () => {
    type Breakdown = QueueCase<{ lam: number; c: number; xi: number; replace_mean_exp: number }>;
    const cases = casesOf<Breakdown["params"]>(all, "breakdown_").flatMap((queue) => [
      { ...queue, how: "breakdowns" },
      { ...queue, how: "evictions" },
    ]);
    it.each(cases)("$id by $how", async ({ id, params, expected, how }) => {
      const { lam, c, xi, replace_mean_exp: delay } = params;
      const lifetime = `{exponential: {mean: ${1 / xi} min}}`;
      const vms =
        how === "breakdowns"
          ? `vms: ${c}, breakdown: {mtbf: ${lifetime}, while: ready}`
          : `vms: 0, lowPriority: {vms: ${c}, lifetime: ${lifetime}}`;
      const { values, horizon } = await simulateLosses(`${id} by ${how}`, {
        rate: lam,
        scale: 1 / xi + delay + expected.E_T! / (1 - expected.rho_eff!),
        jobs: 5_000,
        job: EXPONENTIAL,
        pool: `${vms}, provisioning: {exponential: {mean: ${delay} min}}`,
      });
      const latency = quotients(values("latency.mean"), 60);
      const service = quotients(values("parts.service.mean"), 60);
      expectExact([
        { figure: "E_T", exact: expected.E_T!, values: latency },
        {
          figure: "E_nonservice_time",
          exact: expected.E_nonservice_time!,
          values: latency.map((time, i) => time - service[i]!),
        },
        { figure: "E_not_in_service", exact: expected.E_not_in_service!, values: values("queue.mean") },
        { figure: "E_on", exact: expected.E_on!, values: values("vms.mean") },
        { figure: "P_wait_initial", exact: expected.P_wait_initial!, values: values("wait.probability") },
        {
          figure: "preemptions_per_time",
          exact: expected.preemptions_per_time!,
          values: quotients(values("evictions"), horizon),
        },
        {
          figure: "job_interruptions_per_job",
          exact: lam * expected.job_interruptions_per_job!,
          values: quotients(values("restarts"), horizon),
        },
      ]);
    });
  });

  describe("a pool on demand whose VMs are lost", () => {
    type Spot = { lam: number; min: number; max: number; xi: number; setup_mean_exp: number; idle_timeout_exp: number };
    const cases = casesOf<Spot>(all, "spot_autoscale_").flatMap((queue) => [
      { ...queue, how: "breakdowns" },
      { ...queue, how: "evictions" },
    ]);
    it.each(cases)("$id by $how", async ({ id, params, expected, how }) => {
      const { lam, min, max, xi, setup_mean_exp: setup, idle_timeout_exp: timeout } = params;
      const lifetime = `{exponential: {mean: ${1 / xi} min}}`;
      const losses =
        how === "breakdowns" ? `breakdown: {mtbf: ${lifetime}}` : `lowPriority: {vms: ${max}, lifetime: ${lifetime}}`;
      const { values, horizon } = await simulateLosses(`${id} by ${how}`, {
        rate: lam,
        scale: 1 / xi + setup + timeout,
        jobs: 5_000,
        job: EXPONENTIAL,
        pool: `provisioning: {exponential: {mean: ${setup} min}}, ${losses}, scaling: {onDemand: {min: ${min}, max: ${max}, idleTimeout: {exponential: {mean: ${timeout} min}}}}`,
      });
      expectExact([
        { figure: "E_T", exact: expected.E_T!, values: quotients(values("latency.mean"), 60) },
        { figure: "E_Q", exact: expected.E_Q!, values: values("queue.mean") },
        { figure: "E_on", exact: expected.E_on!, values: values("vms.mean") },
        { figure: "E_setup", exact: expected.E_setup!, values: values("vms.provisioning") },
        {
          figure: "E_busy",
          exact: expected.E_busy!,
          values: quotients(values("computeHours.busy"), horizon / 60),
        },
        {
          figure: "preemptions_per_time",
          exact: expected.preemptions_per_time!,
          values: quotients(values("evictions"), horizon),
        },
        {
          figure: "job_interruptions_per_time",
          exact: expected.job_interruptions_per_time!,
          values: quotients(values("restarts"), horizon),
        },
      ]);
    });
  });

  describe("a VM that breaks down while it runs, its job beginning anew with the same size", () => {
    type Restart = QueueCase<{ lam: number; S: number; xi: number; R: number }>;
    it.each(casesOf<Restart["params"]>(all, "restart_"))("$id", async ({ id, params, expected }) => {
      const { lam, S, xi, R } = params;
      const { values } = await simulateLosses(id, {
        rate: lam,
        scale: expected.E_completion! * 6,
        jobs: 5_000,
        job: `service: ${S} min`,
        pool: `vms: 1, provisioning: ${R} min, breakdown: {mtbf: {exponential: {mean: ${1 / xi} min}}, while: running}`,
      });
      const wait = quotients(values("wait.mean"), 60);
      const latency = quotients(values("latency.mean"), 60);
      const restarts = values("restarts");
      const jobs = values("jobs.submitted");
      // Of what a failed attempt computed: E[X | X < S] for the exponential time X to a breakdown.
      const lost = 1 / xi - S / Math.expm1(xi * S);
      expectExact([
        { figure: "E_W", exact: expected.E_W!, values: wait },
        { figure: "E_completion", exact: expected.E_completion!, values: latency.map((time, i) => time - wait[i]!) },
        {
          figure: "parts.restarts",
          exact: expected.E_completion! - S,
          values: quotients(values("parts.restarts.mean"), 60),
        },
        { figure: "E_failures_per_job", exact: expected.E_failures_per_job!, values: quotients(restarts, jobs) },
        {
          figure: "work lost a failure",
          exact: lost,
          values: quotients(values("workLost"), restarts).map((hours) => hours * 60),
        },
      ]);
    });
  });
});
