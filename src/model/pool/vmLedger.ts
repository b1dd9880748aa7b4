import type { Ticks } from "../../engine/time.ts";
import { NOT_YET } from "../jobTable.ts";
import { NumberRows } from "../numberRows.ts";
import type { VmRow } from "../worldResult.ts";
import { END_REASONS, type Vm } from "./vm.ts";

/** Numbers of a VM, in the order of their columns. */
const NUMBERS = [
  ...(["ordinal", "requested", "ready", "left", "deleted"] as const),
  ...(["busy", "transferring", "idle", "leaving", "tasks"] as const),
] as const;
const WIDTH = NUMBERS.length + 2;

/** The lines of a pool's VMs that are gone or, at the end, still there: some 80 bytes each. Cancelled ones are kept elsewhere. */
export class VmLedger {
  readonly #pool: string;
  /** `NUMBERS`, then the reason of the end, and 1 for low priority. */
  readonly #lines = new NumberRows(WIDTH);
  readonly #plans: (string | null)[] = [];

  constructor(pool: string) {
    this.#pool = pool;
  }

  /** A VM is gone, or the clock stopped: all its time is booked. */
  keep(vm: Vm): void {
    const at = this.#lines.add();
    const { numbers } = this.#lines;
    NUMBERS.forEach((name, column) => {
      numbers[at + column] = vm[name];
    });
    numbers[at + NUMBERS.length] = END_REASONS.indexOf(vm.endReason);
    numbers[at + NUMBERS.length + 1] = vm.lowPriority ? 1 : 0;
    this.#plans.push(vm.billingPlan);
  }

  /**
   * The lines in order of the requests.
   *
   * @param beforeReady time inside the window between two instants, as far as it is paid for.
   */
  rows(beforeReady: (since: Ticks, until: Ticks) => Ticks, clock: Ticks): VmRow[] {
    const rows = Array.from({ length: this.#lines.count }, (_, line) => this.#row(line, beforeReady, clock));
    return rows.sort((a, b) => a.vm - b.vm);
  }

  #row(line: number, beforeReady: (since: Ticks, until: Ticks) => Ticks, clock: Ticks): VmRow {
    const at = line * WIDTH;
    const values = Array.from(this.#lines.numbers.subarray(at, at + WIDTH));
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
