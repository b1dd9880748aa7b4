import type { Ticks } from "../../engine/time.ts";
import { NONE, NOT_YET } from "../jobTable.ts";
import { NO_TICKET } from "../storage/store.ts";
import type { Window } from "../window.ts";
import { VmColumn, VmRows } from "./vmRows.ts";

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
  /** What changes with every task, and where its own of that begins. */
  readonly #rows: VmRows;
  readonly #at: number;
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
  deleted: Ticks = UNTOLD;
  endReason: EndReason = "";
  /** The transfer of its image, while it pulls that. */
  pull = NO_TICKET;
  /** Whether it changed from idle to held or back in this instant; see `IdleTimers`, as the next two. */
  touched = false;
  /** `idleSince` when the idle timers last looked, and when its timer is up. */
  idleKey: Ticks = UNTOLD;
  expiresAt: Ticks = UNTOLD;

  /** @param rows of its pool's VMs, in which it is the next. */
  constructor(berth: number, rows = new VmRows()) {
    this.berth = berth;
    this.#rows = rows;
    this.#at = rows.add();
    this.#reset();
  }

  /** Slots that hold tasks. */
  get used(): number {
    return this.#get(VmColumn.used);
  }
  set used(slots: number) {
    this.#set(VmColumn.used, slots);
  }
  /** Tasks that ended here. */
  get tasks(): number {
    return this.#get(VmColumn.tasks);
  }

  /** NOT_YET until then. */
  get ready(): Ticks {
    return this.#get(VmColumn.ready);
  }
  set ready(time: Ticks) {
    this.#set(VmColumn.ready, time);
  }
  /** NOT_YET until then. */
  get left(): Ticks {
    return this.#get(VmColumn.left);
  }
  set left(time: Ticks) {
    this.#set(VmColumn.left, time);
  }
  /** Since when no slot is held: the order in which idle VMs are used again. */
  get idleSince(): Ticks {
    return this.#get(VmColumn.idleSince);
  }
  set idleSince(time: Ticks) {
    this.#set(VmColumn.idleSince, time);
  }

  /** Ticks inside the measured window by what the VM did. */
  get busy(): Ticks {
    return this.#get(VmColumn.busy);
  }
  get transferring(): Ticks {
    return this.#get(VmColumn.transferring);
  }
  get idle(): Ticks {
    return this.#get(VmColumn.idle);
  }
  get leaving(): Ticks {
    return this.#get(VmColumn.leaving);
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
    return this.#rows.serves(this.#at);
  }

  /** Tasks that have started. */
  get active(): number {
    return this.#rows.active(this.#at);
  }

  becomeReady(now: Ticks): void {
    this.ready = now;
    this.idleSince = now;
    this.#set(VmColumn.since, now);
  }

  taskStarts(now: Ticks, window: Window): void {
    this.#rows.taskStarts(this.#at, now, window);
  }

  /** A task that computed, or has just started, reads or writes. */
  taskTransfers(now: Ticks, window: Window): void {
    this.#rows.book(this.#at, now, window);
    this.#rows.count(this.#at, VmColumn.computing, -1);
    this.#rows.count(this.#at, VmColumn.moving, 1);
  }

  /** A task that read computes. */
  taskComputes(now: Ticks, window: Window): void {
    this.#rows.book(this.#at, now, window);
    this.#rows.count(this.#at, VmColumn.moving, -1);
    this.#rows.count(this.#at, VmColumn.computing, 1);
  }

  /** @param moved whether it was reading or writing. */
  taskEnds(now: Ticks, window: Window, moved = false): void {
    this.#rows.taskEnds(this.#at, moved ? VmColumn.moving : VmColumn.computing, now, window);
  }

  /** Tells of all its tasks at once, which computed for so long inside the window: what it is booked as idle is so much less. */
  hasServed(tasks: number, busy: Ticks): void {
    this.#rows.count(this.#at, VmColumn.tasks, tasks);
    this.#rows.count(this.#at, VmColumn.busy, busy);
    this.#rows.count(this.#at, VmColumn.idle, -busy);
  }

  /** Books the stretch since the last change under what the VM has been doing: call before that changes. */
  book(now: Ticks, window: Window): void {
    if (this.ready !== NOT_YET && this.deleted === NOT_YET) this.#rows.book(this.#at, now, window);
  }

  #get(column: number): number {
    return this.#rows.numbers[this.#at + column]!;
  }

  #set(column: number, value: number): void {
    this.#rows.numbers[this.#at + column] = value;
  }

  /** Nothing has happened to it yet. */
  #reset(): void {
    this.#rows.clear(this.#at);
    this.breakdownEvent = NONE;
    this.unusable = false;
    this.deleted = NOT_YET;
    this.endReason = "";
    this.pull = NO_TICKET;
  }
}

/** By which heaps of VMs find their places. */
export function berthOf(vm: Vm): number {
  return vm.berth;
}
