import { SECOND } from "../../engine/time.ts";
import type { WorldSpec } from "../../model/worldSpec.ts";
import { firstJobs } from "../../statistics/fromEmpty.ts";
import { arrivalKind, rateOf } from "./arrivals.ts";
import type { Holding } from "./holding.ts";
import { percent } from "./openQueue.ts";
import type { QueueModel } from "./queueModel.ts";
import { readyBy } from "./readyBy.ts";
import type { Station } from "./station.ts";

/** Chances that a Poisson count is so many standard deviations off are below 1e-14. */
const SURELY = 8;
/** States times steps of the chain of the first jobs: some seconds. */
const MOST_WORK = 5e8;

/** The most jobs that a station's sources give, where that ends them before the run does; else `Infinity`. */
export function limitOf({ warmUp, horizon }: WorldSpec, { streams }: Station): number {
  const binding = streams.filter(({ arrivals }, i) => {
    const expected = rateOf(streams[i]!) * (warmUp + horizon);
    return arrivals.limit < expected + SURELY * Math.sqrt(expected);
  });
  return binding.length === 0 ? Number.POSITIVE_INFINITY : Math.min(...binding.map(({ arrivals }) => arrivals.limit));
}

/** Reasons why the first jobs of a source that stops have no exact answer. */
export function limitedQueueDepartures(
  { warmUp, horizon, drain }: WorldSpec,
  { streams, servers, maxQueued, pool }: Station,
  holding: Holding,
  limit: number,
): readonly string[] {
  const load = holding.rate * holding.mean;
  const whole = drain && limit + SURELY * Math.sqrt(limit) < holding.rate * (warmUp + horizon);
  // A stable queue forgets within some relaxation times and is hardly ever longer than some geometric tail.
  const memory = (40 * load) / (Math.sqrt(servers) - Math.sqrt(load)) ** 2;
  const longest = load < servers ? servers + 40 / Math.log(servers / load) : limit;
  const steps = load < servers ? Math.min(limit, memory) : limit;
  const single = streams.length === 1 && arrivalKind(streams[0]!) === "poisson";
  const plain = single && holding.form === "exponential" && maxQueued === Number.POSITIVE_INFINITY;
  return [
    ...(limit < 1 ? ["no job comes"] : []),
    ...(plain
      ? []
      : [
          `a source stops after ${limit} jobs, which has a formula for M/M/c alone: one workload, Poisson arrivals, exponential service`,
        ]),
    ...(pool !== null && readyBy(pool) > 0 ? ["VMs take time to be ready, and the first jobs wait for them"] : []),
    ...(warmUp > 0 ? [`a source stops after ${limit} jobs, and the warm-up leaves the first of them out`] : []),
    ...(whole ? [] : [`the run can end before all of its ${limit} jobs have (longer horizon and drain: true help)`]),
    ...(steps * Math.min(limit, longest) > MOST_WORK ? [`${limit} jobs are too many to follow the queue exactly`] : []),
  ];
}

/** M/M/c from empty, over the first `limit` jobs. */
export function limitedQueue(station: Station, holding: Holding, limit: number): QueueModel {
  const { servers, prefix } = station;
  const first = firstJobs(holding.rate, holding.mean, servers, limit);
  return {
    name: `the first ${limit.toLocaleString("en")} jobs of M/M/${servers} at ${percent((holding.rate * holding.mean) / servers)}, from empty`,
    kind: "exact",
    source: "the Markov chain that arrivals see; Gross et al., Fundamentals of Queueing Theory (4th ed.), 2.11",
    notes: station.notes,
    expectations: [
      { metric: `${prefix}wait.mean`, unit: "s", theory: first.meanWait / SECOND },
      { metric: `${prefix}wait.probability`, unit: "share", theory: first.waitProbability },
      { metric: `${prefix}latency.mean`, unit: "s", theory: (first.meanWait + holding.mean) / SECOND },
    ],
    relaxation: null,
  };
}
