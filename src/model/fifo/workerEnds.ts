import { NEVER, type Ticks } from "../../engine/time.ts";
import { sinkEnd } from "./endHeap.ts";

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

  /** The earliest of them. */
  get earliest(): Ticks {
    return this.#ends[0]!;
  }

  /** Whose it is. */
  get next(): number {
    return this.#workers[0]!;
  }

  /** The next worker is busy until `end`, not before its earliest. */
  occupy(end: Ticks): void {
    sinkEnd(this.#ends, this.#workers, end, this.next);
  }
}
