import { DAY, HOUR, MILLISECOND, type Ticks } from "../../engine/time.ts";
import type { FlowSpec } from "./workloadSpec.ts";

/** A throughput unit takes so many events a second, or so many bytes: 1,000 and a million. Events above 1,000 bytes are fewer. */
const FULL_EVENT_BYTES = 1000;
const MICRO = 1_000_000n;
const HOURS_A_WEEK = 168;
/** 1970-01-01 was a Thursday: hours from the Monday of its week to it. */
const EPOCH_HOUR_OF_WEEK = 72;

/**
 * The readings that all sensors of a stream have sent, and those that the ingestion has taken, by any instant: as a fluid, in exact
 * fractions of an event, so that no reading costs anything.
 *
 * With retries the ingestion is a leaky bucket: taken(t) is the least of sent(s) + capacity (t - s) over s <= t (Reich 1958). Readings
 * begin at time 0.
 */
export class StreamFlow {
  /** Counts below are in fractions of an event: so many are one. */
  readonly unit: bigint;
  readonly sensors: number;
  readonly #drops: boolean;
  /** Fractions a tick that the ingestion takes at most; null: all. */
  readonly #capacity: bigint | null;
  /** Stretches of constant rate: from when, at which rate, and what was sent and taken before. */
  readonly #from: Ticks[] = [];
  readonly #rate: bigint[] = [];
  readonly #sent: bigint[] = [];
  readonly #taken: bigint[] = [];
  readonly #weightSum: bigint;
  readonly #capacityDivisor: bigint;

  /** @param end the last instant that will be asked for. */
  constructor(spec: FlowSpec, startEpochMs: number, end: Ticks) {
    const { capacity, microWeights } = spec;
    this.sensors = spec.sensors;
    this.#drops = spec.excess === "drop";
    this.#weightSum = microWeights === null ? 1n : microWeights.reduce((sum, weight) => sum + weight, 0n);
    this.#capacityDivisor = BigInt(Math.max(FULL_EVENT_BYTES, capacity?.eventBytes ?? 0));
    this.unit = MICRO * BigInt(DAY) * this.#weightSum * this.#capacityDivisor;
    this.#capacity = capacity === null ? null : (this.unit / this.#capacityDivisor) * BigInt(capacity.units);
    this.#layOut(spec, startEpochMs, end);
  }

