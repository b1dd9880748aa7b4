import { DAY, HOUR, type Ticks } from "../engine/time.ts";
import { CLASSIC } from "./eventLog.ts";
import { Parties } from "./parties.ts";
import type { ArrivalSpec } from "./workload/workloadSpec.ts";
import type { WorldSpec } from "./worldSpec.ts";

const WEEK = 7 * DAY;

/**
 * The cycle in which the load, or the fleet, of a world goes by the clock: a day, an hour (a cron that fires alike in all
 * hours), or 0 for none. Only whole cycles are like each other.
 */
export function loadCycle(spec: WorldSpec): Ticks {
  const { workloads, classic, pools } = spec;
  const usesClassic = new Parties(spec).reaches(CLASSIC, workloads);
  if (pools.some(({ scaling }) => scaling.kind === "autoscale" && scaling.formula.calls("time"))) return DAY;
  if (usesClassic && classic?.fleet.kind === "workers" && classic.fleet.timetable.length > 1) return DAY;
  const cycles = workloads
    .filter(({ background }) => !background || usesClassic)
    .map(({ arrivals }) => cycleOf(arrivals));
  return Math.max(0, ...cycles);
}

/** Whether the customer's jobs go on coming for as long as the run: not fixed times, a trace or a limited number. */
export function isEndless({ workloads }: WorldSpec): boolean {
  return workloads.some(({ background, arrivals }) => {
    if (background || arrivals.kind === "at" || arrivals.kind === "trace") return false;
    return arrivals.limit === Number.POSITIVE_INFINITY;
  });
}

function cycleOf(arrivals: ArrivalSpec): Ticks {
  if (arrivals.kind === "poisson") return arrivals.profile === null ? 0 : DAY;
  if (arrivals.kind === "stream" && arrivals.flow.microWeights !== null) return DAY;
  if (arrivals.kind !== "cron" && arrivals.kind !== "stream") return 0;
  return isSameEveryHour(arrivals.nextAt) ? HOUR : DAY;
}

/** Whether a cron fires at the same minutes of every hour of a week: then its cycle is an hour at the most. */
function isSameEveryHour(nextAt: (from: Ticks) => Ticks | null): boolean {
  for (let firing = nextAt(0); firing !== null && firing < WEEK - HOUR; firing = nextAt(firing + 1)) {
    if (nextAt(firing + 1) === null || nextAt(firing + HOUR) !== firing + HOUR) return false;
  }
  const first = nextAt(0);
  return first !== null && first < HOUR;
}
