import { EventClass, type Simulation } from "../../engine/simulation.ts";
import { NEVER, type Ticks } from "../../engine/time.ts";
import { EventCode } from "../eventCode.ts";
import type { EventLog } from "../eventLog.ts";
import { IndexedHeap } from "../indexedHeap.ts";
import { RequestGate } from "./requestGate.ts";
import { SharedBandwidth } from "./sharedBandwidth.ts";
import type { StoreSpec } from "./storeSpec.ts";

const UNLIMITED = Number.POSITIVE_INFINITY;

/** The object of a transfer that no other one has in common with it. */
const OWN = -1;

/** No transfer. */
export const NO_TICKET = -1;

/** Who waits for a transfer. */
export interface TransferOwner {
  /** It is through. @param subject what the owner called it. */
  transferEnds(subject: number): void;
}

/** How a client uses a store: what its transfers have in common. */
export interface Lane {
  /** Bytes a tick that the client's own network carries, and what all its transfers read or write (-1: each its own). */
  readonly network: number;
  readonly object: number;
  /** Index of its limits in the shared bandwidth. */
  readonly group: number;
  /** Of the object that all of them read or write; null: each its own, or no limit. */
  readonly gate: RequestGate | null;
}

/** A transfer, from its request to its end. */
interface Ticket {
  readonly id: number;
  readonly owner: TransferOwner;
  readonly subject: number;
  readonly bytes: number;
  readonly lane: Lane;
  readonly order: number;
  /** Where it is. */
  stage: "later" | "objectGate" | "gate" | "latency" | "moving";
  /** When it leaves, of those that only wait for time to pass. */
  until: Ticks;
}

/**
 * Something that tasks read from and write to, and images are pulled from. A transfer is one request: it passes its object's
 * gate, then the store's, waits for the latency, and then moves its bytes in what the shared bandwidth gives it.
 *
 * However many transfers are in flight there is one event for all of them, at the earliest instant at which anything of the store
 * may happen; where that turns out to be later, the event finds nothing to do and is set anew. A start, an end or a stop costs O(log n).
 */
