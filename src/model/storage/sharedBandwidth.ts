import { NEVER, type Ticks } from "../../engine/time.ts";
import { IndexedHeap } from "../indexedHeap.ts";

/** Transfers that have a limit in common: one object's readers, or all that read no object in common. Bytes a tick; Infinity: none. */
export interface ShareLimits {
  /** Of all of them together. */
  readonly together: number;
  /** Of each. */
  readonly each: number;
  /** Groups of one family, which all have the same `together`, have it in common. Absent: it is the group's alone. */
  readonly family?: number;
}

/** A transfer in flight. */
interface Transfer {
  /** A small number that it has to itself while in flight. */
  readonly id: number;
  /** Where its group's clock stands when it is through. */
  readonly until: number;
  /** Number of the transfer, in order of their starts. */
  readonly order: number;
  readonly group: Group;
}

/** Those of one limit: each of them gets as much as the others, so one clock in bytes serves them all. */
interface Group {
  readonly limits: ShareLimits;
  readonly transfers: IndexedHeap<Transfer>;
  /** Bytes that a transfer in flight all the while would have had. */
  clock: number;
  /** Bytes a tick that each of them gets, and that each could get if the others asked for nothing. */
  rate: number;
  most: number;
}

/**
 * Transfers that share a bandwidth, max-min fair: none could get more without taking it from one that has no more.
 *
 * Processor sharing in virtual time (Parekh and Gallager 1993): a transfer is through when the bytes that each of its group got
 * reach its size, so a start, an end or a stop moves one clock a group and one place in a heap, O(log n), whatever their number.
 * Between groups the water level is found anew, O(g log g). Ends are instants of the fluid; the caller sees them at the nearest tick.
 */
export class SharedBandwidth {
  /** Bytes a tick, of all. */
  readonly #total: number;
  readonly #groups: Group[] = [];
  /** Groups that have a limit in common: one list for each, of one group mostly. */
  readonly #families: Group[][] = [];
  readonly #byId = new Map<number, Transfer>();
  /** Where the fluid stands: up to half a tick beyond the instant told last. */
  #now = 0;
  #started = 0;

  /** @param total bytes a tick. */
  constructor(total: number, limits: readonly ShareLimits[]) {
    this.#total = total;
    for (const group of limits) this.addGroup(group);
  }

  /** Transfers with limits of their own may begin. Returns the group's index. */
  addGroup(limits: ShareLimits): number {
    const transfers = new IndexedHeap<Transfer>(
      (a, b) => a.until < b.until || (a.until === b.until && a.order < b.order),
      ({ id }) => id,
    );
    const group = { limits, transfers, clock: 0, rate: 0, most: 0 };
    const { family } = limits;
    const relatives = this.#families.find(([first]) => family !== undefined && first!.limits.family === family);
    if (relatives === undefined) this.#families.push([group]);
    else relatives.push(group);
    return this.#groups.push(group) - 1;
  }

  /** Transfers in flight. */
  get size(): number {
    return this.#byId.size;
  }

  /** A transfer begins. @param id a small number that no other one in flight has. @param group index of its limits. */
  start(id: number, bytes: number, group: number, now: Ticks): void {
    this.#advance(now);
    const of = this.#groups[group]!;
    const transfer = { id, until: of.clock + bytes, order: this.#started++, group: of };
    of.transfers.add(transfer);
    this.#byId.set(id, transfer);
    this.#share();
  }

  /** A transfer is given up: the rest share what it had. */
  stop(id: number, now: Ticks): void {
    this.#advance(now);
    this.#leave(this.#byId.get(id)!);
    this.#share();
  }

  /** When the next transfer is through, to the nearest tick; NEVER when none is in flight. */
  get next(): Ticks {
    const first = this.#first();
    return first === null ? NEVER : Math.round(this.#endOf(first));
  }

  /** Takes out one that is through by now, and says its id; -1 when there is none. The earliest first, equal ones by their starts. */
  take(now: Ticks): number {
    const first = this.#first();
    if (first === null) return -1;
    const end = this.#endOf(first);
    if (Math.round(end) > now) return -1;
    this.#advance(end);
    this.#leave(first);
    this.#share();
    return first.id;
  }

  #endOf({ until, group }: Transfer): number {
    return this.#now + Math.max(0, until - group.clock) / group.rate;
  }

  #first(): Transfer | null {
    let first: Transfer | null = null;
    let earliest: number = NEVER;
    for (const { transfers } of this.#groups) {
      if (transfers.size === 0) continue;
      const end = this.#endOf(transfers.top);
      if (first !== null && (end > earliest || (end === earliest && transfers.top.order > first.order))) continue;
      first = transfers.top;
      earliest = end;
    }
    return first;
  }

  #advance(to: number): void {
    const passed = to - this.#now;
    if (passed <= 0) return;
    this.#now = to;
    for (const group of this.#groups) group.clock += group.rate * passed;
  }

  #leave(transfer: Transfer): void {
    const { group, id } = transfer;
    group.transfers.remove(transfer);
    this.#byId.delete(id);
    // A clock that no one looks at starts anew: it stays small, and so precise.
    if (group.transfers.size === 0) group.clock = 0;
  }

  /** The rates of all: those that cannot take an equal part of what is left get what they can, the most limited first. */
  #share(): void {
    for (const family of this.#families) {
      for (const group of family) group.most = group.limits.each;
      divide(family, family[0]!.limits.together);
      for (const group of family) group.most = group.rate;
    }
    divide(this.#groups, this.#total);
  }
}

/** Sets the rates of groups between which so many bytes a tick are divided, none beyond its `most`. */
function divide(groups: readonly Group[], bytes: number): void {
  const busy: Group[] = [];
  for (const group of groups) {
    group.rate = 0;
    if (group.transfers.size > 0) busy.push(group);
  }
  let among = busy.reduce((sum, { transfers }) => sum + transfers.size, 0);
  let left = bytes;
  for (const group of busy.sort((a, b) => a.most - b.most)) {
    const { size } = group.transfers;
    group.rate = Math.min(group.most, left / among);
    left -= group.rate * size;
    among -= size;
  }
}
