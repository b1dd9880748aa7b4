import { NEVER, SECOND, type Ticks } from "../../engine/time.ts";
import type { WorldSpec } from "../../model/worldSpec.ts";
import { equalServiceStarts } from "../../statistics/forkJoin.ts";
import { nearestRank } from "../../statistics/nearestRank.ts";
import type { Expectation, QueueModel } from "./queueModel.ts";
import type { Station } from "./station.ts";

/** Up to so many values the simulation's quantiles are exact whatever the scenario says. */
const EXACT_QUANTILES = 65_536;

/** Jobs that come at one instant. */
export interface Firing {
  readonly at: Ticks;
  readonly count: number;
}

/** Times in ticks; a slot is held for dispatch and service. */
export interface EqualJobs {
  readonly firings: readonly Firing[];
  readonly slots: number;
  readonly readyFrom: Ticks;
  readonly dispatch: Ticks;
  readonly hold: Ticks;
}

/** Equal jobs at known instants: what each of them meets, worked out one by one. */
export function equalJobs(spec: WorldSpec, station: Station, jobs: EqualJobs): QueueModel {
  const { firings, slots } = jobs;
  const sizes = new Set(firings.map(({ count }) => count));
  const size = sizes.size === 1 ? String(firings[0]!.count) : "N";
  const often = size === "1" ? `D/D/${slots}` : `D^[${size}]/D/${slots}`;
  return {
    name: firings.length === 1 ? `${size} equal jobs at once on ${slots} slots` : often,
    kind: "exact",
    source: "a job starts when it comes, or when the one as many places ahead as there are slots has ended",
    notes: [...station.notes, "nothing here is left to chance: every replication is the same"],
    expectations: expectationsOf(spec, station, measuredTimes(spec, jobs)),
    relaxation: null,
  };
}

/** Of the measured jobs, in seconds; waits of those that started, latencies of those that ended. */
interface MeasuredTimes {
  readonly waits: readonly number[];
  readonly latencies: readonly number[];
  /** How many waited for a slot. */
  readonly waiting: number;
  /** First submission to last end; null if any job is unfinished. */
  readonly makespan: number | null;
}

function measuredTimes({ warmUp, horizon, drain }: WorldSpec, jobs: EqualJobs): MeasuredTimes {
  const { firings, slots, readyFrom, dispatch, hold } = jobs;
  const arrivals = Float64Array.from(firings.flatMap(({ at, count }) => new Array<number>(count).fill(at)));
  const taken = equalServiceStarts(arrivals, slots, hold, readyFrom);
  // At the end of the run nothing is given a slot any more; what has one by then may start and end.
  const stop = drain ? NEVER : warmUp + horizon;
  const waits: number[] = [];
  const latencies: number[] = [];
  let waiting = 0;
  let unfinished = 0;
  let first = NEVER;
  let last = 0;
  for (let job = 0; job < arrivals.length; job += 1) {
    const [submitted, slot] = [arrivals[job]!, taken[job]!];
    if (submitted < warmUp) continue;
    first = Math.min(first, submitted);
    const starts = slot < stop && slot + dispatch <= stop;
    if (starts) {
      waits.push((slot + dispatch - submitted) / SECOND);
      if (slot > submitted) waiting += 1;
    }
    if (starts && slot + hold <= stop) {
      latencies.push((slot + hold - submitted) / SECOND);
      last = slot + hold;
    } else unfinished += 1;
  }
  return { waits, latencies, waiting, makespan: unfinished > 0 || last === 0 ? null : (last - first) / SECOND };
}

function expectationsOf(spec: WorldSpec, { prefix }: Station, times: MeasuredTimes): readonly Expectation[] {
  const { waits, latencies, waiting, makespan } = times;
  const expectations: Expectation[] = [];
  const seconds = (metric: string, theory: number): void => {
    expectations.push({ metric: prefix + metric, unit: "s", theory });
  };
  if (waits.length > 0) {
    seconds("wait.mean", mean(waits));
    expectations.push({ metric: `${prefix}wait.probability`, unit: "share", theory: waiting / waits.length });
    if (waits.length <= EXACT_QUANTILES || spec.exactQuantiles) seconds("wait.p95", p95(waits));
    seconds("wait.max", largest(waits));
  }
  if (latencies.length > 0) {
    seconds("latency.mean", mean(latencies));
    seconds("latency.max", largest(latencies));
  }
  if (makespan !== null && prefix === "") seconds("makespan", makespan);
  return expectations;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function largest(values: readonly number[]): number {
  return values.reduce((most, value) => Math.max(most, value), 0);
}

function p95(values: readonly number[]): number {
  return Float64Array.from(values).sort()[nearestRank(0.95, values.length) - 1]!;
}
