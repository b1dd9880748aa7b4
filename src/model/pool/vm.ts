import { NEVER, type Ticks } from "../../engine/time.ts";
import { NOT_YET } from "../jobTable.ts";
import { NO_TICKET } from "../storage/store.ts";
import type { Window } from "../window.ts";

/**
 * A virtual machine of a pool, from its request to its deletion, with its line of the ledger.
 *
 * Its life from ready to deleted is cut into stretches (busy: some task computes; transferring: none computes, some read or write;
 * leaving: no new tasks; else idle), each booked when it ends, so that billed time is their sum to the tick.
 */
export class Vm {
  readonly ordinal: number;
  /** A small number of its own as long as it lives: those of deleted VMs are used again. */
  readonly berth: number;
  readonly requested: Ticks;
  /** When provisioning ends and the start task begins, and when it will be ready. Drawn at the request. */
  readonly starts: Ticks;
  readonly readyAt: Ticks;
  /** Leaving to deleted: drawn at the request too; nothing for one that is lost. */
  deprovisioning: Ticks;
  /** What it is charged to. */
  readonly billingPlan: string | null;
  /** Whether it may be evicted. */
  readonly lowPriority: boolean;
  /** Requested in place of one that was lost; `evicted` tells how. */
  readonly replaces: "none" | "broken" | "evicted";
  /** From ready to its eviction, and what is left of the time to its breakdown; NEVER for none. Drawn at the request. */
  readonly lifetime: Ticks;
  untilBreakdown: Ticks;
  /** Order number of the event at which it breaks down, and since when that time runs. */
  breakdownEvent = -1;
  clockSince: Ticks = 0;
  /** Its start task fails, or has failed: it never is ready. */
  readonly startFails: boolean;
  unusable = false;
  /** NOT_YET until then. */
  ready: Ticks = NOT_YET;
  left: Ticks = NOT_YET;
  deleted: Ticks = NOT_YET;

  /** Slots that hold tasks, tasks that compute, and tasks that read or write. */
  used = 0;
  computing = 0;
  moving = 0;
  /** The transfer of its image, while it pulls that. */
  pull = NO_TICKET;
  /** Since when no slot is held: the order in which idle VMs are used again. */
  idleSince: Ticks = 0;
  /** Whether it changed from idle to held or back in this instant; see `IdleTimers`, as the next two. */
  touched = false;
  /** `idleSince` when the idle timers last looked, and when its timer is up. */
  idleKey: Ticks = 0;
  expiresAt: Ticks = 0;

  /** Tasks that ended here, and ticks inside the measured window by what the VM did. */
  tasks = 0;
  busy: Ticks = 0;
  transferring: Ticks = 0;
  idle: Ticks = 0;
  leaving: Ticks = 0;
  #since: Ticks = 0;

  constructor(
    ordinal: number,
    requested: Ticks,
    starts: Ticks,
    readyAt: Ticks,
    more: Partial<
      Pick<
        Vm,
        | "berth"
        | "deprovisioning"
        | "billingPlan"
        | "lowPriority"
        | "replaces"
        | "lifetime"
        | "untilBreakdown"
        | "startFails"
      >
    > = {},
  ) {
    this.ordinal = ordinal;
    this.berth = more.berth ?? ordinal;
    this.deprovisioning = more.deprovisioning ?? 0;
    this.billingPlan = more.billingPlan ?? null;
    this.lowPriority = more.lowPriority ?? false;
    this.replaces = more.replaces ?? "none";
    this.lifetime = more.lifetime ?? NEVER;
    this.untilBreakdown = more.untilBreakdown ?? NEVER;
    this.startFails = more.startFails ?? false;
    this.requested = requested;
    this.starts = starts;
    this.readyAt = readyAt;
  }

  /** Ready, and not on its way out. */
  get serves(): boolean {
    return this.ready !== NOT_YET && this.left === NOT_YET;
  }

  /** Tasks that have started. */
  get active(): number {
    return this.computing + this.moving;
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

  /** A task that computed, or has just started, reads or writes. */
  taskTransfers(now: Ticks, window: Window): void {
    this.book(now, window);
    this.computing--;
    this.moving++;
  }

  /** A task that read computes. */
  taskComputes(now: Ticks, window: Window): void {
    this.book(now, window);
    this.moving--;
    this.computing++;
  }

  /** @param moved whether it was reading or writing. */
  taskEnds(now: Ticks, window: Window, moved = false): void {
    if (moved || this.computing === 1) this.book(now, window);
    if (moved) this.moving--;
    else this.computing--;
    this.tasks++;
  }

  /** Tells of all its tasks at once, which computed for so long inside the window: what it is booked as idle is so much less. */
  hasServed(tasks: number, busy: Ticks): void {
    this.tasks += tasks;
    this.busy += busy;
    this.idle -= busy;
  }

  /** Books the stretch since the last change under what the VM has been doing: call before that changes. */
  book(now: Ticks, window: Window): void {
    if (this.ready === NOT_YET || this.deleted !== NOT_YET) return;
    const stretch = window.overlap(this.#since, now);
    if (this.computing > 0) this.busy += stretch;
    else if (this.moving > 0) this.transferring += stretch;
    else if (this.left !== NOT_YET) this.leaving += stretch;
    else this.idle += stretch;
    this.#since = now;
  }
}

/** By which heaps of VMs find their places. */
export function berthOf(vm: Vm): number {
  return vm.berth;
}
