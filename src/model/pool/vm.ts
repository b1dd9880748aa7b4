import type { Ticks } from "../../engine/time.ts";
import { NOT_YET } from "../jobTable.ts";
import type { Window } from "../window.ts";

/**
 * A virtual machine of a pool, from its request to its deletion, with its line of the ledger.
 *
 * Its life from ready to deleted is cut into stretches (busy: some task computes; leaving: no new tasks; else idle), each
 * booked when it ends, so that billed time is their sum to the tick.
 */
export class Vm {
  readonly ordinal: number;
  readonly requested: Ticks;
  /** When provisioning ends and the start task begins, and when it will be ready. Drawn at the request. */
  readonly starts: Ticks;
  readonly readyAt: Ticks;
  /** NOT_YET until then. */
  ready: Ticks = NOT_YET;
  left: Ticks = NOT_YET;
  deleted: Ticks = NOT_YET;
  endReason = "";

  /** Slots that hold tasks, and tasks that compute. */
  used = 0;
  computing = 0;
  /** Since when no slot is held: the order in which idle VMs are used again. */
  idleSince: Ticks = 0;
  /** Its place in the heap of free VMs it stands in. */
  place = -1;

  /** Tasks that ended here, and ticks inside the measured window by what the VM did. */
  tasks = 0;
  busy: Ticks = 0;
  idle: Ticks = 0;
  leaving: Ticks = 0;
  #since: Ticks = 0;

  constructor(ordinal: number, requested: Ticks, starts: Ticks, readyAt: Ticks) {
    this.ordinal = ordinal;
    this.requested = requested;
    this.starts = starts;
    this.readyAt = readyAt;
  }

  becomeReady(now: Ticks): void {
    this.ready = now;
    this.idleSince = now;
    this.#since = now;
  }

  taskStarts(now: Ticks, window: Window): void {
    if (this.computing === 0) this.book(now, window);
    this.computing++;
  }

  taskEnds(now: Ticks, window: Window): void {
    if (this.computing === 1) this.book(now, window);
    this.computing--;
    this.tasks++;
  }

  /** Books the stretch since the last change under what the VM has been doing: call before that changes. */
  book(now: Ticks, window: Window): void {
    if (this.ready === NOT_YET || this.deleted !== NOT_YET) return;
    const stretch = window.overlap(this.#since, now);
    if (this.computing > 0) this.busy += stretch;
    else if (this.left !== NOT_YET) this.leaving += stretch;
    else this.idle += stretch;
    this.#since = now;
  }
}
