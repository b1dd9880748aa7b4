import type { Ticks } from "../../engine/time.ts";
import { NOT_YET } from "../jobTable.ts";
import { NumberRows } from "../numberRows.ts";
import type { Window } from "../window.ts";

/** The numbers of a VM in the order of their columns: those that change with every task first. */
export const VmColumn = {
  /** Slots that hold tasks, tasks that compute, tasks that read or write, and tasks that ended here. */
  used: 0,
  computing: 1,
  moving: 2,
  tasks: 3,
  /** Since when it does what it does. */
  since: 4,
  /** NOT_YET until then. */
  ready: 5,
  left: 6,
  /** Since when no slot is held. */
  idleSince: 7,
  /** Ticks inside the measured window by what it did. */
  busy: 8,
  idle: 9,
  transferring: 10,
  leaving: 11,
} as const;
const WIDTH = 12;

/**
 * What the VMs of a pool do and have done, in one block of memory: a task changes it for each VM of its gang, and objects of that many
 * VMs would not stay in the processor's cache.
 */
export class VmRows {
  readonly #rows = new NumberRows(WIDTH);

  /** Read it anew after `add`. */
  get numbers(): Float64Array {
    return this.#rows.numbers;
  }

  /** A VM more, by berth. Returns where its numbers begin. */
  add(): number {
    return this.#rows.add();
  }

  /** Where the numbers of the VM in a berth begin. */
  of(berth: number): number {
    return berth * WIDTH;
  }

  /** Nothing is known of the VM yet. */
  clear(at: number): void {
    const { numbers } = this.#rows;
    for (let column = 0; column < WIDTH; column++) numbers[at + column] = 0;
    numbers[at + VmColumn.ready] = NOT_YET;
    numbers[at + VmColumn.left] = NOT_YET;
  }

  /** Ready, and not on its way out. */
  serves(at: number): boolean {
    const { numbers } = this.#rows;
    return numbers[at + VmColumn.ready] !== NOT_YET && numbers[at + VmColumn.left] === NOT_YET;
  }

  /** Tasks that have started. */
  active(at: number): number {
    const { numbers } = this.#rows;
    return numbers[at + VmColumn.computing]! + numbers[at + VmColumn.moving]!;
  }

  taskStarts(at: number, now: Ticks, window: Window): void {
    const { numbers } = this.#rows;
    const computing = numbers[at + VmColumn.computing]!;
    if (computing === 0) bookStretch(numbers, at, now, window);
    numbers[at + VmColumn.computing] = computing + 1;
  }

  /** @param did `VmColumn.computing` or `VmColumn.moving`. */
  taskEnds(at: number, did: number, now: Ticks, window: Window): void {
    const { numbers } = this.#rows;
    const left = numbers[at + did]! - 1;
    if (left === 0 || did === VmColumn.moving) bookStretch(numbers, at, now, window);
    numbers[at + did] = left;
    numbers[at + VmColumn.tasks] = numbers[at + VmColumn.tasks]! + 1;
  }

  /** So much more (or less) stands in a column. */
  count(at: number, column: number, more: number): void {
    const { numbers } = this.#rows;
    numbers[at + column] = numbers[at + column]! + more;
  }

  /** Books the stretch since the last change under what a ready VM has been doing: call before that changes. */
  book(at: number, now: Ticks, window: Window): void {
    bookStretch(this.#rows.numbers, at, now, window);
  }
}

function bookStretch(numbers: Float64Array, at: number, now: Ticks, window: Window): void {
  const column = at + doing(numbers, at);
  numbers[column] = numbers[column]! + window.overlap(numbers[at + VmColumn.since]!, now);
  numbers[at + VmColumn.since] = now;
}

/** The column of what a VM does. */
function doing(numbers: Float64Array, at: number): number {
  if (numbers[at + VmColumn.computing]! > 0) return VmColumn.busy;
  if (numbers[at + VmColumn.moving]! > 0) return VmColumn.transferring;
  return numbers[at + VmColumn.left] === NOT_YET ? VmColumn.idle : VmColumn.leaving;
}
