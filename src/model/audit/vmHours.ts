import { EventQueue } from "../../engine/eventQueue.ts";
import { NEVER, type Ticks } from "../../engine/time.ts";
import { ExactSum } from "../../statistics/exactSum.ts";
import { roomier } from "../roomier.ts";
import type { FifoRecords } from "./fifoRecords.ts";

/**
 * For how long VMs of several slots compute, by the records of their tasks alone: each VM while any of its tasks does. In the order in
 * which tasks start it is enough to know until when each VM computes: those that start later than they get their slots wait for their turn.
 */
export class VmHours {
  readonly #slotsPerVm: number;
  readonly #from: Ticks;
  readonly #stop: Ticks;
  /** By VM. */
  #until = new Float64Array(16);
  /** Starts that come yet, of workers; and when those are through. */
  readonly #starts = new EventQueue();
  #ends = new Float64Array(16);
  readonly #sum = new ExactSum();

  /** Of the time in [from, stop]. */
  constructor(slotsPerVm: number, from: Ticks, stop: Ticks) {
    this.#slotsPerVm = slotsPerVm;
    this.#from = from;
    this.#stop = stop;
  }

  /** Ticks, of all VMs: all tasks have been told. */
  get sum(): ExactSum {
    this.#startUntil(NEVER);
    return this.#sum;
  }

  /** The first `count` of the tasks, which get their slots in this order. */
  add({ worker, taken, started, ended }: FifoRecords, count: number): void {
    for (let i = 0; i < count; i++) {
      this.#startUntil(taken[i]!);
      if (started[i] === taken[i]) this.#computes(worker[i]!, started[i]!, ended[i]!);
      else this.#startsLater(worker[i]!, started[i]!, ended[i]!);
    }
  }

  #startsLater(worker: number, start: Ticks, end: Ticks): void {
    if (worker >= this.#ends.length) this.#ends = roomier(this.#ends, new Float64Array(2 * worker));
    this.#ends[worker] = end;
    this.#starts.push(start, 0, 0, worker);
  }

  #startUntil(now: Ticks): void {
    const starts = this.#starts;
    for (let front = starts.front(); front >= 0 && starts.timeAt(front) <= now; front = starts.front()) {
      const start = starts.timeAt(front);
      starts.take();
      this.#computes(starts.subject, start, this.#ends[starts.subject]!);
    }
  }

  #computes(worker: number, start: Ticks, end: Ticks): void {
    const vm = Math.floor(worker / this.#slotsPerVm);
    if (vm >= this.#until.length) this.#until = roomier(this.#until, new Float64Array(2 * vm));
    const since = Math.max(start, this.#until[vm]!, this.#from);
    const until = Math.min(end, this.#stop);
    if (until > since) this.#sum.addTicks(until - since);
    if (until > this.#until[vm]!) this.#until[vm] = until;
  }
}
