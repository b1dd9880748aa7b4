import { mostVms } from "./pool/mostVms.ts";
import type { WorldSpec } from "./worldSpec.ts";

/** How many slots a system (0: the classic service) can ever have at once: it rejects a job that is wider. */
export function mostSlots({ classic, pools }: WorldSpec, system: number): number {
  const pool = pools[system - 1];
  if (pool !== undefined) return mostVms(pool) * pool.slotsPerVm;
  if (classic?.fleet.kind !== "workers") return Number.POSITIVE_INFINITY;
  return Math.max(...classic.fleet.timetable.map(({ workers }) => workers));
}
