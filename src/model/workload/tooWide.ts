import { mostSlots } from "../mostSlots.ts";
import type { Party } from "../parties.ts";
import type { WorldSpec } from "../worldSpec.ts";
import type { TraceJobs } from "./traceJobs.ts";

/**
 * Jobs of a trace that are wider than all that they may go to can ever be, so that they are rejected.
 *
 * @param parties who submits them: by tenant of the trace, and last those whose tenant it does not tell.
 */
export function tooWide(spec: WorldSpec, parties: readonly Party[], trace: TraceJobs, limit: number): number {
  const { count, submit, slots, tenant } = trace;
  const end = spec.warmUp + spec.horizon;
  const widest = parties.map(({ choices }) => Math.max(...choices.map((system) => mostSlots(spec, system))));
  let left = limit;
  let wide = 0;
  for (let row = 0; row < count && left > 0; row++) {
    if (submit[row]! < 0 || submit[row]! >= end) continue;
    left--;
    if (slots[row]! > widest.at(tenant[row]!)!) wide++;
  }
  return wide;
}
