import type { Ticks } from "../../engine/time.ts";
import type { StoreSpec } from "../storage/storeSpec.ts";
import { AuditError } from "./auditError.ts";

interface Moving {
  readonly asked: Ticks;
  readonly bytes: number;
  /** The most that it could get, in bytes a tick. */
  readonly most: number;
}

/**
 * What a store can never do, as the event log tells its transfers (invariant 3): end one that was not asked for, move one faster than
 * its limits, or more in all than its bandwidth and its requests allow since it last stood idle. Ends are rounded: a tick is let pass.
 */
export class StoreBook {
  private readonly spec: StoreSpec;
  private readonly moving = new Map<number, Moving>();
  /** Since the store last stood idle: from when, and what was moved. */
  private since: Ticks = 0;
  private bytes = 0;
  private count = 0;

  constructor(spec: StoreSpec) {
    this.spec = spec;
  }

  ask(time: Ticks, transfer: number, bytes: number, network: number, object: number): void {
    if (this.moving.has(transfer)) throw this.fault(2, time, `is asked for transfer ${transfer} twice`);
    if (this.moving.size === 0) {
      this.since = time;
      this.bytes = 0;
      this.count = 0;
    }
    const { bandwidth, perClient, perObject } = this.spec;
    const most = Math.min(bandwidth, perClient, network, object < 0 ? bandwidth : perObject.bandwidth);
    this.moving.set(transfer, { asked: time, bytes, most });
  }

  done(time: Ticks, transfer: number): void {
    const { asked, bytes, most } = this.take(time, transfer);
    const { latency, bandwidth, requests, name } = this.spec;
    const took = time - asked + 1;
    if (took < latency + bytes / most - slip(bytes / most)) {
      throw this.fault(3, time, `moves ${bytes} bytes in ${time - asked} ticks, which takes ${latency + bytes / most}`);
    }
    this.bytes += bytes;
    this.count++;
    const busy = time - this.since + 1;
    if (this.bytes > bandwidth * busy + slip(this.bytes)) {
      throw this.fault(3, time, `moves ${this.bytes} bytes in ${busy} ticks, more than its bandwidth`);
    }
    if (this.count - 1 > requests * busy + slip(this.count)) {
      throw this.fault(3, time, `serves ${this.count} requests in ${busy} ticks, more than ${name} may`);
    }
  }

  drop(time: Ticks, transfer: number): void {
    this.take(time, transfer);
  }

  private take(time: Ticks, transfer: number): Moving {
    const moving = this.moving.get(transfer);
    if (moving === undefined) throw this.fault(2, time, `ends transfer ${transfer}, which it was not asked for`);
    this.moving.delete(transfer);
    return moving;
  }

  private fault(invariant: number, time: Ticks, what: string): AuditError {
    return new AuditError(invariant, time, `store ${this.spec.name} ${what}`);
  }
}

/** What rounding of doubles may come to. */
function slip(value: number): number {
  return 1e-9 * value;
}
