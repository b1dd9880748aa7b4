import type { Variate } from "../../engine/distribution.ts";
import { CLASSIC } from "../../model/eventLog.ts";
import { mayReach, Parties } from "../../model/parties.ts";
import { mostVms } from "../../model/pool/mostVms.ts";
import type { PoolSpec } from "../../model/pool/poolSpec.ts";
import type { WorkloadSpec } from "../../model/workload/workloadSpec.ts";
import type { WorldSpec } from "../../model/worldSpec.ts";
import { classicServers } from "./classicServers.ts";

/** A system that jobs of the customer go to, as queueing theory sees it. */
export interface Station {
  /** `classic` or a pool's name. */
  readonly system: string;
  /** Null for the classic service. */
  readonly pool: PoolSpec | null;
  /** What comes to it, background tenants included. */
  readonly streams: readonly WorkloadSpec[];
  /** Equal servers; `Infinity` where nobody waits for others. */
  readonly servers: number;
  /** Slots that a share of time busy is counted of: more than `servers` where a cap binds first. */
  readonly slots: number;
  /** Divides service times. */
  readonly speed: number;
  /** Between slot and start, holding the slot. */
  readonly dispatch: Variate;
  /** `Infinity` where any number may wait. */
  readonly maxQueued: number;
  /** What its metrics' names begin with: nothing where it is the only system of the customer's. */
  readonly prefix: string;
  readonly notes: readonly string[];
  /** Assumptions of every formula that do not hold, whoever comes. */
  readonly departures: readonly string[];
}

/** Every system that jobs of the customer go to; each is a queue of its own. */
export function stationsOf(spec: WorldSpec): readonly Station[] {
  const parties = new Parties(spec);
  const reached = parties.systems
    .map((_, system) => system)
    .filter((system) => parties.reaches(system, spec.workloads));
  const alone = reached.length === 1;
  return reached.map((system) => {
    const streams = spec.workloads.filter((_, w) => parties.byWorkload[w]!.some((party) => mayReach(party, system)));
    if (system === CLASSIC) return { ...classicStation(spec, streams), prefix: alone ? "" : "classic." };
    const pool = spec.pools[system - 1]!;
    return { ...poolStation(pool, streams), prefix: alone ? "" : `byPool.${pool.name}.` };
  });
}

function classicStation({ classic }: WorldSpec, streams: readonly WorkloadSpec[]): Omit<Station, "prefix"> {
  const { speed, dispatch, maxQueued } = classic!;
  const { servers, slots, notes, departures } = classicServers(classic!, streams);
  const fixedSpeed = "mean" in speed && speed.variance === 0;
  return {
    system: "classic",
    pool: null,
    streams,
    servers,
    slots,
    speed: fixedSpeed ? speed.mean : 1,
    dispatch,
    maxQueued,
    notes,
    departures: fixedSpeed ? departures : [...departures, "the fleet's speed varies from job to job"],
  };
}

function poolStation(pool: PoolSpec, streams: readonly WorkloadSpec[]): Omit<Station, "prefix"> {
  const { scaling } = pool;
  const vms = vmsOf(pool);
  const slots = vms * pool.slotsPerVm;
  const priorities = new Set(streams.map(({ job }) => job.priority));
  return {
    system: pool.name,
    pool,
    streams,
    servers: slots,
    slots,
    speed: pool.speed,
    dispatch: pool.dispatch,
    maxQueued: Number.POSITIVE_INFINITY,
    notes: [],
    departures: [
      ...(scaling.kind === "operations" ? ["its VMs come and go by operations"] : []),
      ...(scaling.kind === "autoscale" ? ["its VMs come and go by a formula"] : []),
      ...(scaling.kind === "byJobs" ? ["its VMs come and go with the jobs, at fixed intervals"] : []),
      ...(slots === 0 ? ["it has no VMs"] : []),
      ...(pool.queue === "priority" && priorities.size > 1
        ? ["jobs of higher priority go first, where the formulas serve in order of arrival"]
        : []),
    ],
  };
}

function vmsOf(pool: PoolSpec): number {
  const { scaling, vms } = pool;
  if (scaling.kind === "onDemand") return Math.max(...scaling.max.map((entry) => entry.vms));
  if (scaling.kind === "byJobs") return scaling.max;
  return scaling.kind === "autoscale" ? mostVms(pool) : vms;
}
