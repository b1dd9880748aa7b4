import { NEVER } from "../../engine/time.ts";
import { sinkEnd } from "../endHeap.ts";
import type { JobBlock } from "./jobBlock.ts";

/**
 * When each worker of a service is free again, the earliest first: a heap of them all (the workload vector of Kiefer and
 * Wolfowitz 1955, as far as it has to be in order). Which of two is free first cannot be foretold: so that is no branch.
 */
export class WorkerEnds {
  /** Below each worker are two more places: some are never free. */
  readonly #ends: Float64Array;
  readonly #workers: Int32Array;

  constructor(count: number) {
    this.#ends = new Float64Array(2 * count + 1).fill(NEVER, count);
    this.#workers = Int32Array.from({ length: count }, (_, worker) => worker);
  }

  /** Who serves each job of a block, and when: fills `worker`, `taken` and `ended`. @param holds how long each holds its worker. */
  serve({ count, worker, submitted, taken, ended }: JobBlock, holds: Float64Array): void {
    const ends = this.#ends;
    const workers = this.#workers;
    for (let i = 0; i < count; i++) {
      const now = submitted[i]!;
      const free = ends[0]!;
      const slot = now > free ? now : free;
      const end = slot + holds[i]!;
      const next = workers[0]!;
      taken[i] = slot;
      ended[i] = end;
      worker[i] = next;
      sinkEnd(ends, workers, end, next);
    }
  }
}
