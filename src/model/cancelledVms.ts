import type { Ticks } from "../engine/time.ts";

const PAGE = 32_768;

/** Memory that threads share, where there is such (a page in a browser may have none): it travels without being copied. */
const Memory = typeof SharedArrayBuffer === "undefined" ? ArrayBuffer : SharedArrayBuffer;

/**
 * The VMs of a pool that were cancelled before they were ready, in the order in which that happened: a pool on demand may
 * come to have millions, so they are kept apart from the ledger of VMs that served, 20 bytes each. Plain data: it travels
 * between threads.
 */
export interface CancelledVms {
  readonly pool: string;
  count: number;
  /** In pages of so many VMs: ordinals; and the request and the cancellation (ticks) of each, one after the other. */
  readonly ordinals: Int32Array[];
  readonly times: Float64Array[];
}

/** None yet. */
export function noCancelledVms(pool: string): CancelledVms {
  return { pool, count: 0, ordinals: [], times: [] };
}

export function addCancelledVm(vms: CancelledVms, vm: number, requested: Ticks, cancelled: Ticks): void {
  const at = vms.count++ % PAGE;
  if (at === 0) {
    vms.ordinals.push(new Int32Array(new Memory(PAGE * Int32Array.BYTES_PER_ELEMENT)));
    vms.times.push(new Float64Array(new Memory(2 * PAGE * Float64Array.BYTES_PER_ELEMENT)));
  }
  vms.ordinals.at(-1)![at] = vm;
  const times = vms.times.at(-1)!;
  times[2 * at] = requested;
  times[2 * at + 1] = cancelled;
}

/** One of them, by its place in the order of cancellation. */
export function cancelledVmAt(vms: CancelledVms, place: number): { vm: number; requested: Ticks; cancelled: Ticks } {
  const page = Math.floor(place / PAGE);
  const at = place % PAGE;
  const times = vms.times[page]!;
  return { vm: vms.ordinals[page]![at]!, requested: times[2 * at]!, cancelled: times[2 * at + 1]! };
}
