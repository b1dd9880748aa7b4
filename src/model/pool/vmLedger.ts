import type { Ticks } from "../../engine/time.ts";
import { NOT_YET } from "../jobTable.ts";
import type { VmRow } from "../worldResult.ts";
import type { Vm } from "./vm.ts";

/** Why a VM's life ended; the place in this list is what the ledger keeps. */
export const END_REASONS = ["", "cancelled", "idle", "resize", "pool deleted"] as const;
export type EndReason = (typeof END_REASONS)[number];

/** Times of a VM that was ready, in the order of their columns. */
const TIMES = ["ready", "left", "deleted", "busy", "idle", "leaving"] as const;

/**
 * The lines of all VMs that a pool ever asked for: 20 bytes for one that was cancelled before it was ready, of which an
 * on-demand pool may have millions, and some 70 for any other.
 */
export class VmLedger {
  readonly #pool: string;
  /** By ordinal: request, end of a VM that never was ready, line of the others below (-1: none). */
  #requested = new Float64Array(16);
  #cancelled = new Float64Array(16).fill(NOT_YET);
  #lines = new Int32Array(16).fill(-1);
  #count = 0;
  #kept = 0;
  #times = new Float64Array(16 * TIMES.length);
  #tasks = new Float64Array(16);
  #reasons = new Uint8Array(16);
  readonly #plans: (string | null)[] = [];

  constructor(pool: string) {
    this.#pool = pool;
  }

  /** VMs that were requested. */
  get count(): number {
    return this.#count;
  }

  request(vm: Vm): void {
    const ordinal = this.#count++;
    if (ordinal === this.#requested.length) {
      this.#requested = longer(this.#requested, 0);
      this.#cancelled = longer(this.#cancelled, NOT_YET);
      this.#lines = longer(this.#lines, -1);
    }
    this.#requested[ordinal] = vm.requested;
  }

  /** A VM that never was ready is gone. */
  cancel(vm: Vm): void {
    this.#cancelled[vm.ordinal] = vm.deleted;
  }

  /** A VM that was ready is gone, or the clock stopped: all its time is booked. */
  keep(vm: Vm, reason: EndReason): void {
    if (vm.ready === NOT_YET) return;
    const line = this.#kept++;
    if (line === this.#tasks.length) {
      this.#times = longer(this.#times, 0);
      this.#tasks = longer(this.#tasks, 0);
      this.#reasons = longer(this.#reasons, 0);
    }
    this.#lines[vm.ordinal] = line;
    TIMES.forEach((name, column) => {
      this.#times[line * TIMES.length + column] = vm[name];
    });
    this.#tasks[line] = vm.tasks;
    this.#reasons[line] = END_REASONS.indexOf(reason);
    this.#plans[line] = vm.billingPlan;
  }

  /**
   * The lines in order of the requests.
   *
   * @param beforeReady time inside the window between two instants, as far as it is paid for.
   */
  *rows(beforeReady: (since: Ticks, until: Ticks) => Ticks, clock: Ticks): Generator<VmRow> {
    for (let ordinal = 0; ordinal < this.#count; ordinal++) yield this.#row(ordinal, beforeReady, clock);
  }

  #row(ordinal: number, beforeReady: (since: Ticks, until: Ticks) => Ticks, clock: Ticks): VmRow {
    const requested = this.#requested[ordinal]!;
    const line = this.#lines[ordinal]!;
    const cancelled = this.#cancelled[ordinal]!;
    const at = line * TIMES.length;
    const time = (column: number): Ticks => (line < 0 ? NOT_YET : this.#times[at + column]!);
    const spent = (column: number): Ticks => (line < 0 ? 0 : this.#times[at + column]!);
    const ready = time(0);
    // What was cancelled is never paid for, whatever the billing.
    const before = cancelled === NOT_YET ? beforeReady(requested, ready === NOT_YET ? clock : ready) : 0;
    const [busy, idle, leaving] = [spent(3), spent(4) + before, spent(5)];
    return {
      pool: this.#pool,
      vm: ordinal,
      requested,
      ready: orNull(ready),
      left: orNull(time(1)),
      deleted: orNull(cancelled === NOT_YET ? time(2) : cancelled),
      billed: busy + idle + leaving,
      busy,
      idle,
      transferring: 0,
      leaving,
      rounding: 0,
      tasks: line < 0 ? 0 : this.#tasks[line]!,
      endReason: cancelled === NOT_YET ? END_REASONS[line < 0 ? 0 : this.#reasons[line]!]! : "cancelled",
      billingPlan: line < 0 ? null : this.#plans[line]!,
    };
  }
}

function orNull(time: Ticks): Ticks | null {
  return time === NOT_YET ? null : time;
}

function longer<Column extends Float64Array | Int32Array | Uint8Array>(old: Column, filler: number): Column {
  const column = new (old.constructor as new (length: number) => Column)(2 * old.length);
  column.fill(filler);
  column.set(old);
  return column;
}
