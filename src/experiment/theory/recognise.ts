import type { WorldSpec } from "../../model/worldSpec.ts";
import { type ArrivalKind, arrivalKind, notPoisson } from "./arrivals.ts";
import { byWorkload } from "./byWorkload.ts";
import { foreignParts } from "./foreignParts.ts";
import { holdingOf } from "./holding.ts";
import { jobDepartures } from "./jobDepartures.ts";
import { limitedQueue, limitedQueueDepartures, limitOf } from "./limitedQueue.ts";
import { openQueue, openQueueDepartures, queueName } from "./openQueue.ts";
import { type Recognition, unlike } from "./queueModel.ts";
import { setupQueue } from "./setupQueue.ts";
import type { Station } from "./station.ts";
import { timetable } from "./timetable.ts";
import { momentsOf } from "./variates.ts";

/** The textbook queue that a station is, or is close to; else every assumption that does not hold. */
export function recognise(spec: WorldSpec, station: Station): Recognition {
  const departures = [
    ...station.departures,
    ...foreignParts(spec, station),
    ...byWorkload(station.streams, jobDepartures),
  ];
  const found = station.servers < 1 ? unlike([]) : byArrivals(spec, station);
  if (departures.length === 0) return found;
  return unlike([...new Set([...departures, ...(found.model === null ? found.departures : [])])]);
}

function byArrivals(spec: WorldSpec, station: Station): Recognition {
  const kinds = new Set<ArrivalKind>(station.streams.map(arrivalKind));
  const [kind] = kinds;
  if (station.pool?.scaling.kind === "onDemand" && (kinds.size > 1 || kind !== "poisson"))
    return unlike(["its VMs come and go, which has a formula for Poisson arrivals only"]);
  if (kinds.size === 1 && kind === "timed") return timetable(spec, station);
  const lonely = kind === "renewal" && station.streams.length === 1;
  if (kinds.size > 1 || !(kind === "poisson" || lonely)) return unlike(byWorkload(station.streams, notPoisson));
  return independent(spec, station);
}

/** One by one, at independent intervals. */
function independent(spec: WorldSpec, station: Station): Recognition {
  const holding = holdingOf(station);
  // Of service times it is told with the jobs.
  if (holding === null)
    return unlike(momentsOf(station.dispatch) === null ? ["dispatch delays are taken in turn, not drawn"] : []);
  if (holding.rate === 0) return unlike(["no job comes"]);
  if (holding.mean === 0) return unlike(["its jobs take no time, so there is no queue"]);
  if (station.servers < Number.POSITIVE_INFINITY && !Number.isFinite(holding.secondMoment)) {
    return unlike(["service times have no finite variance, so the mean wait has no end"]);
  }
  if (station.pool?.scaling.kind === "onDemand") {
    return setupQueue(station, station.pool, station.pool.scaling, holding);
  }
  const limit = limitOf(spec, station);
  if (limit !== Number.POSITIVE_INFINITY) {
    const departures = limitedQueueDepartures(spec, station, holding, limit);
    return departures.length > 0 ? unlike(departures) : { model: limitedQueue(station, holding, limit) };
  }
  const departures = openQueueDepartures(station, holding);
  if (departures.length > 0) return unlike(departures, queueName(station, holding));
  return { model: openQueue(spec, station, holding) };
}
