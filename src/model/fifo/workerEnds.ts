import type { Ticks } from "../../engine/time.ts";

/**
 * When each worker of a service is free again, the earliest first: a heap of them all (the workload vector of Kiefer and
 * Wolfowitz 1955, as far as it has to be in order).
 */
export class WorkerEnds {
  readonly #ends: Float64Array;
  readonly #workers: Int32Array;

  constructor(count: number) {
    this.#ends = new Float64Array(count);
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
    const ends = this.#ends;
    const workers = this.#workers;
    const size = ends.length;
    const worker = workers[0]!;
    let place = 0;
    for (let child = 1; child < size; child = 2 * place + 1) {
      if (child + 1 < size && ends[child + 1]! < ends[child]!) child++;
      if (ends[child]! >= end) break;
      ends[place] = ends[child]!;
      workers[place] = workers[child]!;
      place = child;
    }
    ends[place] = end;
    workers[place] = worker;
  }
}
