import type { Variate } from "../engine/distribution.ts";
import { DAY, NEVER, type Ticks } from "../engine/time.ts";
import { CLASSIC } from "./eventLog.ts";
import { meanOf } from "./meanOf.ts";
import { mostSlots } from "./mostSlots.ts";
import { Parties, type Party } from "./parties.ts";
import { leastTransfer } from "./storage/transferLoad.ts";
import { speedUpOf } from "./workload/speedUp.ts";
import { StreamFlow } from "./workload/streamFlow.ts";
import { type TraceLoad, traceLoads } from "./workload/traceLoad.ts";
import { WindowRows, Windows } from "./workload/windowRows.ts";
import type { StreamSpec, WorkloadSpec } from "./workload/workloadSpec.ts";
import type { WorldSpec } from "./worldSpec.ts";

/** The work that comes to a system, in slots busy on average (erlangs), beside the slots that it has. */
export interface OfferedLoad {
  /** `classic` or a pool's name. */
  readonly system: string;
  /** The endpoint or tenant whose cap is meant, or null for the system's slots. */
  readonly cappedAs: string | null;
  readonly offered: number;
  /** Slots on average, or the cap; `Infinity` where there is none. */
  readonly capacity: number;
}

/**
 * The offered load of every system, and of every finite cap, from the means of the scenario alone: arrivals a tick times
 * slots times holding time (service, dispatch, and what it reads and writes with a store to itself). Traces and timed arrivals are averaged over the simulated time; a trace's jobs that are
 * wider than a system can ever be are rejected there, and no load.
 */
export function offeredLoads(spec: WorldSpec): OfferedLoad[] {
  const parties = new Parties(spec);
  const offered = new Map<number, number>();
  const byEndpoint = new Map<string, number>();
  const byTenant = new Map<string, number>();
  const end = spec.warmUp + spec.horizon;
  const traced = spec.workloads.map(({ arrivals }) => {
    const byWidest = new Map<number, readonly TraceLoad[]>();
    return (member: number, system: number): TraceLoad | null => {
      if (arrivals.kind !== "trace") return null;
      // Where there are no slots at all, that is told of the system.
      const widest = Math.max(1, mostSlots(spec, system));
      const loads = byWidest.get(widest) ?? traceLoads(arrivals.jobs, end, widest);
      byWidest.set(widest, loads);
      return loads[member]!;
    };
  });
  const add = <K>(sums: Map<K, number>, key: K, load: number): void => {
    sums.set(key, (sums.get(key) ?? 0) + load);
  };
  const send = (party: Party, member: number, system: number, share: number): void => {
    const workload = spec.workloads[party.workload]!;
    const load = loadOf(spec, workload, traced[party.workload]!(member, system), system);
    add(offered, system, share * load.slots);
    if (system !== CLASSIC || share * load.jobs === 0) return;
    add(byEndpoint, workload.endpoint, share * load.jobs);
    add(byTenant, parties.tenants[party.tenant]!, share * load.jobs);
  };
  const members = parties.byWorkload.flatMap((those) => those.map((party, member) => ({ party, member })));
  for (const { party, member } of members) if (party.choices.length === 1) send(party, member, party.system, 1);
  for (const { party, member } of members) {
    if (party.choices.length === 1) continue;
    const shares = sharesByRoom(party.choices.map((system) => capacityOf(spec, system) - (offered.get(system) ?? 0)));
    party.choices.forEach((system, place) => {
      send(party, member, system, shares[place]!);
    });
  }
  const loads: OfferedLoad[] = [];
  if (spec.classic !== null && (offered.get(CLASSIC) ?? 0) > 0) {
    loads.push({
      system: "classic",
      cappedAs: null,
      offered: offered.get(CLASSIC)!,
      capacity: capacityOf(spec, CLASSIC),
    });
    const caps = [
      { label: "endpoint", sums: byEndpoint, caps: spec.classic.endpointConcurrency },
      { label: "tenant", sums: byTenant, caps: spec.classic.tenantConcurrency },
    ];
    for (const { label, sums, caps: cap } of caps) {
      for (const [name, load] of sums) {
        const capacity = cap.byName.get(name) ?? cap.otherwise;
        if (capacity !== Number.POSITIVE_INFINITY) {
          loads.push({ system: "classic", cappedAs: `${label} ${name}`, offered: load, capacity });
        }
      }
    }
  }
  spec.pools.forEach((pool, place) => {
    const capacity = capacityOf(spec, place + 1);
    loads.push({ system: pool.name, cappedAs: null, offered: offered.get(place + 1) ?? 0, capacity });
  });
  return loads;
}

/** Slots of a system on average; of a pool that changes, those that it has at its largest. */
function capacityOf(spec: WorldSpec, system: number): number {
  const pool = spec.pools[system - 1];
  return pool === undefined ? meanWorkers(spec) : mostSlots(spec, system);
}

/**
 * How jobs with a choice of systems are taken to divide: by the room that is left there. So all have too much to do, or none.
 */
