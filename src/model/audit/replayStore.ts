import { NEVER, type Ticks } from "../../engine/time.ts";
import type { StoreSpec } from "../storage/storeSpec.ts";
import { AuditError } from "./auditError.ts";

interface Transfer {
  readonly id: number;
  readonly object: number;
  /** Bytes a tick that its client can move. */
  readonly each: number;
  stage: "objectGate" | "gate" | "latency" | "moving" | "through";
  /** When it came to where it is, and where only time must pass, when that is over. */
  came: Ticks;
  left: number;
  /** Bytes a tick that it got last. */
  pace: number;
}

/**
 * Follows the transfers of one store as a fluid, each for itself: at any instant all of them are filled at the same speed until a
 * limit stops some, and then the rest. So it knows when each must end; slow, and nothing like the way the model does it.
 */
export class ReplayStore {
  private readonly spec: StoreSpec;
  private readonly transfers = new Map<number, Transfer>();
  private now = 0;
  /**
   * Starts and ends since the store last stood idle. The model's fluid knows them to a part of a tick, the log to the nearest one: by each
   * of them all transfers together may have had half a tick of the bandwidth too much, or too little.
   */
  private slips = 0;
  /** By object (-1: the store itself): since when, and how often, requests have passed one interval after another. */
  private readonly passed = new Map<number, { since: Ticks; count: number }>();

  constructor(spec: StoreSpec) {
    this.spec = spec;
  }

  ask(time: Ticks, id: number, bytes: number, network: number, object: number): void {
    this.advance(time);
    const each = Math.min(this.spec.perClient, network);
    if (this.transfers.size === 0) this.slips = 0;
    this.transfers.set(id, { id, object, each, stage: "objectGate", came: time, left: bytes, pace: 0 });
    this.letPass();
  }

  drop(time: Ticks, id: number): void {
    this.advance(time);
    this.transfers.delete(id);
    this.slips++;
    this.letPass();
  }

  done(time: Ticks, id: number): void {
    this.advance(time);
    const transfer = this.transfers.get(id)!;
    const isThrough = transfer.stage === "through";
    const isWrong = isThrough ? this.isLate(transfer, time) : transfer.left > this.slack();
    if (isWrong || transfer.stage === "gate" || transfer.stage === "objectGate") {
      const how = isThrough ? `${time - transfer.came} ticks late` : `with ${transfer.left} bytes left`;
      throw new AuditError(3, time, `store ${this.spec.name} ends transfer ${id} ${how}`);
    }
    this.transfers.delete(id);
    this.slips++;
    this.letPass();
  }

  /** No transfer may still be under way that was through before. */
  finish(clock: Ticks): void {
    this.advance(clock);
    for (const transfer of this.transfers.values()) {
      if (transfer.stage === "through" && this.isLate(transfer, clock))
        throw new AuditError(
          3,
          clock,
          `store ${this.spec.name} does not end transfer ${transfer.id}, which was through`,
        );
    }
  }

  /** Whether a transfer that is through has not ended for longer than rounding explains. */
  private isLate({ came, pace }: Transfer, time: Ticks): boolean {
    return time - came > 1 + this.slack() / pace;
  }

  /** Bytes by which a transfer may be ahead or behind, its own end included. */
  private slack(): number {
    return ((this.slips + 2) * this.spec.bandwidth) / 2;
  }

  private advance(time: Ticks): void {
    while (this.now < time) {
      const moving = this.at("moving");
      const rates = this.rates(moving);
      const ends = moving.map(({ id, left }) => this.now + left / rates.get(id)!);
      const next = Math.min(time, ...ends, this.nextPass());
      for (const transfer of moving) transfer.left -= rates.get(transfer.id)! * (next - this.now);
      moving.forEach((transfer, i) => {
        if (ends[i]! > next) return;
        transfer.stage = "through";
        transfer.came = next;
        transfer.pace = rates.get(transfer.id)!;
      });
      this.now = next;
      this.letPass();
    }
  }

