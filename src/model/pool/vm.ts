import { NEVER, type Ticks } from "../../engine/time.ts";
import { NONE, NOT_YET } from "../jobTable.ts";
import { NumberRows } from "../numberRows.ts";
import { NO_TICKET } from "../storage/store.ts";
import type { Window } from "../window.ts";

/** Why a VM's life ended; the place in this list is what the ledger keeps. */
export const END_REASONS = ["", "idle", "resize", "pool deleted", "evicted", "breakdown", "start task failed"] as const;
export type EndReason = (typeof END_REASONS)[number];

/** What is settled of a VM at its request. */
export type VmRequest = Readonly<
  Pick<
    Vm,
    | ("ordinal" | "requested" | "starts" | "readyAt" | "deprovisioning" | "billingPlan" | "lowPriority")
    | ("replaces" | "lifetime" | "untilBreakdown" | "startFails")
  >
>;

/** Instants and times of a VM that change with every task, in the order of their columns: together, for they are told of together. */
const Column = { since: 0, idleSince: 1, ready: 2, left: 3, busy: 4, transferring: 5, idle: 6, leaving: 7 } as const;

/** The rows of some VMs' times. */
export function vmTimes(): NumberRows {
  return new NumberRows(8);
}

/**
 * A virtual machine of a pool, from its request to its deletion, with its line of the ledger.
 *
 * Its life from ready to deleted is cut into stretches (busy: some task computes; transferring: none computes, some read or write;
 * leaving: no new tasks; else idle), each booked when it ends, so that billed time is their sum to the tick.
 */
export class Vm {
  /** A small number of its own as long as it lives: the next VM after it has the same. */
  readonly berth: number;
  readonly #times: NumberRows;
  /** Where its own times begin. */
  readonly #at: number;
  ordinal = NONE;
  /** Slots that hold tasks, tasks that compute, tasks that read or write, and tasks that ended here. */
  used = 0;
  computing = 0;
  moving = 0;
  tasks = 0;
  /** Whether it changed from idle to held or back in this instant; see `IdleTimers`, as the next two. */
  touched = false;
  /** `idleSince` when the idle timers last looked, and when its timer is up. */
  idleKey: Ticks = 0;
  expiresAt: Ticks = 0;
  requested: Ticks = 0;
  /** When provisioning ends and the start task begins, and when it will be ready (NEVER: not known yet). Drawn at the request. */
  starts: Ticks = 0;
  readyAt: Ticks = 0;
  /** Leaving to deleted: drawn at the request too; nothing for one that is lost. */
  deprovisioning: Ticks = 0;
  /** What it is charged to. */
  billingPlan: string | null = null;
  /** Whether it may be evicted. */
  lowPriority = false;
  /** Requested in place of one that was lost; `evicted` tells how. */
  replaces: "none" | "broken" | "evicted" = "none";
  /** From ready to its eviction, and what is left of the time to its breakdown; NEVER for none. Drawn at the request. */
  lifetime: Ticks = NEVER;
  untilBreakdown: Ticks = NEVER;
  /** Order number of the event at which it breaks down, and since when that time runs. */
  breakdownEvent = NONE;
  clockSince: Ticks = 0;
  /** Its start task fails, or has failed: it never is ready. */
  startFails = false;
  unusable = false;
  /** NOT_YET until then. */
  deleted: Ticks = NOT_YET;
  endReason: EndReason = "";
  /** The transfer of its image, while it pulls that. */
  pull = NO_TICKET;

  /** @param times of its pool's VMs. */
  constructor(berth: number, times = vmTimes()) {
    this.berth = berth;
    this.#times = times;
    this.#at = times.add();
    this.ready = NOT_YET;
    this.left = NOT_YET;
  }

  /** NOT_YET until then. */
  get ready(): Ticks {
    return this.#times.numbers[this.#at + Column.ready]!;
  }
  set ready(time: Ticks) {
    this.#times.numbers[this.#at + Column.ready] = time;
  }

  /** NOT_YET until then. */
  get left(): Ticks {
    return this.#times.numbers[this.#at + Column.left]!;
  }
  set left(time: Ticks) {
    this.#times.numbers[this.#at + Column.left] = time;
  }

  /** Since when no slot is held: the order in which idle VMs are used again. */
  get idleSince(): Ticks {
    return this.#times.numbers[this.#at + Column.idleSince]!;
  }
  set idleSince(time: Ticks) {
    this.#times.numbers[this.#at + Column.idleSince] = time;
  }

  /** Ticks inside the measured window by what the VM did. */
  get busy(): Ticks {
    return this.#times.numbers[this.#at + Column.busy]!;
  }
  get transferring(): Ticks {
    return this.#times.numbers[this.#at + Column.transferring]!;
  }
  get idle(): Ticks {
    return this.#times.numbers[this.#at + Column.idle]!;
  }
  get leaving(): Ticks {
    return this.#times.numbers[this.#at + Column.leaving]!;
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
    this.breakdownEvent = NONE;
    this.unusable = false;
    this.#times.numbers.fill(0, this.#at, this.#at + 8);
    this.ready = NOT_YET;
    this.left = NOT_YET;
    this.deleted = NOT_YET;
    this.endReason = "";
    this.used = 0;
    this.computing = 0;
    this.moving = 0;
    this.pull = NO_TICKET;
    this.tasks = 0;
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
    this.#times.numbers[this.#at + Column.since] = now;
  }

  taskStarts(now: Ticks, window: Window): void {
    if (this.computing === 0) this.#book(now, window);
    this.computing++;
  }

  /** A task that computed, or has just started, reads or writes. */
  taskTransfers(now: Ticks, window: Window): void {
    this.#book(now, window);
    this.computing--;
    this.moving++;
  }

  /** A task that read computes. */
  taskComputes(now: Ticks, window: Window): void {
    this.#book(now, window);
    this.moving--;
    this.computing++;
  }

  /** @param moved whether it was reading or writing. */
  taskEnds(now: Ticks, window: Window, moved = false): void {
    if (moved || this.computing === 1) this.#book(now, window);
    if (moved) this.moving--;
    else this.computing--;
    this.tasks++;
  }

  /** Tells of all its tasks at once, which computed for so long inside the window: what it is booked as idle is so much less. */
  hasServed(tasks: number, busy: Ticks): void {
    this.tasks += tasks;
    this.#add(Column.busy, busy);
    this.#add(Column.idle, -busy);
  }

  /** Books the stretch since the last change under what the VM has been doing: call before that changes. */
  book(now: Ticks, window: Window): void {
    if (this.ready !== NOT_YET && this.deleted === NOT_YET) this.#book(now, window);
  }

  #book(now: Ticks, window: Window): void {
    const { numbers } = this.#times;
    const since = this.#at + Column.since;
    this.#add(this.#doing(), window.overlap(numbers[since]!, now));
    numbers[since] = now;
  }

  #doing(): number {
    if (this.computing > 0) return Column.busy;
    if (this.moving > 0) return Column.transferring;
    return this.left === NOT_YET ? Column.idle : Column.leaving;
  }

  #add(column: number, time: Ticks): void {
    const { numbers } = this.#times;
    numbers[this.#at + column] = numbers[this.#at + column]! + time;
  }
}

/** By which heaps of VMs find their places. */
export function berthOf(vm: Vm): number {
  return vm.berth;
}
