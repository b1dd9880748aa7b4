import type { Ticks } from "../../engine/time.ts";
import type { VmRow } from "../worldResult.ts";
import { Stopwatch } from "./stopwatch.ts";

/** No such instant yet. */
const NOT_YET = -1;
/** Before it is told; no small integer, so that all have one shape from the first to the last: see `Vm`. */
const UNTOLD: Ticks = Number.NaN;

/** What the log comes to for one VM: times inside the window. */
export type ToldVm = Pick<VmRow, "requested" | "ready" | "left" | "deleted" | "lowPriority" | "busy" | "transferring">;

/** One VM as the event log tells it: what it holds, when it came and went, how long it computed. */
export class AuditedVm {
  state: "requested" | "ready" | "unusable" | "leaving" | "deleted" = "requested";
  /** Slots held, tasks that hold some and have not started, and tasks that compute. */
  used = 0;
  unstarted = 0;
  computing = 0;
  requested: Ticks = UNTOLD;
  lowPriority = false;
  ready: Ticks = UNTOLD;
  left: Ticks = UNTOLD;
  deleted: Ticks = UNTOLD;
  /** Tasks that read or write, and how long some task computed, and none did while some read or wrote. */
  moving = 0;
  readonly busy = new Stopwatch();
  readonly transferring = new Stopwatch();

  /** A VM is requested: what was told of another one, which is gone, is wiped out. */
  begin(requested: Ticks, lowPriority: boolean): void {
    this.state = "requested";
    this.used = 0;
    this.unstarted = 0;
    this.computing = 0;
    this.moving = 0;
    this.requested = requested;
    this.lowPriority = lowPriority;
    this.ready = NOT_YET;
    this.left = NOT_YET;
    this.deleted = NOT_YET;
    this.busy.reset();
    this.transferring.reset();
  }

  /** What its tasks do has changed, after `computing` and `moving` were told. */
  changed(time: Ticks, from: Ticks, to: Ticks): void {
    set(this.busy, this.computing > 0, time, from, to);
    set(this.transferring, this.computing === 0 && this.moving > 0, time, from, to);
  }

  /** Up to the clock, where the world stopped; `drained` counts what follows the window too. */
  told(clock: Ticks, from: Ticks, to: Ticks, drained: boolean): ToldVm {
    return {
      requested: this.requested,
      ready: timeOrNull(this.ready),
      left: timeOrNull(this.left),
      deleted: timeOrNull(this.deleted),
      lowPriority: this.lowPriority,
      busy: this.busy.total(clock, from, to, drained),
      transferring: this.transferring.total(clock, from, to, drained),
    };
  }
}

function set(watch: Stopwatch, runs: boolean, time: Ticks, from: Ticks, to: Ticks): void {
  if (runs === watch.runs) return;
  if (runs) watch.start(time);
  else watch.stop(time, from, to);
}

/** Null where it never came to that. */
export function timeOrNull(time: Ticks): Ticks | null {
  return time === NOT_YET ? null : time;
}
