import { it } from "vitest";
import { withOracles } from "../shared/oracleFolder.ts";
import { byTurns, expectExactQueue } from "./oneQueue.ts";
import { casesOf, type QueueCase } from "./queueCase.ts";
import { runLength } from "./runLength.ts";

interface Params {
  readonly lam: number;
  readonly c: number;
  /** Of the cases named by their distribution. */
  readonly dist?: string;
}

/** Service times of mean 1 min, by what the case's id begins with: their YAML and squared coefficient of variation. */
const SERVICES: readonly (readonly [beginning: string, service: string, squaredCv: number])[] = [
  ["mdc_", "1 min", 0],
  ["mg1_Deterministic", "1 min", 0],
  ["mg1_E2", "{erlang: {mean: 1 min, stages: 2}}", 0.5],
  ["mE2c_", "{erlang: {mean: 1 min, stages: 2}}", 0.5],
  ["mg1_U(0,2)", "{uniform: {min: 0 s, max: 2 min}}", 1 / 3],
  ["mg1_H2_scv4", "{hyperexponential: {mean: 1 min, cv: 2}}", 4],
  ["mH2c_", "{hyperexponential: {mean: 1 min, cv: 2}}", 4],
  ["mg1_LogNormal", "{lognormal: {mean: 1 min, cv: 2}}", 4],
  ["mg1_Gamma", "{gamma: {mean: 1 min, cv: 2}}", 4],
  ["mg1_Weibull", "{weibull: {mean: 1 min, shape: 0.5}}", 5],
];

// Some 100 comparisons, each wrong with a chance of 1e-5 for seeds at random: 0.1% for the whole file; rather more for the log-normal
// and the Weibull distribution, whose rare long jobs make the replications' means skewed. The seeds are fixed.
withOracles<readonly QueueCase<Params>[]>("queueing.json", (all) => {
  const beginnings = SERVICES.map(([beginning]) => beginning);
  const cases = byTurns(casesOf<Params>(all, "mdc_", "mg1_", "mE2c_", "mH2c_"));

  it.each(cases)("$id has its exact waits, queue and utilisation through the $through", async (queue) => {
    const [, service, squaredCv] = SERVICES[beginnings.findIndex((beginning) => queue.id.startsWith(beginning))]!;
    const { lam: rate, c: servers } = queue.params;
    const variability = (1 + squaredCv) / 2;
    await expectExactQueue(queue, {
      ...runLength({ rate, meanService: 1, servers, variability, jobs: squaredCv > 1 ? 60_000 : 20_000 }),
      servers,
      arrivals: `{poisson: {rate: ${rate}/min}}`,
      service,
      unit: "min",
      through: queue.through,
    });
  });
});
