import type { Ticks } from "../../engine/time.ts";
import type { TraceJobs } from "./traceJobs.ts";

/** What jobs of a trace ask for, all together. */
export interface TraceLoad {
  jobs: number;
  /** Of each job once, however many slots it takes. */
  service: Ticks;
  slots: number;
  /** Service times slots. */
  slotTicks: number;
}

/**
 * What the jobs that come in [0, end) ask for, by tenant; last stand those whose tenant the trace does not tell. One pass over the trace.
 *
 * @param widest slots of a job at most; wider ones are left out.
 */
export function traceLoads(trace: TraceJobs, end: Ticks, widest: number): readonly TraceLoad[] {
  const { count, submit, service, slots, tenant, tenants } = trace;
  const loads = [...tenants, null].map(() => ({ jobs: 0, service: 0, slots: 0, slotTicks: 0 }));
  for (let row = 0; row < count; row++) {
    if (submit[row]! < 0 || submit[row]! >= end || slots[row]! > widest) continue;
    const load = loads[tenant[row]! < 0 ? tenants.length : tenant[row]!]!;
    load.jobs++;
    load.service += service[row]!;
    load.slots += slots[row]!;
    load.slotTicks += service[row]! * slots[row]!;
  }
  return loads;
}
