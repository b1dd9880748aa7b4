import type { Ticks } from "../engine/time.ts";

const PAGE = 3 * 32_768;

/** The VMs of a pool that were cancelled before they were ready, in the order in which that happened. Plain data: it travels between threads. */
export interface CancelledVms {
  readonly pool: string;
  count: number;
  /** Ordinal, request and cancellation (ticks) of each, one after the other, in pages of so many numbers. */
  readonly pages: Float64Array[];
}

/** None yet. A pool on demand may come to have millions, so they are kept apart from the ledger of VMs that served. */
export function noCancelledVms(pool: string): CancelledVms {
  return { pool, count: 0, pages: [] };
}

export function addCancelledVm(vms: CancelledVms, vm: number, requested: Ticks, cancelled: Ticks): void {
  const at = (3 * vms.count++) % PAGE;
  if (at === 0) vms.pages.push(new Float64Array(PAGE));
  const page = vms.pages.at(-1)!;
  page[at] = vm;
  page[at + 1] = requested;
  page[at + 2] = cancelled;
}

/** One of them, by its place in the order of cancellation. */
export function cancelledVmAt(vms: CancelledVms, place: number): { vm: number; requested: Ticks; cancelled: Ticks } {
  const page = vms.pages[Math.floor((3 * place) / PAGE)]!;
  const at = (3 * place) % PAGE;
  return { vm: page[at]!, requested: page[at + 1]!, cancelled: page[at + 2]! };
}
