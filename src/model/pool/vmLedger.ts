import type { Ticks } from "../../engine/time.ts";
import { NOT_YET } from "../jobTable.ts";
import type { VmRow } from "../worldResult.ts";
import type { Vm } from "./vm.ts";

/** Why a VM's life ended; the place in this list is what the ledger keeps. */
export const END_REASONS = ["", "idle", "resize", "pool deleted", "evicted", "breakdown", "start task failed"] as const;
export type EndReason = (typeof END_REASONS)[number];

/** Numbers of a VM, in the order of their columns. */
const NUMBERS = [
  ...(["ordinal", "requested", "ready", "left", "deleted"] as const),
  ...(["busy", "transferring", "idle", "leaving", "tasks"] as const),
] as const;
const WIDTH = NUMBERS.length + 2;

/** The lines of a pool's VMs that are gone or, at the end, still there: some 80 bytes each. Cancelled ones are kept elsewhere. */
export class VmLedger {
  readonly #pool: string;
  #count = 0;
  /** `NUMBERS`, then the reason of the end, and 1 for low priority. */
  #lines = new Float64Array(16 * WIDTH);
  readonly #plans: (string | null)[] = [];

  constructor(pool: string) {
    this.#pool = pool;
  }

  /** A VM is gone, or the clock stopped: all its time is booked. */
  keep(vm: Vm, reason: EndReason): void {
    const line = this.#count++;
    if (line * WIDTH === this.#lines.length) {
      const longer = new Float64Array(2 * this.#lines.length);
      longer.set(this.#lines);
      this.#lines = longer;
    }
    NUMBERS.forEach((name, column) => {
      this.#lines[line * WIDTH + column] = vm[name];
    });
    this.#lines[line * WIDTH + NUMBERS.length] = END_REASONS.indexOf(reason);
    this.#lines[line * WIDTH + NUMBERS.length + 1] = vm.lowPriority ? 1 : 0;
    this.#plans[line] = vm.billingPlan;
  }

  /**
   * The lines in order of the requests.
   *
   * @param beforeReady time inside the window between two instants, as far as it is paid for.
   */
  rows(beforeReady: (since: Ticks, until: Ticks) => Ticks, clock: Ticks): VmRow[] {
    const rows = Array.from({ length: this.#count }, (_, line) => this.#row(line, beforeReady, clock));
    return rows.sort((a, b) => a.vm - b.vm);
  }

  #row(line: number, beforeReady: (since: Ticks, until: Ticks) => Ticks, clock: Ticks): VmRow {
    const at = line * WIDTH;
    const values = Array.from(this.#lines.subarray(at, at + WIDTH));
    const [vm, requested, ready, left, deleted, busy, transferring, idle, leaving, tasks, reason, low] = values as [
      ...(readonly [number, number, number, number, number]),
      ...(readonly [number, number, number, number, number, number, number]),
    ];
    // One that is unusable never is ready, and goes all the same.
    const end = deleted === NOT_YET ? clock : deleted;
    const before = beforeReady(requested, ready === NOT_YET ? end : ready);
    return {
      pool: this.#pool,
      vm,
      requested,
      ready: orNull(ready),
      left: orNull(left),
      deleted: orNull(deleted),
      billed: before + busy + transferring + idle + leaving,
      busy,
      idle: before + idle,
      transferring,
      leaving,
      rounding: 0,
      tasks,
      lowPriority: low === 1,
      endReason: END_REASONS[reason]!,
      billingPlan: this.#plans[line]!,
    };
  }
}

function orNull(time: Ticks): Ticks | null {
  return time === NOT_YET ? null : time;
}
