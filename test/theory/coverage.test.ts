import { describe, expect, it } from "vitest";
import { exponential } from "../../src/engine/distributions/exponential.ts";
import { openStream } from "../../src/engine/random.ts";
import { createSampler } from "../../src/engine/sampler.ts";
import { SECOND } from "../../src/engine/time.ts";
import { firstJobs } from "../../src/statistics/fromEmpty.ts";
import { meanInterval } from "../../src/statistics/interval.ts";
import { normalQuantile } from "../../src/statistics/normal.ts";
import { studentTQuantile } from "../../src/statistics/studentT.ts";
import { wilsonInterval } from "../../src/statistics/wilson.ts";
import { withOracles } from "../shared/oracleFolder.ts";
import { simulate } from "./simulate.ts";

/** Of Law and Kelton's example: M/M/1 with arrivals at rate 1, service of mean 0.9, 25 customers from empty. Minutes. */
const CUSTOMERS = 25;
const GAP = 1;
const SERVICE = 0.9;
const SEED = 1903;

const SCENARIO = `
name: The first customers of M/M/1
seed: ${SEED}
time: {horizon: 1 d, drain: true}
replications: 20
workloads:
  customers:
    arrivals: {poisson: {rate: ${1 / GAP}/min, limit: ${CUSTOMERS}}}
    job: {service: {exponential: {mean: ${SERVICE * 60} s}}}
classic: {workers: 1, endpointConcurrency: none}
`;

/** Draws of a replication, in ticks. */
function drawsOf(replication: number): { readonly gap: () => number; readonly service: () => number } {
  const stream = (purpose: string) => openStream({ seed: SEED, replication, owner: "workload:customers", purpose });
  return {
    gap: createSampler(exponential({ mean: GAP * 60 * SECOND }), stream("arrivals")),
    service: createSampler(exponential({ mean: SERVICE * 60 * SECOND }), stream("service")),
  };
}

/** The mean wait of 25 customers from empty in minutes, by Lindley's recursion on the next draws. */
function meanWait({ gap, service }: ReturnType<typeof drawsOf>): number {
  let time = 0;
  let free = 0;
  let waits = 0;
  for (let customer = 0; customer < CUSTOMERS; customer += 1) {
    time += gap();
    const arrival = Math.round(time);
    const start = Math.max(arrival, free);
    waits += start - arrival;
    free = start + Math.round(service());
  }
  return waits / CUSTOMERS / (60 * SECOND);
}

describe("the first 25 customers of M/M/1 at 90%", () => {
  const exact = firstJobs(1 / GAP, SERVICE, 1, CUSTOMERS).meanWait;

  withOracles<Readonly<Record<string, { readonly true: number }>>>("statistics.json", (oracle) => {
    it("have the exact mean wait of the tables", () => {
      expect(exact).toBeCloseTo(oracle["terminating_coverage_MM1_rho.9_d25_90pct"]!.true, 12);
    });
  });

  it("wait in the recursion as they do in the simulator, replication by replication", async () => {
    const { values } = await simulate(SCENARIO);
    const simulated = values("wait.mean");
    expect(simulated).toHaveLength(20);
    simulated.forEach((seconds, replication) => {
      expect(seconds / 60).toBeCloseTo(meanWait(drawsOf(replication)), 12);
    });
  });

  // Right intervals cover in .862 (those of skewed means are a little short), and the share of 20,000 has a standard error of .0024: seeds at
  // random would leave the limits now and then. The seed is fixed.
  it("are covered by 90% intervals of ten replications in .859 -+ .0075 of 20,000 cases, and by wrong intervals are not", () => {
    const EXPERIMENTS = 20_000;
    const REPLICATIONS = 10;
    const covered = { student: 0, populationDeviation: 0, normal: 0 };
    const tooNarrow = normalQuantile(0.95) / studentTQuantile(0.95, REPLICATIONS - 1);
    for (let experiment = 0; experiment < EXPERIMENTS; experiment += 1) {
      // To open streams takes most of the time: the replications of an experiment draw from one pair in turn.
      const draws = drawsOf(experiment);
      const { mean, halfWidth } = meanInterval(
        Array.from({ length: REPLICATIONS }, () => meanWait(draws)),
        0.9,
      );
      const off = Math.abs(mean - exact);
      if (off <= halfWidth!) covered.student += 1;
      if (off <= halfWidth! * Math.sqrt((REPLICATIONS - 1) / REPLICATIONS)) covered.populationDeviation += 1;
      if (off <= halfWidth! * tooNarrow) covered.normal += 1;
    }
    const miss = (count: number) => Math.abs(count / EXPERIMENTS - 0.859);
    expect(miss(covered.student)).toBeLessThanOrEqual(0.0075);
    expect(miss(covered.populationDeviation)).toBeGreaterThan(0.0075);
    expect(miss(covered.normal)).toBeGreaterThan(0.0075);
    // And in agreement with an independent study: .86165, to .0021.
    const { low, high } = wilsonInterval(covered.student, EXPERIMENTS, 1 - 1e-5);
    expect(low).toBeLessThanOrEqual(0.86165);
    expect(high).toBeGreaterThanOrEqual(0.86165);
  }, 60_000);
});
