import type { Ticks } from "../../engine/time.ts";
import { ExactSum } from "../../statistics/exactSum.ts";
import { roomier } from "../roomier.ts";
import type { FifoRecords } from "./fifoAudit.ts";

/**
 * For how long VMs of several slots compute, by the records of their tasks alone: each VM while any of its tasks does. Tasks come
 * in the order in which they start, so it is enough to know until when each VM computes.
 */
export class VmHours {
  readonly #slotsPerVm: number;
  readonly #from: Ticks;
  readonly #stop: Ticks;
  #until = new Float64Array(16);
  readonly #sum = new ExactSum();

  /** Of the time in [from, stop]; no task starts at `stop`. */
  constructor(slotsPerVm: number, from: Ticks, stop: Ticks) {
    this.#slotsPerVm = slotsPerVm;
    this.#from = from;
    this.#stop = stop;
  }

  /** Ticks, of all VMs. */
  get sum(): ExactSum {
    return this.#sum;
  }

  /** The first `count` of the tasks, which start in this order. */
  add({ worker, started, ended }: FifoRecords, count: number): void {
    for (let i = 0; i < count; i++) {
      if (started[i]! >= this.#stop) return;
      const vm = Math.floor(worker[i]! / this.#slotsPerVm);
      if (vm >= this.#until.length) this.#until = roomier(this.#until, new Float64Array(2 * vm));
      const since = Math.max(started[i]!, this.#until[vm]!, this.#from);
      const until = Math.min(ended[i]!, this.#stop);
      if (until > since) this.#sum.addTicks(until - since);
      if (until > this.#until[vm]!) this.#until[vm] = until;
    }
  }
}