  /** Readings sent by a time, and those of them that were taken; whole ones. */
  sentBy(time: Ticks): number {
    return Number(this.#sentAt(time) / this.unit);
  }
  takenBy(time: Ticks): number {
    return Number(this.#takenAt(time) / this.unit);
  }

  /** Readings lost for good by a time: none where they are sent again. */
  lostBy(time: Ticks): number {
    return this.#drops ? this.sentBy(time) - this.takenBy(time) : 0;
  }

  /** Readings that wait to be sent again. */
  backlogAt(time: Ticks): number {
    return this.#drops ? 0 : this.#events(this.#sentAt(time) - this.#takenAt(time));
  }

  /** Integral of the backlog over time, in events times ticks. */
  backlogArea(from: Ticks, to: Ticks): number {
    if (this.#drops || this.#capacity === null) return 0;
    let area = 0;
    for (let time = from; time < to; ) {
      const next = Math.min(to, this.#stretchEnd(time));
      const slope = this.#events(this.#rate[this.#stretchAt(time)]! - this.#capacity);
      const before = this.backlogAt(time);
      const after = this.backlogAt(next);
      // One that runs dry on the way is a triangle.
      area += after === 0 && before > 0 ? before ** 2 / (-2 * slope) : ((before + after) / 2) * (next - time);
      time = next;
    }
    return area;
  }

  /** Instants between which the backlog has no peak: at which the rate changes. Those inside (from, to). */
  changes(from: Ticks, to: Ticks): readonly Ticks[] {
    return this.#from.filter((time) => time > from && time < to);
  }

  /** Readings taken a tick from a time on, in fractions; constant until `steadyUntil` at least. */
  rateTaken(time: Ticks): bigint {
    const stretch = this.#stretchAt(time);
    const rate = this.#rate[stretch]!;
    const capacity = this.#capacity;
    if (capacity === null) return rate;
    const waits = !this.#drops && this.#takenAt(time) < this.#sentAt(time);
    return waits || rate > capacity ? capacity : rate;
  }

  /** Until when the readings are taken at one rate: `time` itself if that changes before the next tick. */
  steadyUntil(time: Ticks): Ticks {
    const end = this.#stretchEnd(time);
    const capacity = this.#capacity;
    if (capacity === null || this.#drops) return end;
    const waiting = this.#sentAt(time) - this.#takenAt(time);
    const spare = capacity - this.#rate[this.#stretchAt(time)]!;
    if (waiting === 0n || spare <= 0n) return end;
    return Math.min(end, time + Number(waiting / spare));
  }

  /** Mean readings a tick over whole cycles of the load, and at most taken: `Infinity` for all. */
  static means({ sensors, microEventsPerDay, capacity }: FlowSpec): {
    readonly sent: number;
    readonly capacity: number;
  } {
    return {
      sent: (Number(microEventsPerDay) * sensors) / (1e6 * DAY),
      capacity:
        capacity === null ? Number.POSITIVE_INFINITY : capacity.units / Math.max(FULL_EVENT_BYTES, capacity.eventBytes),
    };
  }

  /** Goes through the hours, where rates differ by the hour. */
  #layOut({ sensors, microEventsPerDay, microWeights }: FlowSpec, startEpochMs: number, end: Ticks): void {
    const whole = microEventsPerDay * BigInt(sensors) * this.#capacityDivisor;
    if (microWeights === null) {
      this.#stretch(0, whole);
      return;
    }
    const hours = microWeights.length;
    const offset = hours === HOURS_A_WEEK ? EPOCH_HOUR_OF_WEEK : 0;
    const start = startEpochMs * MILLISECOND;
    for (let hour = Math.floor(start / HOUR); hour * HOUR - start < Math.max(1, end); hour++) {
      // Their mean is made 1: a weight counts as itself times their number by their sum, which the unit holds.
      const weight = microWeights[(hour + offset) % hours]!;
      this.#stretch(Math.max(0, hour * HOUR - start), whole * weight * BigInt(hours));
    }
  }

  #stretch(from: Ticks, rate: bigint): void {
    if (rate === this.#rate.at(-1)) return;
    this.#sent.push(from === 0 ? 0n : this.#sentAt(from));
    this.#taken.push(from === 0 ? 0n : this.#takenAt(from));
    this.#from.push(from);
    this.#rate.push(rate);
  }

  #sentAt(time: Ticks): bigint {
    const stretch = this.#stretchAt(time);
    return this.#sent[stretch]! + this.#rate[stretch]! * BigInt(time - this.#from[stretch]!);
  }

  #takenAt(time: Ticks): bigint {
    const capacity = this.#capacity;
    if (capacity === null) return this.#sentAt(time);
    const stretch = this.#stretchAt(time);
    const since = BigInt(time - this.#from[stretch]!);
    const most = this.#taken[stretch]! + capacity * since;
    const offered = (this.#drops ? this.#taken[stretch]! : this.#sent[stretch]!) + this.#rate[stretch]! * since;
    return offered < most ? offered : most;
  }

  /** The last stretch that begins at or before a time. */
  #stretchAt(time: Ticks): number {
    let low = 0;
    let high = this.#from.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#from[middle]! <= time) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  #stretchEnd(time: Ticks): Ticks {
    return this.#from[this.#stretchAt(time) + 1] ?? Number.POSITIVE_INFINITY;
  }

  /** Whole events apart, so that these are told to the last digit. */
  #events(fractions: bigint): number {
    return Number(fractions / this.unit) + Number(fractions % this.unit) / Number(this.unit);
  }
}