function sharesByRoom(rooms: readonly number[]): readonly number[] {
  const endless = rooms.indexOf(Number.POSITIVE_INFINITY);
  if (endless >= 0) return rooms.map((_, place) => (place === endless ? 1 : 0));
  const left = rooms.map((room) => Math.max(0, room));
  const sum = left.reduce((all, room) => all + room, 0);
  return left.map((room) => (sum === 0 ? 1 / left.length : room / sum));
}

/** Slots busy, and jobs running, on average for one tenant of a workload. @param traced where a trace tells its jobs. */
function loadOf(
  spec: WorldSpec,
  workload: WorkloadSpec,
  traced: TraceLoad | null,
  system: number,
): { slots: number; jobs: number } {
  const { arrivals, job } = workload;
  const pool = system === CLASSIC ? undefined : spec.pools[system - 1]!;
  const ownSpeed = pool === undefined ? 1 : (pool.speedOf.get(workload.name) ?? pool.speed);
  const slowness = pool === undefined ? meanInverse(spec.classic?.speed) : 1 / ownSpeed;
  const delay = pool?.dispatch ?? spec.classic?.dispatch;
  const dispatch = (delay === undefined ? 0 : meanOf(delay)) + leastTransfer(spec, workload, pool);
  const fleet = spec.classic?.fleet;
  // Where waits are only observed, a waiting job holds its place under the caps too.
  const wait = system === CLASSIC && fleet?.kind === "observedWait" ? meanOf(fleet.wait) : 0;
  const end = spec.warmUp + spec.horizon;
  if (traced !== null) {
    const busy = traced.slotTicks * slowness + traced.slots * dispatch;
    const running = traced.service * slowness + traced.jobs * (dispatch + wait);
    return { slots: busy / end, jobs: running / end };
  }
  const rate = jobRate(workload, end);
  const scoring = arrivals.kind === "stream" && rate > 0 ? scoringOf(spec, workload, arrivals) : 0;
  const width = Math.max(1, meanOf(job.gang)) * job.cores;
  // Of a width that varies, about: the law is not linear in it.
  const worth = job.speedUp === null ? 1 : speedUpOf(width, job.speedUp.serial);
  const held = ((meanOf(job.service) + scoring) * slowness) / worth + dispatch;
  const tasks = Math.max(1, meanOf(job.tasks));
  const slots = rate * held * tasks * width;
  return { slots, jobs: rate * (held + wait) };
}

/** Time for the rows of a stream's job, on average over the simulated time. */
function scoringOf(spec: WorldSpec, workload: WorkloadSpec, { flow, window, rowTime, batch }: StreamSpec): number {
  const end = spec.warmUp + spec.horizon;
  const windows = new Windows(window, spec.startEpochMs);
  const rows = new WindowRows(
    new StreamFlow(flow, spec.startEpochMs, end),
    windows,
    0,
    Math.max(0, windows.endBy(end)),
  );
  const jobs = firingRate(workload, end) * end * meanOf(batch);
  return (rows.of(0, flow.sensors) / jobs) * meanOf(rowTime);
}

/** Jobs a tick up to `end`. A limit cuts timed arrivals short; random ones keep their rate until they reach it. */
export function jobRate(workload: WorkloadSpec, end: Ticks): number {
  const { arrivals } = workload;
  if (arrivals.kind === "trace") return firingRate(workload, end);
  const rate = firingRate(workload, end) * meanOf(arrivals.batch);
  const { limit } = arrivals;
  if (limit === 0) return 0;
  return ["at", "cron", "stream"].includes(arrivals.kind) ? Math.min(rate, limit / end) : rate;
}

/** Firings a tick. */
function firingRate({ arrivals }: WorkloadSpec, end: Ticks): number {
  switch (arrivals.kind) {
    case "poisson":
      return arrivals.rate;
    case "renewal":
      return 1 / meanOf(arrivals.interval);
    case "at":
      return arrivals.times.filter((time) => time < end).length / end;
    case "cron":
    case "stream": {
      let firings = 0;
      for (let time = arrivals.nextAt(0) ?? NEVER; time < end; time = arrivals.nextAt(time + 1) ?? NEVER) firings++;
      return firings / end;
    }
    case "trace":
      return arrivals.jobs.count / end;
  }
}

function meanWorkers({ classic }: WorldSpec): number {
  if (classic === null || classic.fleet.kind !== "workers") return Number.POSITIVE_INFINITY;
  const { timetable } = classic.fleet;
  return timetable.reduce((sum, { from, workers }, index) => {
    const next = timetable[index + 1]?.from ?? timetable[0]!.from + DAY;
    return sum + (workers * (next - from)) / DAY;
  }, 0);
}

/** E[1/X], by the midpoints of a thousand equally likely slices. */
function meanInverse(variate: Variate | undefined): number {
  if (variate === undefined) return 1;
  if ("sequence" in variate) return variate.sequence.reduce((sum, x) => sum + 1 / x, 0) / variate.sequence.length;
  const slices = 1000;
  let sum = 0;
  for (let slice = 0; slice < slices; slice++) sum += 1 / variate.quantile((slice + 0.5) / slices);
  return sum / slices;
}
