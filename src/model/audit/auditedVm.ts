import type { Ticks } from "../../engine/time.ts";
import { Stopwatch } from "./stopwatch.ts";

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
  /** Tasks that read or write, and how long some task computed, and none did while some read or wrote. */
  moving = 0;
  private readonly busy = new Stopwatch();
  private readonly transferring = new Stopwatch();

  constructor(requested: Ticks, lowPriority: boolean) {
    this.requested = requested;
    this.lowPriority = lowPriority;
  }

  /** What its tasks do has changed, after `computing` and `moving` were told. */
  changed(time: Ticks, from: Ticks, to: Ticks): void {
    set(this.busy, this.computing > 0, time, from, to);
    set(this.transferring, this.computing === 0 && this.moving > 0, time, from, to);
  }

  /** Busy time within the window up to the clock, where the world stopped; `drained` counts what follows the window too. */
  busyTime(clock: Ticks, from: Ticks, to: Ticks, drained: boolean): Ticks {
    return this.busy.total(clock, from, to, drained);
  }

  /** Likewise. */
  transferTime(clock: Ticks, from: Ticks, to: Ticks, drained: boolean): Ticks {
    return this.transferring.total(clock, from, to, drained);
  }

  /** The VM's four instants, null where it never came to that. */
  instants(): { requested: Ticks; ready: Ticks | null; left: Ticks | null; deleted: Ticks | null } {
    return { requested: this.requested, ready: told(this.ready), left: told(this.left), deleted: told(this.deleted) };
  }
}

function set(watch: Stopwatch, runs: boolean, time: Ticks, from: Ticks, to: Ticks): void {
  if (runs === watch.runs) return;
  if (runs) watch.start(time);
  else watch.stop(time, from, to);
}

function told(time: Ticks): Ticks | null {
  return time === NOT_YET ? null : time;
}
