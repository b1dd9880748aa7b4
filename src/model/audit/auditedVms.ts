import type { Ticks } from "../../engine/time.ts";
import { NumberRows } from "../numberRows.ts";
import { NOWHERE, OrdinalPlaces } from "../ordinalPlaces.ts";
import type { VmRow } from "../worldResult.ts";
import { overlap } from "./overlap.ts";

/** No such instant yet. */
const NOT_YET = -1;

export const VmState = { requested: 0, ready: 1, unusable: 2, leaving: 3, deleted: 4 } as const;

/** What the tasks of a VM do: none computes, some compute, or none computes and some read or write. */
const Doing = { nothing: 0, computing: 1, moving: 2 } as const;

/** The numbers of a VM, in the order of their columns. */
export const VmColumn = {
  state: 0,
  /** Slots held; tasks that hold some and have not started, that compute, and that read or write. */
  used: 1,
  unstarted: 2,
  computing: 3,
  moving: 4,
  /** What they do, and since when; how long they computed and only read or wrote, within the window and after it. */
  doing: 5,
  since: 6,
  busy: 7,
  busyAfter: 8,
  transferring: 9,
  transferringAfter: 10,
  requested: 11,
  ready: 12,
  left: 13,
  deleted: 14,
  lowPriority: 15,
} as const;
export const VM_WIDTH = 16;

/** What the log comes to for one VM: times inside the window. */
export type ToldVm = Pick<VmRow, "requested" | "ready" | "left" | "deleted" | "lowPriority" | "busy" | "transferring">;

/** The VMs of one system that are not deleted, as the event log tells them: what they hold, when they came, how long they computed. */
export class AuditedVms {
  /** A row for each VM, used again when it is deleted; see `VmColumn`. */
  private readonly rows = new NumberRows(VM_WIDTH);
  private readonly places = new OrdinalPlaces();
  private readonly spare: number[] = [];
  private readonly from: Ticks;
  private readonly to: Ticks;

  constructor(window: { readonly from: Ticks; readonly to: Ticks }) {
    this.from = window.from;
    this.to = window.to;
  }

  /** Read it anew after `begin`. */
  get numbers(): Float64Array {
    return this.rows.numbers;
  }

  /** Where the numbers of a VM begin; NOWHERE for one that is not here. */
  placeOf(vm: number): number {
    return this.places.of(vm);
  }

  stateOf(vm: number): number {
    const at = this.places.of(vm);
    return at === NOWHERE ? VmState.deleted : this.numbers[at]!;
  }

  /** Slots of it that are held. */
  usedOf(vm: number): number {
    const at = this.places.of(vm);
    return at === NOWHERE ? 0 : this.numbers[at + VmColumn.used]!;
  }

  /** A VM is requested. */
  begin(vm: number, requested: Ticks, lowPriority: boolean): void {
    const at = this.spare.pop() ?? this.rows.add();
    const { numbers } = this.rows;
    for (let column = 0; column < VM_WIDTH; column++) numbers[at + column] = 0;
    numbers[at + VmColumn.requested] = requested;
    numbers[at + VmColumn.ready] = NOT_YET;
    numbers[at + VmColumn.left] = NOT_YET;
    numbers[at + VmColumn.deleted] = NOT_YET;
    numbers[at + VmColumn.lowPriority] = lowPriority ? 1 : 0;
    this.places.set(vm, at);
  }

  /** A VM that is here comes to its next state. */
  enter(vm: number, state: number, time: Ticks): void {
    const at = this.places.of(vm);
    const { numbers } = this.rows;
    numbers[at] = state;
    if (state === VmState.ready) numbers[at + VmColumn.ready] = time;
    else if (state === VmState.leaving) numbers[at + VmColumn.left] = time;
    else if (state === VmState.deleted) numbers[at + VmColumn.deleted] = time;
  }

  /** What its tasks do has changed, as `computing` and `moving` tell. */
  changed(at: number, time: Ticks): void {
    const { numbers } = this.rows;
    const moves = numbers[at + VmColumn.moving]! > 0 ? Doing.moving : Doing.nothing;
    const doing = numbers[at + VmColumn.computing]! > 0 ? Doing.computing : moves;
    const did = numbers[at + VmColumn.doing]!;
    if (doing === did) return;
    if (did !== Doing.nothing) {
      const column = did === Doing.computing ? VmColumn.busy : VmColumn.transferring;
      const since = numbers[at + VmColumn.since]!;
      const isWhole = since >= this.from && time <= this.to;
      numbers[at + column] =
        numbers[at + column]! + (isWhole ? time - since : overlap(since, time, this.from, this.to));
      if (time > this.to) numbers[at + column + 1] = numbers[at + column + 1]! + time - Math.max(since, this.to);
    }
    numbers[at + VmColumn.doing] = doing;
    numbers[at + VmColumn.since] = time;
  }

  /** A VM is deleted: its row may be used again. */
  remove(vm: number): void {
    this.spare.push(this.places.of(vm));
    this.places.set(vm, NOWHERE);
  }

  /** A VM that is here, as told up to the clock, where the world stopped; `drained` counts what follows the window too. */
  told(vm: number, clock: Ticks, drained: boolean): ToldVm | undefined {
    const at = this.places.of(vm);
    if (at === NOWHERE) return undefined;
    const { numbers } = this.rows;
    const end = drained ? Number.POSITIVE_INFINITY : this.to;
    const doing = numbers[at + VmColumn.doing]!;
    const underWay = overlap(numbers[at + VmColumn.since]!, clock, this.from, end);
    const told = toldOf(numbers, at, drained);
    return {
      ...told,
      busy: told.busy + (doing === Doing.computing ? underWay : 0),
      transferring: told.transferring + (doing === Doing.moving ? underWay : 0),
    };
  }
}

/** A VM with nothing under way, whose numbers begin there. */
export function toldOf(numbers: Float64Array, at: number, drained: boolean): ToldVm {
  const timed = (column: number): Ticks => numbers[at + column]! + (drained ? numbers[at + column + 1]! : 0);
  return {
    requested: numbers[at + VmColumn.requested]!,
    ready: timeOrNull(numbers[at + VmColumn.ready]!),
    left: timeOrNull(numbers[at + VmColumn.left]!),
    deleted: timeOrNull(numbers[at + VmColumn.deleted]!),
    lowPriority: numbers[at + VmColumn.lowPriority] === 1,
    busy: timed(VmColumn.busy),
    transferring: timed(VmColumn.transferring),
  };
}

/** Null where it never came to that. */
function timeOrNull(time: Ticks): Ticks | null {
  return time === NOT_YET ? null : time;
}
