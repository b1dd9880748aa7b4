import { NEVER, SECOND, type Ticks } from "../../engine/time.ts";
import { Source } from "../../model/workload/source.ts";
import type { WorldSpec } from "../../model/worldSpec.ts";
import { exponentialForkJoin } from "../../statistics/forkJoin.ts";
import { equalJobs, type Firing } from "./equalJobs.ts";
import { type QueueModel, type Recognition, unlike } from "./queueModel.ts";
import type { Station } from "./station.ts";
import { common, exponentialMean, onlyValue } from "./variates.ts";

/** Jobs that are worked out one by one. */
const MOST_JOBS = 5_000_000;

/** Jobs at instants known beforehand: exact, without chance, where all take the same time; or one burst of exponential ones. */
export function timetable(spec: WorldSpec, station: Station): Recognition {
  const { streams, servers, speed, pool } = station;
  const service = common(streams.map(({ job }) => onlyValue(job.service)));
  const exponential = common(streams.map(({ job }) => exponentialMean(job.service)));
  const dispatch = onlyValue(station.dispatch);
  const readyFrom = pool === null ? 0 : readyAt(pool);
  const firings = firingsOf(spec, station);
  const jobs = firings.reduce((sum, { count }) => sum + count, 0);
  const burst = exponential !== null && dispatch === 0 && spec.drain && spec.warmUp === 0 && firings.length === 1;
  const departures = [
    ...(service === null && !burst
      ? ["arrivals at times known beforehand are not Poisson, and with service times that vary they have no formula"]
      : []),
    ...(streams.some(({ background }) => background)
      ? ["other tenants come by a timetable too, whose turn it is can matter"]
      : []),
    ...(dispatch === null ? ["the dispatch delay varies"] : []),
    ...(readyFrom === null ? ["the time that VMs take to be ready varies"] : []),
    ...(station.maxQueued === NEVER ? [] : ["its queue is limited (maxQueued)"]),
    ...(jobs === 0 ? ["no job comes"] : []),
    ...(jobs > MOST_JOBS ? [`${jobs} jobs are too many to follow one by one`] : []),
  ];
  if (departures.length > 0) return unlike(departures);
  const slots = Math.min(servers, jobs);
  if (service === null)
    return { model: forkJoin(station, jobs, slots, exponential! / speed, readyFrom! - firings[0]!.at) };
  const hold = Math.round(dispatch!) + Math.floor(service / speed + 0.5);
  return {
    model: equalJobs(spec, station, { firings, slots, readyFrom: readyFrom!, dispatch: Math.round(dispatch!), hold }),
  };
}

function firingsOf(spec: WorldSpec, { streams }: Station): readonly Firing[] {
  const firings: Firing[] = [];
  for (const { arrivals } of streams) {
    if (arrivals.kind === "trace" || arrivals.kind === "stream") continue;
    const interval = arrivals.kind === "renewal" ? (onlyValue(arrivals.interval) ?? NEVER) : NEVER;
    const batch = onlyValue(arrivals.batch) ?? 0;
    const source = new Source(arrivals, spec.startEpochMs, spec.warmUp + spec.horizon, {
      uniform: () => Number.NaN,
      interval: () => interval,
      batch: () => batch,
    });
    for (let at = source.next(); at !== NEVER; at = source.next()) firings.push({ at, count: source.jobs });
  }
  return firings.sort((a, b) => a.at - b.at);
}

/** When the VMs of time 0 are ready; null where that varies. */
function readyAt({ provisioning, startTask }: NonNullable<Station["pool"]>): Ticks | null {
  const [first, second] = [onlyValue(provisioning), onlyValue(startTask)];
  return first === null || second === null ? null : Math.round(first) + Math.round(second);
}

function forkJoin({ prefix, notes }: Station, jobs: number, slots: number, mean: number, ready: number): QueueModel {
  const { meanMakespan, meanWait } = exponentialForkJoin(jobs, slots, mean, Math.max(0, ready));
  return {
    name: `${jobs} exponential jobs at once on ${slots} slots`,
    kind: "exact",
    source: "order statistics of exponentials; Ross, Introduction to Probability Models (11th ed.), 5.2.3",
    notes,
    expectations: [
      { metric: `${prefix}wait.mean`, unit: "s", theory: meanWait / SECOND },
      { metric: `${prefix}latency.mean`, unit: "s", theory: (meanWait + mean) / SECOND },
      ...(prefix === "" ? [{ metric: "makespan", unit: "s" as const, theory: meanMakespan / SECOND }] : []),
    ],
    relaxation: null,
  };
}
