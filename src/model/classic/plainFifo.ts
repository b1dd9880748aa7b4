import { isAlways } from "../../engine/distribution.ts";
import { ClassicMeter, classicPlan } from "../billing/classicMeter.ts";
import type { Parties } from "../parties.ts";
import { type DelayDraw, delayDraw } from "../system.ts";
import { Window } from "../window.ts";
import type { WorldSpec } from "../worldSpec.ts";

/** A plain first-in-first-out service: what the recursion may take the place of the event loop for. */
export interface PlainFifo {
  readonly workers: number;
  /** By workload: jobs of its endpoint that may be unfinished ahead of an admitted one. */
  readonly endpointCaps: readonly number[];
  readonly anyCap: boolean;
  readonly anyDeadline: boolean;
  /** Null where there is none. */
  readonly dispatchDelay: DelayDraw | null;
  /** How many cells hold the figures. */
  readonly cells: number;
}

/**
 * The plain FIFO service that a world is, or null. All jobs of one slot and one task go to the classic service; its workers
 * are constant; nothing is rejected, cancelled or held back, for no cap is below the number of workers. Then no job passes
 * another, and each starts at the later of its submission and the instant a worker is free.
 */
export function plainFifoOf(spec: WorldSpec, parties: Parties): PlainFifo | null {
  const { classic, pools, workloads } = spec;
  if (classic === null || pools.length > 0 || classic.fleet.kind !== "workers") return null;
  // What a plan charges by period, or stops at, is metered as the jobs run.
  if (
    classicPlan(spec)?.stops === true ||
    ClassicMeter.of(spec, new Window(spec.warmUp, spec.warmUp + spec.horizon)) !== null
  )
    return null;
  const { timetable } = classic.fleet;
  const { workers } = timetable[0]!;
  if (timetable.length > 1 || workers < 1 || classic.maxQueued !== Number.POSITIVE_INFINITY) return null;
  const { tenantConcurrency, endpointConcurrency } = classic;
  if (tenantConcurrency.otherwise !== Number.POSITIVE_INFINITY || tenantConcurrency.byName.size > 0) return null;
  const endpointCaps = workloads.map(
    ({ endpoint }) => endpointConcurrency.byName.get(endpoint) ?? endpointConcurrency.otherwise,
  );
  if (endpointCaps.some((cap) => cap < workers)) return null;
  const plain = workloads.every(({ arrivals, job }, index) => {
    if (!isAlways(job.tasks, 1) || !isAlways(job.gang, 1) || job.timeout !== null) return false;
    if (job.failure !== null || job.cores > 1 || job.input !== null || job.output !== null) return false;
    if (parties.byWorkload[index]!.some((party) => party.choices.some((system) => system !== 0))) return false;
    if (arrivals.kind === "trace")
      return arrivals.jobs.slots.subarray(0, arrivals.jobs.count).every((slots) => slots === 1);
    return (arrivals.kind === "poisson" || arrivals.kind === "renewal") && isAlways(arrivals.batch, 1);
  });
  if (!plain) return null;
  return {
    workers,
    endpointCaps,
    anyCap: endpointCaps.some((cap) => cap !== Number.POSITIVE_INFINITY),
    anyDeadline: workloads.some(({ job }) => job.deadline !== null),
    dispatchDelay: isAlways(classic.dispatch, 0) ? null : delayDraw(classic.dispatch),
    cells: parties.byWorkload.reduce((sum, tenants) => sum + tenants.length * parties.systems.length, 0),
  };
}