export class Store {
  readonly spec: StoreSpec;
  readonly #simulation: Simulation;
  readonly #log: EventLog;
  readonly #index: number;
  readonly #shared: SharedBandwidth;
  readonly #gate: RequestGate | null;
  /** Objects that are named, and their gates, where they have any. */
  readonly #objects: string[] = [];
  readonly #objectGates: RequestGate[] = [];
  readonly #lanes = new Map<string, Lane>();
  readonly #waiting = new IndexedHeap<Ticket>(
    (a, b) => a.until < b.until || (a.until === b.until && a.order < b.order),
    ({ id }) => id,
  );
  readonly #tickets: (Ticket | undefined)[] = [];
  readonly #free: number[] = [];
  #begun = 0;
  /** When the pending event comes, and its order number. */
  #pendingAt: Ticks = NEVER;
  #pending = -1;

  /** @param index of the store in the scenario. */
  constructor(spec: StoreSpec, index: number, simulation: Simulation, log: EventLog) {
    this.spec = spec;
    this.#log = log;
    this.#index = index;
    this.#simulation = simulation;
    this.#shared = new SharedBandwidth(spec.bandwidth, []);
    this.#gate = spec.requests === UNLIMITED ? null : new RequestGate(spec.requests);
  }

  /**
   * How transfers of one kind go.
   *
   * @param network bytes a tick that the client's own network carries.
   * @param object what all of them read or write; null: each its own.
   */
  lane(network: number, object: string | null): Lane {
    const place = object === null ? OWN : this.#placeOf(object);
    const key = `${network} ${place}`;
    const known = this.#lanes.get(key);
    if (known !== undefined) return known;
    const each = Math.min(this.spec.perClient, network);
    const limits = place === OWN ? { together: UNLIMITED } : { together: this.spec.perObject.bandwidth, family: place };
    const lane = {
      ...{ network, object: place, group: this.#shared.addGroup({ each, ...limits }) },
      gate: this.#objectGates[place] ?? null,
    };
    this.#lanes.set(key, lane);
    return lane;
  }

  /** A transfer is asked for, now or at a later instant. Returns the number by which it can be given up until it ends. */
  begin(owner: TransferOwner, subject: number, bytes: number, lane: Lane, from: Ticks = this.#simulation.now): number {
    const { now } = this.#simulation;
    const id = this.#free.pop() ?? this.#tickets.length;
    const ticket: Ticket = {
      ...{ id, owner, subject, bytes, lane, order: this.#begun++, until: from },
      stage: "later",
    };
    this.#tickets[id] = ticket;
    if (from > now) {
      this.#waiting.add(ticket);
    } else {
      // Those that were asked for before, for this instant, come first, whichever event of it is the earlier one.
      this.#settle(now);
      this.#ask(ticket, now);
    }
    this.#settle(now);
    this.#plan();
    return id;
  }

  /** A transfer is given up. */
  giveUp(id: number): void {
    const { now } = this.#simulation;
    const ticket = this.#tickets[id]!;
    if (ticket.stage !== "later") this.#log.transferDropped(now, this.#index, id);
    if (ticket.stage === "moving") this.#shared.stop(id, now);
    else if (ticket.stage === "gate") this.#gate!.leave(id);
    else if (ticket.stage === "objectGate") ticket.lane.gate!.leave(id);
    else this.#waiting.remove(ticket);
    this.#forget(id);
    this.#plan();
  }

  /** Whether the event of an order number is the store's own, and was not set anew since. */
  isPending(order: number): boolean {
    return order === this.#pending && this.#pendingAt < NEVER;
  }

  /** The store's event came up; one that was set anew since is passed over. */
  due(): void {
    if (this.#simulation.queue.order !== this.#pending) return;
    const { now } = this.#simulation;
    this.#pendingAt = NEVER;
    this.#settle(now);
    for (let id = this.#shared.take(now); id !== NO_TICKET; id = this.#shared.take(now)) {
      const { owner, subject } = this.#tickets[id]!;
      this.#forget(id);
      this.#log.transferDone(now, this.#index, id);
      owner.transferEnds(subject);
      this.#settle(now);
    }
    this.#plan();
  }

  /** Moves on all that need not wait any longer, but for those that are through. */
  #settle(now: Ticks): void {
    for (;;) {
      const passed = this.#gate?.take(now) ?? NO_TICKET;
      if (passed !== NO_TICKET) {
        this.#pass(this.#tickets[passed]!, now);
        continue;
      }
      if (this.#passObjects(now)) continue;
      if (this.#waiting.size === 0 || this.#waiting.top.until > now) return;
      // Those who ask now come behind those whose turn it is now.
      const ticket = this.#waiting.top;
      this.#waiting.remove(ticket);
      if (ticket.stage === "later") this.#ask(ticket, now);
      else this.#move(ticket, now);
    }
  }

  /** Those whose objects let them pass go on to the store's gate, in the order in which they were asked for. Whether there are any. */
  #passObjects(now: Ticks): boolean {
    if (this.#objectGates.length === 0) return false;
    const passed: Ticket[] = [];
    for (const gate of this.#objectGates) {
      for (let id = gate.take(now); id !== NO_TICKET; id = gate.take(now)) passed.push(this.#tickets[id]!);
    }
    for (const ticket of passed.sort((a, b) => a.order - b.order)) this.#queue(ticket, now);
    return passed.length > 0;
  }

  #ask(ticket: Ticket, now: Ticks): void {
    const { gate, network, object } = ticket.lane;
    this.#log.transferAsked(now, this.#index, ticket.id, ticket.bytes, network, object);
    if (gate === null) {
      this.#queue(ticket, now);
      return;
    }
    ticket.stage = "objectGate";
    gate.join(ticket.id, now);
  }

  #queue(ticket: Ticket, now: Ticks): void {
    if (this.#gate === null) {
      this.#pass(ticket, now);
      return;
    }
    ticket.stage = "gate";
    this.#gate.join(ticket.id, now);
  }

  #pass(ticket: Ticket, now: Ticks): void {
    if (this.spec.latency === 0) {
      this.#move(ticket, now);
      return;
    }
    ticket.stage = "latency";
    ticket.until = now + this.spec.latency;
    this.#waiting.add(ticket);
  }

  #move(ticket: Ticket, now: Ticks): void {
    ticket.stage = "moving";
    this.#shared.start(ticket.id, ticket.bytes, ticket.lane.group, now);
  }

  #forget(id: number): void {
    this.#tickets[id] = undefined;
    this.#free.push(id);
  }

  /** Comes back when the next thing may happen. */
  #plan(): void {
    let next = Math.min(this.#shared.next, this.#gate?.next ?? NEVER);
    if (this.#waiting.size > 0) next = Math.min(next, this.#waiting.top.until);
    for (const gate of this.#objectGates) next = Math.min(next, gate.next);
    if (next >= this.#pendingAt) return;
    this.#simulation.at(next, EventClass.completion, EventCode.store, this.#index);
    this.#pendingAt = next;
    this.#pending = this.#simulation.queue.pushed;
  }

  #placeOf(object: string): number {
    const place = this.#objects.indexOf(object);
    if (place >= 0) return place;
    const { requests } = this.spec.perObject;
    if (requests !== UNLIMITED) this.#objectGates.push(new RequestGate(requests));
    return this.#objects.push(object) - 1;
  }
}
