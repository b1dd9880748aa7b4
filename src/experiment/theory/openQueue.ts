import { SECOND } from "../../engine/time.ts";
import type { WorldSpec } from "../../model/worldSpec.ts";
import { arrivalKind, rateOf } from "./arrivals.ts";
import { type Holding, meanService, ownStreams } from "./holding.ts";
import { formulaFor, squaredCvOfArrivals } from "./queueFormula.ts";
import type { Expectation, QueueModel } from "./queueModel.ts";
import type { Station } from "./station.ts";

/** `M/M/8 at 110%`: what a station without a steady state is like; null where it is not the load that stands in the way. */
export function queueName(station: Station, holding: Holding): string | null {
  return station.maxQueued !== Number.POSITIVE_INFINITY
    ? null
    : nameOf(formulaFor(station, holding).letters, station, holding);
}

/** Reasons why a station of independent arrivals has no steady state, or none that is known. */
export function openQueueDepartures({ servers, maxQueued, streams }: Station, holding: Holding): readonly string[] {
  const load = holding.rate * holding.mean;
  if (servers === Number.POSITIVE_INFINITY) return [];
  if (maxQueued === Number.POSITIVE_INFINITY) {
    if (load < servers) return [];
    return ["it is offered as much as it can do, or more: there is no steady state, waits grow as long as it runs"];
  }
  if (holding.form === "exponential" && streams.every((stream) => arrivalKind(stream) === "poisson")) return [];
  return [
    "its queue is limited (maxQueued), which has a formula for Poisson arrivals and exponential service times of one mean only",
  ];
}

/** The steady state of a station whose jobs come one by one, independently of each other. */
export function openQueue(spec: WorldSpec, station: Station, holding: Holding): QueueModel {
  const { servers, prefix } = station;
  const formula = formulaFor(station, holding);
  const load = holding.rate * holding.mean;
  const own = ownStreams(station);
  const ownRate = own.reduce((sum, stream) => sum + rateOf(stream), 0);
  const ownService = own.reduce((sum, stream) => sum + rateOf(stream) * meanService(stream, station), 0) / ownRate;
  const letIn = 1 - formula.blocked;
  const wait = (formula.meanWait + holding.dispatch) / SECOND;
  const expectations: Expectation[] = [
    { metric: `${prefix}wait.mean`, unit: "s", theory: wait },
    { metric: `${prefix}wait.probability`, unit: "share", theory: formula.waitProbability },
    ...(formula.p95 === null
      ? []
      : [{ metric: `${prefix}wait.p95`, unit: "s" as const, theory: formula.p95 / SECOND }]),
    { metric: `${prefix}latency.mean`, unit: "s", theory: wait + ownService / SECOND },
    { metric: `${prefix}queue.mean`, unit: "jobs", theory: ownRate * letIn * formula.meanWait },
    ...utilisation(station, holding, letIn),
  ];
  if (formula.blocked > 0) {
    const rejected = ownRate * formula.blocked * spec.horizon;
    expectations.push({ metric: `${prefix}jobs.rejected`, unit: "jobs", theory: rejected });
  }
  if (station.streams.length > 1) {
    for (const stream of own) {
      const latency = wait + meanService(stream, station) / SECOND;
      expectations.push({ metric: `byWorkload.${stream.name}.wait.mean`, unit: "s", theory: wait });
      expectations.push({ metric: `byWorkload.${stream.name}.latency.mean`, unit: "s", theory: latency });
    }
  }
  return {
    name: nameOf(formula.letters, station, holding),
    kind: formula.kind,
    source: formula.source,
    notes: [...station.notes, ...mergedNote(station)],
    expectations,
    relaxation: Number.isFinite(servers) && load < servers ? relaxationOf(station, load, holding) : holding.mean,
  };
}

/** Those of several workloads in one queue have one wait: whoever comes sees the same queue. */
function mergedNote({ streams }: Station): readonly string[] {
  if (streams.length < 2) return [];
  return [`${streams.length} workloads in one queue: each waits alike, for Poisson arrivals see time averages`];
}

/** A pool's VM is busy while any of its slots is, which only with one slot each is the servers' share. */
function utilisation(station: Station, { rate, mean, dispatch }: Holding, letIn: number): readonly Expectation[] {
  const { pool, slots } = station;
  if (slots === Number.POSITIVE_INFINITY) return [];
  const theory = (rate * letIn * (mean - dispatch)) / slots;
  if (pool === null) return [{ metric: "classic.fleet.utilisation", unit: "share", theory }];
  if (pool.slotsPerVm > 1 || pool.billing !== "fromReady") return [];
  return [{ metric: `byPool.${pool.name}.utilisation`, unit: "share", theory }];
}

/**
 * The relaxation time of M/M/c, stretched as variances stretch the wait: exact for one server (Cohen, The Single Server
 * Queue, 1982, chapter II.2), of the right order for more of them near full load.
 */
function relaxationOf({ servers, streams }: Station, load: number, { mean, squaredCv }: Holding): number {
  const variability = (squaredCvOfArrivals(streams) + squaredCv) / 2;
  return (mean * variability) / (Math.sqrt(servers) - Math.sqrt(load)) ** 2;
}

function nameOf(letters: string, { servers }: Station, { rate, mean }: Holding): string {
  return Number.isFinite(servers) ? `${letters} at ${percent((rate * mean) / servers)}` : letters;
}

/** `90%`, `99.5%`. */
export function percent(share: number): string {
  return `${+(100 * share).toFixed(1)}%`;
}
