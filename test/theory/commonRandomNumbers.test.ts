import { describe, expect, it } from "vitest";
import { firstJobs } from "../../src/statistics/fromEmpty.ts";
import { meanInterval, pairedDifference } from "../../src/statistics/interval.ts";
import { expectExact } from "./exactFigures.ts";
import { simulate } from "./simulate.ts";

const REPLICATIONS = 300;

/** One worker of mean 0.9, or two of mean 1.8, for the same 100 customers (Law and Kelton's example). Minutes. */
const text = (seed: number) => `
name: One fast worker or two slow ones
seed: ${seed}
time: {horizon: 1 d, drain: true}
replications: ${REPLICATIONS}
workloads:
  customers: {arrivals: {poisson: {rate: 1/min, limit: 100}}, job: {service: {exponential: {mean: 54 s}}}}
classic: {workers: 1, endpointConcurrency: none}
baseline: fast
alternatives:
  fast: {}
  slow: {workloads: {customers: {job: {service: {exponential: {mean: 108 s}}}}}, classic: {workers: 2}}
`;

function variance(values: readonly number[]): number {
  const { mean } = meanInterval(values);
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
}

describe("common random numbers", () => {
  it("make the difference of two systems at least 50 times less variable than independent seeds do", async () => {
    const first = await simulate(text(71));
    const second = await simulate(text(72));
    const minutes = (run: typeof first, alternative: string) =>
      run.values("wait.mean", alternative).map((seconds) => seconds / 60);
    const fast = minutes(first, "fast");
    const slow = minutes(first, "slow");
    const others = minutes(second, "slow");
    expect(fast).toHaveLength(REPLICATIONS);
    const paired = variance(fast.map((wait, i) => wait - slow[i]!));
    const independent = variance(fast.map((wait, i) => wait - others[i]!));
    // An independent study has 16.9 and 0.056, a factor of 300.
    expect(independent / paired).toBeGreaterThanOrEqual(50);

    // And the comparison that a user sees is the paired one.
    const compared = first.result.summary.comparisons.slow!["wait.mean"]!;
    const { low, high } = pairedDifference(minutes(first, "slow"), fast);
    expect(compared.low! / 60).toBeCloseTo(low!, 9);
    expect(compared.high! / 60).toBeCloseTo(high!, 9);
    expect(compared.verdict).toBe("better");

    // Pairing changes no mean: false alarm 1e-5 each.
    const exact = (mean: number, servers: number) => firstJobs(1, mean, servers, 100).meanWait;
    expectExact([
      { figure: "one fast worker", exact: exact(0.9, 1), values: fast },
      { figure: "two slow ones", exact: exact(1.8, 2), values: slow },
    ]);
  });
});
