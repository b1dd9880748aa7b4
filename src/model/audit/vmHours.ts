import type { Ticks } from "../../engine/time.ts";

/** No such instant yet. */
const NOT_YET = -1;

/** When the VMs of one system came and went and how long they computed, by their ordinals, as the event log tells it. */
export class VmHours {
  private readonly from: Ticks;
  private readonly to: Ticks;
  private requestedAt = new Float64Array(8).fill(NOT_YET);
  private readyAt = new Float64Array(8).fill(NOT_YET);
  private leftAt = new Float64Array(8).fill(NOT_YET);
  private deletedAt = new Float64Array(8).fill(NOT_YET);
  private busyFrom = new Float64Array(8).fill(NOT_YET);
  private busyWithin = new Float64Array(8);
  private busyAfter = new Float64Array(8);

  /** Busy time is kept apart for [from, to) and for what follows: a drained run measures both. */
  constructor(from: Ticks, to: Ticks) {
    this.from = from;
    this.to = to;
  }

  request(vm: number, time: Ticks): void {
    if (vm >= this.requestedAt.length) this.grow(vm);
    this.requestedAt[vm] = time;
  }

  ready(vm: number, time: Ticks): void {
    this.readyAt[vm] = time;
  }

  leave(vm: number, time: Ticks): void {
    this.leftAt[vm] = time;
  }

  remove(vm: number, time: Ticks): void {
    this.deletedAt[vm] = time;
  }

  /** The first of the tasks on the VM starts to compute. */
  busy(vm: number, time: Ticks): void {
    this.busyFrom[vm] = time;
  }

  /** The last of the tasks that computed on the VM is done. */
  idle(vm: number, time: Ticks): void {
    const since = this.busyFrom[vm]!;
    this.busyFrom[vm] = NOT_YET;
    this.busyWithin[vm] = this.busyWithin[vm]! + overlap(since, time, this.from, this.to);
    this.busyAfter[vm] = this.busyAfter[vm]! + overlap(since, time, this.to, Number.POSITIVE_INFINITY);
  }

  /** Busy time within the window up to the clock, where the world stopped; `drained` counts what follows the window too. */
  busyTime(vm: number, clock: Ticks, drained: boolean): Ticks {
    const since = this.busyFrom[vm]!;
    const to = drained ? Number.POSITIVE_INFINITY : this.to;
    const underWay = since === NOT_YET ? 0 : overlap(since, clock, this.from, to);
    return this.busyWithin[vm]! + (drained ? this.busyAfter[vm]! : 0) + underWay;
  }

  /** The VM's four instants, null where it never came to that. */
  instants(vm: number): { requested: Ticks | null; ready: Ticks | null; left: Ticks | null; deleted: Ticks | null } {
    return {
      requested: told(this.requestedAt[vm]),
      ready: told(this.readyAt[vm]),
      left: told(this.leftAt[vm]),
      deleted: told(this.deletedAt[vm]),
    };
  }

  private grow(vm: number): void {
    const size = Math.max(vm + 1, 2 * this.requestedAt.length);
    this.requestedAt = longer(this.requestedAt, size, NOT_YET);
    this.readyAt = longer(this.readyAt, size, NOT_YET);
    this.leftAt = longer(this.leftAt, size, NOT_YET);
    this.deletedAt = longer(this.deletedAt, size, NOT_YET);
    this.busyFrom = longer(this.busyFrom, size, NOT_YET);
    this.busyWithin = longer(this.busyWithin, size, 0);
    this.busyAfter = longer(this.busyAfter, size, 0);
  }
}

/** How much of [start, end) lies inside [from, to). */
export function overlap(start: Ticks, end: Ticks, from: Ticks, to: Ticks): Ticks {
  return Math.max(0, Math.min(end, to) - Math.max(start, from));
}

function told(time: number | undefined): Ticks | null {
  return time === undefined || time === NOT_YET ? null : time;
}

function longer(old: Float64Array, size: number, filler: number): Float64Array<ArrayBuffer> {
  const column = new Float64Array(size).fill(filler);
  column.set(old);
  return column;
}
