import { SECOND } from "../../engine/time.ts";
import type { WorldSpec } from "../../model/worldSpec.ts";
import { type Objective, percentOf } from "../../scenario/objective.ts";
import { fewestServers } from "../../statistics/fewestServers.ts";
import { mmc } from "../../statistics/queueing.ts";
import { arrivalKind } from "../theory/arrivals.ts";
import { holdingOf } from "../theory/holding.ts";
import { squaredCvOfArrivals } from "../theory/queueFormula.ts";
import { type Station, stationsOf } from "../theory/station.ts";

/**
 * How many VMs (or workers) theory would take for a system: Erlang's C formula read backwards, waits stretched as Allen and
 * Cunneen do. A place to begin to look; null where arrivals are not Poisson or renewal, or no objective is a wait.
 *
 * @param system `classic` or a pool's name.
 */
export function serversByTheory(spec: WorldSpec, system: string, objectives: readonly Objective[]): number | null {
  const station = stationsOf(spec).find((each) => each.system === system);
  if (station === undefined) return null;
  if (!station.streams.every((stream) => ["poisson", "renewal"].includes(arrivalKind(stream)))) return null;
  const holding = holdingOf(station);
  if (holding === null || !(holding.rate > 0 && holding.mean > 0)) return null;
  const stretch = (squaredCvOfArrivals(station.streams) + holding.squaredCv) / 2;
  const limits = objectives.flatMap((objective) => limitOf(objective, holding.mean));
  if (limits.length === 0) return null;
  const slots = fewestServers(holding.rate * holding.mean, (servers) => {
    const queue = mmc(holding.rate, holding.mean, servers);
    return limits.every(({ quantile, wait }) => {
      const found = quantile === null ? queue.meanWait : queue.waitQuantile(quantile);
      return found * stretch <= wait;
    });
  });
  return slots === null ? null : Math.ceil(slots / slotsPerServer(station));
}

/** A bound on a wait in ticks: on its mean, or on a quantile. */
export interface WaitLimit {
  readonly quantile: number | null;
  readonly wait: number;
}

/** What an objective lets wait, none for one that is no bound on time: of a latency what its service, in ticks, leaves. */
export function limitOf({ metric, relation, bound }: Objective, service: number): readonly WaitLimit[] {
  const [, kind, figure = ""] = /(?:^|\.)(wait|latency)\.(mean|p[\d.]+)$/.exec(metric) ?? [];
  if (kind === undefined || !relation.startsWith("<")) return [];
  const wait = bound * SECOND - (kind === "latency" ? service : 0);
  const percent = percentOf(`x.${figure}`);
  return [{ quantile: percent === null ? null : percent / 100, wait: Math.max(0, wait) }];
}

function slotsPerServer({ pool }: Station): number {
  return pool === null ? 1 : pool.slotsPerVm;
}
