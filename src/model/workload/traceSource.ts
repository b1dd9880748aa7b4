import { NEVER, type Ticks } from "../../engine/time.ts";
import type { TracedJob, TraceJobs } from "./traceJobs.ts";

/** Replays a trace, job by job; those outside [0, end) are counted and left out. */
export class TraceSource {
  readonly jobs = 1;
  readonly firesRounds = false;
  /** Jobs of the trace that lie outside the simulated time. */
  readonly outside: number;
  readonly #trace: TraceJobs;
  readonly #last: number;
  #row: number;

  constructor(trace: TraceJobs, limit: number, end: Ticks) {
    this.#trace = trace;
    let first = 0;
    while (first < trace.count && trace.submit[first]! < 0) first++;
    let last = first;
    while (last < trace.count && trace.submit[last]! < end) last++;
    this.outside = trace.count - (last - first);
    this.#row = first - 1;
    this.#last = Math.min(last, first + limit);
  }

  /** Submission time of the following job, which `current` then describes; NEVER when there is none. */
  next(): Ticks {
    return ++this.#row < this.#last ? this.#trace.submit[this.#row]! : NEVER;
  }

  /** The following submission times, into the first places of an array. Returns how many. */
  take(times: Float64Array, most: number): number {
    const from = this.#row + 1;
    const to = Math.min(this.#last, from + most);
    if (to <= from) return 0;
    times.set(this.#trace.submit.subarray(from, to));
    this.#row = to - 1;
    return to - from;
  }

  /** Service times of the jobs that `take` gave last, into the first places of an array. */
  services(services: Float64Array, count: number): void {
    services.set(this.#trace.service.subarray(this.#row + 1 - count, this.#row + 1));
  }

  /** And their tenants: indices into the trace's tenants, -1 for the workload's. */
  tenants(tenants: Int32Array, count: number): void {
    tenants.set(this.#trace.tenant.subarray(this.#row + 1 - count, this.#row + 1));
  }

  /** The job that `next` came to. */
  current(): TracedJob {
    const { service, slots, estimate, tenant } = this.#trace;
    const row = this.#row;
    return { service: service[row]!, slots: slots[row]!, estimate: estimate?.[row] ?? 0, tenant: tenant[row]! };
  }
}
