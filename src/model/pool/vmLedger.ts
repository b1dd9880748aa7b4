import type { Ticks } from "../../engine/time.ts";
import { NOT_YET } from "../jobTable.ts";
import { NumberRows } from "../numberRows.ts";
import type { VmRow } from "../worldResult.ts";
import { END_REASONS, type Vm } from "./vm.ts";

/** Numbers of a line: see `keep`. */
const WIDTH = 12;

/** The lines of a pool's VMs that are gone or, at the end, still there: some 80 bytes each. Cancelled ones are kept elsewhere. */
export class VmLedger {
  readonly #pool: string;
  #lines = new NumberRows(WIDTH);
  #plans: (string | null)[] = [];

  constructor(pool: string) {
    this.#pool = pool;
  }

  /** A VM is gone, or the clock stopped: all its time is booked. */
  keep(vm: Vm): void {
    const at = this.#lines.add();
    const { numbers } = this.#lines;
    numbers[at] = vm.ordinal;
    numbers[at + 1] = vm.requested;
    numbers[at + 2] = vm.ready;
    numbers[at + 3] = vm.left;
    numbers[at + 4] = vm.deleted;
    numbers[at + 5] = vm.busy;
    numbers[at + 6] = vm.transferring;
    numbers[at + 7] = vm.idle;
    numbers[at + 8] = vm.leaving;
    numbers[at + 9] = vm.tasks;
    numbers[at + 10] = END_REASONS.indexOf(vm.endReason);
    numbers[at + 11] = vm.lowPriority ? 1 : 0;
    this.#plans.push(vm.billingPlan);
  }

  /**
   * The lines in order of the requests.
   *
   * @param beforeReady time inside the window between two instants, as far as it is paid for.
   */
  rows(beforeReady: (since: Ticks, until: Ticks) => Ticks, clock: Ticks): VmRow[] {
    return Array.from(this.#inOrder(), (line) => this.#row(line, beforeReady, clock));
  }

  /** No more lines come, and those that there were have been read. */
  forget(): void {
    this.#lines = new NumberRows(WIDTH);
    this.#plans = [];
  }

  /** Places of the lines in order of the requests: an ordinal and a place together are one number. */
  #inOrder(): Float64Array {
    const { count, numbers } = this.#lines;
    const keys = new Float64Array(count);
    for (let line = 0; line < count; line++) keys[line] = numbers[line * WIDTH]! * count + line;
    keys.sort();
    for (let place = 0; place < count; place++) keys[place] = keys[place]! % count;
    return keys;
  }

  #row(line: number, beforeReady: (since: Ticks, until: Ticks) => Ticks, clock: Ticks): VmRow {
    const at = line * WIDTH;
    const { numbers } = this.#lines;
    const requested = numbers[at + 1]!;
    const ready = numbers[at + 2]!;
    const deleted = numbers[at + 4]!;
    const busy = numbers[at + 5]!;
    const transferring = numbers[at + 6]!;
    const leaving = numbers[at + 8]!;
    // One that is unusable never is ready, and goes all the same.
    const end = deleted === NOT_YET ? clock : deleted;
    const idle = numbers[at + 7]! + beforeReady(requested, ready === NOT_YET ? end : ready);
    return {
      pool: this.#pool,
      vm: numbers[at]!,
      requested,
      ready: orNull(ready),
      left: orNull(numbers[at + 3]!),
      deleted: orNull(deleted),
      billed: busy + transferring + idle + leaving,
      busy,
      idle,
      transferring,
      leaving,
      rounding: 0,
      tasks: numbers[at + 9]!,
      lowPriority: numbers[at + 11] === 1,
      endReason: END_REASONS[numbers[at + 10]!]!,
      billingPlan: this.#plans[line]!,
    };
  }
}

function orNull(time: Ticks): Ticks | null {
  return time === NOT_YET ? null : time;
}
