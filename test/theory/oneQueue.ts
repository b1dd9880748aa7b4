import { type QueueCase, seedOf } from "./queueCase.ts";
import { type Comparison } from "./exactFigures.ts";
import { type Simulated, simulate } from "./simulate.ts";

/** One queue in front of equal servers. Times in the case's unit, which becomes one `unit` of the scenario. */
export interface OneQueue {
  readonly servers: number;
  /** YAML of the arrivals and of a service time. */
  readonly arrivals: string;
  readonly service: string;
  /** Left out of the figures: as many units of time as it takes to forget the empty start. */
  readonly warmUp: number;
  readonly horizon: number;
  readonly unit: "min" | "h";
  /** The classic service, or a pool whose VMs are there at once. */
  readonly through: "classic" | "pool";
  readonly maxQueued?: number;
}

/** Independent replications of a case. */
export const REPLICATIONS = 32;

/** The scenario file of a queue. */
export function scenarioText(id: string, queue: OneQueue): string {
  const { unit, servers, through } = queue;
  const system =
    through === "classic"
      ? `classic: {workers: ${servers}, endpointConcurrency: none, dispatch: 0 s, maxQueued: ${queue.maxQueued ?? "none"}}`
      : `pools: {own: {vms: ${servers}, provisioning: 0 s, startTask: 0 s, dispatch: 0 s}}`;
  return `
name: ${JSON.stringify(id)}
seed: ${seedOf(id)}
time: {start: 2026-03-02T00:00:00Z, warmUp: ${queue.warmUp} ${unit}, horizon: ${queue.horizon} ${unit}}
replications: ${REPLICATIONS}
quantiles: exact
workloads:
  jobs:
    arrivals: ${queue.arrivals}
    job: {service: ${queue.service}}
    route: ${through === "classic" ? "classic" : "own"}
${system}
`;
}

const SECONDS = { min: 60, h: 3600 };

/** Simulates a case and sets each exact figure that has a metric beside that metric's values. */
export async function compareOneQueue({ id, expected }: QueueCase<unknown>, queue: OneQueue): Promise<readonly Comparison[]> {
  return compareFigures(expected, await simulate(scenarioText(id, queue)), queue);
}

function compareFigures(
  expected: Readonly<Record<string, number>>,
  simulated: Simulated,
  { unit, through }: OneQueue,
): readonly Comparison[] {
  const seconds = SECONDS[unit];
  const utilisation = through === "classic" ? "classic.fleet.utilisation" : "byPool.own.utilisation";
  const means: Readonly<Record<string, readonly [metric: string, scale: number]>> = {
    E_W: ["wait.mean", 1 / seconds],
    arrival_avg_E_W: ["wait.mean", 1 / seconds],
    E_T: ["latency.mean", 1 / seconds],
    P_wait: ["wait.probability", 1],
    P_wait_accepted: ["wait.probability", 1],
    E_Q: ["queue.mean", 1],
    util: [utilisation, 1],
    throughput: ["throughput.jobsPerHour", seconds / 3600],
  };
  const found = Object.entries(means).flatMap(([figure, [metric, scale]]): Comparison[] => {
    const exact = expected[figure];
    if (exact === undefined) return [];
    return [{ figure, exact, values: simulated.values(metric).map((value) => value * scale), tail: null }];
  });
  for (const [letter, name] of [["W", "wait"], ["T", "latency"]] as const) {
    for (const percent of [50, 90, 95, 99]) {
      const exact = expected[`${letter}_p${percent}`];
      if (exact === undefined || !isQuantileTold(expected, letter, percent)) continue;
      const values = simulated.values(`${name}.p${percent}`).map((value) => value / seconds);
      found.push({ figure: `${letter}_p${percent}`, exact, values, tail: tailOf(expected, letter) });
    }
  }
  return found;
}

/**
 * Near the share of jobs that do not wait, a sample's quantile jumps between 0 and the shortest waits, and its mean says nothing
 * of the distribution's. Further off it is 0 in every replication, or above 0 in every one.
 */
function isQuantileTold(expected: Readonly<Record<string, number>>, letter: string, percent: number): boolean {
  const waiting = expected.P_wait ?? expected.P_wait_accepted;
  if (letter === "T" || waiting === undefined) return true;
  const ratio = waiting / (1 - percent / 100);
  return ratio < 0.7 || ratio > 1.3;
}

/** The mean excess over the upper quantiles: between the 95th and the 99th percentile the tail falls by a factor of 5. */
function tailOf(expected: Readonly<Record<string, number>>, letter: string): number {
  const [p95, p99] = [expected[`${letter}_p95`], expected[`${letter}_p99`]];
  if (p95 !== undefined && p99 !== undefined) return (p99 - p95) / Math.log(5);
  // Of a wait whose tail is exponential as a whole: P(W > t) = P(W > 0) exp(-t / m).
  const waiting = expected.P_wait ?? expected.P_wait_accepted;
  return p95! / Math.log(waiting! / 0.05);
}
