import type { Ticks } from "../../engine/time.ts";
import { NONE, NOT_YET } from "../jobTable.ts";
import { NO_TICKET } from "../storage/store.ts";
import type { Window } from "../window.ts";

/** Why a VM's life ended; the place in this list is what the ledger keeps. */
export const END_REASONS = ["", "idle", "resize", "pool deleted", "evicted", "breakdown", "start task failed"] as const;
export type EndReason = (typeof END_REASONS)[number];

/**
 * What a time is before it is told: no small integer. A field that held one would hold a double later, which makes the object
 * another shape, and all code that was compiled for it is thrown away: once for each of the many times here.
 */
const UNTOLD: Ticks = Number.NaN;

/** What is settled of a VM at its request. */
export type VmRequest = Readonly<
  Pick<
    Vm,
    | ("ordinal" | "requested" | "starts" | "readyAt" | "deprovisioning" | "billingPlan" | "lowPriority")
    | ("replaces" | "lifetime" | "untilBreakdown" | "startFails")
  >
>;

/**
 * A virtual machine of a pool, from its request to its deletion, with its line of the ledger.
 *
 * Its life from ready to deleted is cut into stretches (busy: some task computes; transferring: none computes, some read or write;
 * leaving: no new tasks; else idle), each booked when it ends, so that billed time is their sum to the tick.
 */
export class Vm {
  /** A small number of its own as long as it lives: the next VM after it has the same. */
  readonly berth: number;
  ordinal = NONE;
  requested: Ticks = UNTOLD;
  /** When provisioning ends and the start task begins, and when it will be ready (NEVER: not known yet). Drawn at the request. */
  starts: Ticks = UNTOLD;
  readyAt: Ticks = UNTOLD;
  /** Leaving to deleted: drawn at the request too; nothing for one that is lost. */
  deprovisioning: Ticks = UNTOLD;
  /** What it is charged to. */
  billingPlan: string | null = null;
  /** Whether it may be evicted. */
  lowPriority = false;
  /** Requested in place of one that was lost; `evicted` tells how. */
  replaces: "none" | "broken" | "evicted" = "none";
  /** From ready to its eviction, and what is left of the time to its breakdown; NEVER for none. Drawn at the request. */
  lifetime: Ticks = UNTOLD;
  untilBreakdown: Ticks = UNTOLD;
  /** Order number of the event at which it breaks down, and since when that time runs. */
  breakdownEvent = NONE;
  clockSince: Ticks = UNTOLD;
  /** Its start task fails, or has failed: it never is ready. */
  startFails = false;
  unusable = false;
  /** NOT_YET until then. */
  ready: Ticks = UNTOLD;
  left: Ticks = UNTOLD;
  deleted: Ticks = UNTOLD;
  endReason: EndReason = "";

  /** Slots that hold tasks, tasks that compute, and tasks that read or write. */
  used = 0;
  computing = 0;
  moving = 0;
  /** The transfer of its image, while it pulls that. */
  pull = NO_TICKET;
  /** Since when no slot is held: the order in which idle VMs are used again. */
  idleSince: Ticks = UNTOLD;
  /** Whether it changed from idle to held or back in this instant; see `IdleTimers`, as the next two. */
  touched = false;
  /** `idleSince` when the idle timers last looked, and when its timer is up. */
  idleKey: Ticks = UNTOLD;
  expiresAt: Ticks = UNTOLD;

  /** Tasks that ended here, and ticks inside the measured window by what the VM did. */
  tasks = 0;
  busy: Ticks = UNTOLD;
  transferring: Ticks = UNTOLD;
  idle: Ticks = UNTOLD;
  leaving: Ticks = UNTOLD;
  #since: Ticks = UNTOLD;

  constructor(berth: number) {
    this.berth = berth;
    this.#reset();
  }

  /** A VM is requested for the berth of one that is gone, if there was one: millions come and go, too many for an object each. */
  begin(request: VmRequest): void {
    this.ordinal = request.ordinal;
    this.requested = request.requested;
    this.starts = request.starts;
    this.readyAt = request.readyAt;
    this.deprovisioning = request.deprovisioning;
    this.billingPlan = request.billingPlan;
    this.lowPriority = request.lowPriority;
    this.replaces = request.replaces;
    this.lifetime = request.lifetime;
    this.untilBreakdown = request.untilBreakdown;
    this.startFails = request.startFails;
    this.#reset();
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

  /** Nothing has happened to it yet. */
  #reset(): void {
    this.breakdownEvent = NONE;
    this.unusable = false;
    this.ready = NOT_YET;
    this.left = NOT_YET;
    this.deleted = NOT_YET;
    this.endReason = "";
    this.used = 0;
    this.computing = 0;
    this.moving = 0;
    this.pull = NO_TICKET;
    this.tasks = 0;
    this.busy = 0;
    this.transferring = 0;
    this.idle = 0;
    this.leaving = 0;
  }
}

/** By which heaps of VMs find their places. */
export function berthOf(vm: Vm): number {
  return vm.berth;
}
