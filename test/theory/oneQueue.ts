import {
  type Comparison,
  expectExact,
  expectExactQuantiles,
  isQuantileTold,
  type QuantileComparison,
} from "./exactFigures.ts";
import { type QueueCase, seedOf } from "./queueCase.ts";
import type { RunLength } from "./runLength.ts";
import { type Simulated, simulate } from "./simulate.ts";

/** One queue in front of equal servers. Its times are in the case's unit of time, which is one `unit` of the scenario. */
export interface OneQueue extends RunLength {
  readonly servers: number;
  /** YAML of the arrivals and of a service time. */
  readonly arrivals: string;
  readonly service: string;
  readonly unit: "min" | "h";
  /** The classic service, or a pool whose VMs are there at once. */
  readonly through: "classic" | "pool";
  readonly maxQueued?: number;
}

/** Independent replications of a case. */
export const REPLICATIONS = 32;

/** Cases by turns through the classic service and through a pool. */
export function byTurns<Case>(cases: readonly Case[]): readonly (Case & { readonly through: "classic" | "pool" })[] {
  return cases.map((queue, place) => ({ ...queue, through: place % 2 === 0 ? "classic" : "pool" }));
}

/**
 * Simulates a case, and compares each exact figure that a metric expresses with that metric. None expresses the number in the system (E_N), the
 * wait of those that wait (E_W_given_wait), its standard deviation (sd_W) and what holds at single instants.
 */
export async function expectExactQueue(queue: QueueCase<unknown>, how: OneQueue): Promise<void> {
  const simulated = await simulate(scenarioText(queue.id, how));
  expectExact(meansOf(queue.expected, simulated, how));
  expectExactQuantiles(quantilesOf(queue.expected, simulated, how));
}

function scenarioText(
  id: string,
  { unit, servers, through, warmUp, horizon, arrivals, service, maxQueued }: OneQueue,
): string {
  const classic = `classic: {workers: ${servers}, endpointConcurrency: none, dispatch: 0 s, maxQueued: ${maxQueued ?? "none"}}`;
  const pool = `pools: {own: {vms: ${servers}, provisioning: 0 s, startTask: 0 s, dispatch: 0 s}}`;
  return `
name: ${JSON.stringify(id)}
seed: ${seedOf(id)}
time: {start: 2026-03-02T00:00:00Z, warmUp: ${warmUp} ${unit}, horizon: ${horizon} ${unit}}
replications: ${REPLICATIONS}
quantiles: exact
workloads:
  jobs:
    arrivals: ${arrivals}
    job: {service: ${service}}
    route: ${through === "classic" ? "classic" : "own"}
${through === "classic" ? classic : pool}
`;
}

const SECONDS = { min: 60, h: 3600 };

type Expected = Readonly<Record<string, number>>;

function meansOf(expected: Expected, simulated: Simulated, { unit, through }: OneQueue): readonly Comparison[] {
  const inUnits = (metric: string) => () => simulated.values(metric).map((seconds) => seconds / SECONDS[unit]);
  const plain = (metric: string) => () => simulated.values(metric);
  const means: Readonly<Record<string, () => readonly number[]>> = {
    E_W: inUnits("wait.mean"),
    arrival_avg_E_W: inUnits("wait.mean"),
    E_T: inUnits("latency.mean"),
    P_wait: plain("wait.probability"),
    P_wait_accepted: plain("wait.probability"),
    P_block() {
      const submitted = simulated.values("jobs.submitted");
      return simulated.values("jobs.rejected").map((rejected, i) => rejected / submitted[i]!);
    },
    E_Q: plain("queue.mean"),
    util: plain(through === "classic" ? "classic.fleet.utilisation" : "byPool.own.utilisation"),
    throughput: () => simulated.values("throughput.jobsPerHour").map((rate) => (rate * SECONDS[unit]) / SECONDS.h),
  };
  return Object.entries(means).flatMap(([figure, values]) => {
    const exact = expected[figure];
    return exact === undefined ? [] : [{ figure, exact, values: values() }];
  });
}

function quantilesOf(expected: Expected, simulated: Simulated, how: OneQueue): readonly QuantileComparison[] {
  const found: QuantileComparison[] = [];
  for (const [letter, name] of [
    ["W", "wait"],
    ["T", "latency"],
  ] as const) {
    for (const percent of [50, 90, 95, 99]) {
      const figure = `${letter}_p${percent}`;
      const exact = expected[figure];
      if (exact === undefined || (letter === "W" && isAtEdge(expected, percent))) continue;
      if (exact > 0 && !isQuantileTold(percent, how.horizon / how.relaxation)) continue;
      const values = simulated.values(`${name}.p${percent}`).map((value) => value / SECONDS[how.unit]);
      found.push({ figure, exact, values, tail: tailOf(expected, letter) });
    }
  }
  return found;
}

/**
 * Around the share of jobs that do not wait, a sample's quantile jumps between 0 and the shortest waits, and its mean tells
 * nothing. Further off it is 0 in every replication, or above 0 in every one.
 */
function isAtEdge(expected: Expected, percent: number): boolean {
  const waiting = expected.P_wait ?? expected.P_wait_accepted!;
  const ratio = waiting / (1 - percent / 100);
  return ratio > 0.7 && ratio < 1.3;
}

/** The mean excess over the upper quantiles. */
function tailOf(expected: Expected, letter: "W" | "T"): number {
  const [p95, p99] = [expected[`${letter}_p95`]!, expected[`${letter}_p99`]];
  // From the 95th to the 99th percentile an exponential tail falls by a factor of 5.
  if (p99 !== undefined) return (p99 - p95) / Math.log(5);
  // As if the waits above 0 were exponential: P(W > t) = P(W > 0) exp(-t / m).
  return p95 / Math.log((expected.P_wait ?? expected.P_wait_accepted!) / 0.05);
}