  /** When the next of those that wait at a gate, or for the latency, goes on. */
  private nextPass(): number {
    let next = NEVER;
    for (const transfer of this.heads()) next = Math.min(next, this.opens(transfer));
    return next;
  }

  private letPass(): void {
    for (;;) {
      const transfer = this.heads().find((head) => this.opens(head) <= this.now);
      if (transfer === undefined) return;
      if (transfer.stage === "latency") {
        transfer.stage = "moving";
        this.slips++;
      } else {
        this.pass(transfer);
      }
      transfer.came = this.now;
    }
  }

  /** The first at each gate, and all that wait for the latency. */
  private heads(): Transfer[] {
    const atGates = new Map<string, Transfer>();
    const waiting = [...this.transfers.values()].filter(({ stage }) => stage === "objectGate" || stage === "gate");
    for (const transfer of waiting.sort((a, b) => a.came - b.came)) {
      const gate =
        transfer.stage === "gate" ? "" : String(transfer.object < 0 ? `own ${transfer.id}` : transfer.object);
      if (!atGates.has(gate)) atGates.set(gate, transfer);
    }
    return [...atGates.values(), ...this.at("latency")];
  }

  /** When a transfer that is the first where it is goes on. */
  private opens({ stage, object, came }: Transfer): number {
    if (stage === "latency") return came + this.spec.latency;
    const rate = this.rateOf(stage, object);
    const passed = this.passed.get(stage === "gate" ? -1 : object);
    if (rate === Number.POSITIVE_INFINITY || passed === undefined) return came;
    return Math.max(came, Math.round(passed.since + passed.count / rate));
  }

  private pass(transfer: Transfer): void {
    const { stage, object, came } = transfer;
    const rate = this.rateOf(stage, object);
    if (rate !== Number.POSITIVE_INFINITY) {
      const key = stage === "gate" ? -1 : object;
      const passed = this.passed.get(key);
      const fresh = passed === undefined || came >= passed.since + passed.count / rate;
      this.passed.set(key, fresh ? { since: came, count: 1 } : { since: passed.since, count: passed.count + 1 });
    }
    transfer.stage = stage === "objectGate" ? "gate" : "latency";
  }

  private rateOf(stage: Transfer["stage"], object: number): number {
    if (stage === "gate") return this.spec.requests;
    return object < 0 ? Number.POSITIVE_INFINITY : this.spec.perObject.requests;
  }

  /** Max-min fair, by filling. */
  private rates(moving: readonly Transfer[]): ReadonlyMap<number, number> {
    const { bandwidth, perObject } = this.spec;
    const rates = new Map(moving.map(({ id }) => [id, 0]));
    let filling = [...moving];
    while (filling.length > 0) {
      const level = rates.get(filling[0]!.id)!;
      const sum = (of: readonly Transfer[]): number => of.reduce((all, { id }) => all + rates.get(id)!, 0);
      const readers = (object: number): Transfer[] => moving.filter((each) => each.object === object);
      const room = (transfer: Transfer): number => {
        const shared = transfer.object < 0 ? [] : readers(transfer.object);
        const together = filling.filter(({ object }) => object === transfer.object).length;
        const ofObject = shared.length === 0 ? NEVER : (perObject.bandwidth - sum(shared)) / together;
        return Math.min(transfer.each - level, ofObject);
      };
      const rooms = filling.map(room);
      const more = Math.max(0, Math.min((bandwidth - sum(moving)) / filling.length, ...rooms));
      for (const { id } of filling) rates.set(id, level + more);
      const stopped = (i: number): boolean => rooms[i]! <= more * (1 + 1e-12);
      const left = filling.filter((_, i) => !stopped(i));
      if (left.length === filling.length) break;
      filling = left;
    }
    return rates;
  }

  private at(stage: Transfer["stage"]): Transfer[] {
    return [...this.transfers.values()].filter((transfer) => transfer.stage === stage);
  }
}
