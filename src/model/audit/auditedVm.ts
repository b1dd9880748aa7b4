import type { Ticks } from "../../engine/time.ts";

/** No such instant yet. */
const NOT_YET = -1;

/** One VM as the event log tells it: what it holds, when it came and went, how long it computed. */
export class AuditedVm {
  state: "requested" | "ready" | "unusable" | "leaving" | "deleted" = "requested";
  /** Slots held, tasks that hold some and have not started, and tasks that compute. */
  used = 0;
  unstarted = 0;
  computing = 0;
  readonly requested: Ticks;
  readonly lowPriority: boolean;
  ready: Ticks = NOT_YET;
  left: Ticks = NOT_YET;
  deleted: Ticks = NOT_YET;
  private busyFrom: Ticks = NOT_YET;
  private busyWithin: Ticks = 0;
  private busyAfter: Ticks = 0;

  constructor(requested: Ticks, lowPriority: boolean) {
    this.requested = requested;
    this.lowPriority = lowPriority;
  }

  /** The first of the tasks on the VM starts to compute. */
  busy(time: Ticks): void {
    this.busyFrom = time;
  }

  /** The last of the tasks that computed is done: time is kept apart for [from, to) and for what follows, as a drained run measures both. */
  idle(time: Ticks, from: Ticks, to: Ticks): void {
    this.busyWithin += overlap(this.busyFrom, time, from, to);
    this.busyAfter += overlap(this.busyFrom, time, to, Number.POSITIVE_INFINITY);
    this.busyFrom = NOT_YET;
  }

  /** Busy time within the window up to the clock, where the world stopped; `drained` counts what follows the window too. */
  busyTime(clock: Ticks, from: Ticks, to: Ticks, drained: boolean): Ticks {
    const end = drained ? Number.POSITIVE_INFINITY : to;
    const underWay = this.busyFrom === NOT_YET ? 0 : overlap(this.busyFrom, clock, from, end);
    return this.busyWithin + (drained ? this.busyAfter : 0) + underWay;
  }

  /** The VM's four instants, null where it never came to that. */
  instants(): { requested: Ticks; ready: Ticks | null; left: Ticks | null; deleted: Ticks | null } {
    return { requested: this.requested, ready: told(this.ready), left: told(this.left), deleted: told(this.deleted) };
  }
}

/** How much of [start, end) lies inside [from, to). */
export function overlap(start: Ticks, end: Ticks, from: Ticks, to: Ticks): Ticks {
  return Math.max(0, Math.min(end, to) - Math.max(start, from));
}

function told(time: Ticks): Ticks | null {
  return time === NOT_YET ? null : time;
}
