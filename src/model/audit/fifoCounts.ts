import { NEVER, type Ticks } from "../../engine/time.ts";
import { AuditError } from "./auditError.ts";
import type { FifoRecords } from "./fifoRecords.ts";

/** What a result tells of the jobs of each workload. */
export type ToldOf = readonly { readonly submitted: number; readonly finished: number }[];

/** Jobs of a first-in-first-out service by workload, counted from their records: conservation (invariant 1). */
export class FifoCounts {
  readonly #submitted: Float64Array;
  readonly #unfinished: Float64Array;
  readonly #stop: Ticks;

  /** Nothing happens after `stop`, and no slot is given at it. */
  constructor(workloads: number, stop: Ticks) {
    this.#submitted = new Float64Array(workloads);
    this.#unfinished = new Float64Array(workloads);
    this.#stop = stop;
  }

  /** Jobs that finished. */
  get through(): number {
    return this.#submitted.reduce((sum, jobs, workload) => sum + jobs - this.#unfinished[workload]!, 0);
  }

  add({ count, workload, taken, ended }: Pick<FifoRecords, "count" | "workload" | "taken" | "ended">): void {
    this.#addSubmitted(workload, count);
    const stop = this.#stop;
    if (stop === NEVER) return;
    for (let i = 0; i < count; i++) if (!(taken[i]! < stop && ended[i]! <= stop)) this.#addUnfinished(workload[i]!);
  }

  addOne(workload: number, isThrough: boolean): void {
    this.#submitted[workload] = this.#submitted[workload]! + 1;
    if (!isThrough) this.#addUnfinished(workload);
  }

  #addSubmitted(workload: Int32Array, count: number): void {
    const submitted = this.#submitted;
    if (submitted.length === 1) {
      submitted[0] = submitted[0]! + count;
      return;
    }
    for (let from = 0, to = 0; from < count; from = to) {
      const of = workload[from]!;
      // Jobs of one workload in a row are one addition.
      while (to < count && workload[to] === of) to++;
      submitted[of] = submitted[of]! + to - from;
    }
  }

  #addUnfinished(workload: number): void {
    this.#unfinished[workload] = this.#unfinished[workload]! + 1;
  }

  /** Throws AuditError where other numbers are told. */
  compare(clock: Ticks, told: ToldOf): void {
    told.forEach(({ submitted, finished }, workload) => {
      const came = this.#submitted[workload]!;
      const through = came - this.#unfinished[workload]!;
      if (came === submitted && through === finished) return;
      const claim = `of workload ${workload} ${submitted} jobs are told as submitted and ${finished} as finished`;
      throw new AuditError(1, clock, `${claim}, ${came} were and ${through} did`);
    });
  }
}
