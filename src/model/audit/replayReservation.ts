import type { Ticks } from "../../engine/time.ts";
import type { ReplayJob } from "./replayJob.ts";

/** A ready VM that takes tasks: its free slots, and when those that are held are expected to be free. */
export interface ExpectedVm {
  readonly vm: number;
  readonly free: number;
  readonly held: readonly { readonly slots: number; readonly until: Ticks }[];
}

/** Slots that a task is to hold: on one VM, or (null) anywhere. */
export interface Passer {
  readonly vm: number | null;
  readonly slots: number;
  readonly until: Ticks;
}

/**
 * Whether a task that passes the first in line delays it, by what is expected of all tasks: whether the first in line could
 * have its slots at an earlier instant without it. Whatever is overdue may end at any moment.
 */
export function delays(first: ReplayJob, passer: Passer, vms: readonly ExpectedVm[], now: Ticks): boolean {
  // Where its slots are is not told yet, and only one VM is of use to the first in line.
  if (first.together && passer.vm === null) return false;
  const instants = [now, ...vms.flatMap(({ held }) => held.map(({ until }) => Math.max(now, until)))];
  const earliest = Math.min(...instants.filter((at) => fits(first, vms, at)));
  if (passer.until <= earliest) return false;
  return !fits(first, vms, earliest, passer);
}

/** Whether there is room for it at an instant; slots of somebody who is there then as well are no part of that. */
function fits(job: ReplayJob, vms: readonly ExpectedVm[], at: Ticks, besides: Passer | null = null): boolean {
  const rooms = vms.map(({ vm, free, held }) => {
    const back = held.filter(({ until }) => until <= at).reduce((sum, { slots }) => sum + slots, 0);
    return free + back - (besides?.vm === vm ? besides.slots : 0);
  });
  if (job.together) return rooms.some((room) => room >= job.width);
  const elsewhere = besides !== null && besides.vm === null ? besides.slots : 0;
  return rooms.reduce((sum, room) => sum + room, 0) - elsewhere >= job.width;
}
