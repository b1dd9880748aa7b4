import { NEVER, type Ticks } from "../../engine/time.ts";

/**
 * When each worker of a service is free again, the earliest first: a heap of them all (the workload vector of Kiefer and
 * Wolfowitz 1955, as far as it has to be in order). Each place has four below it: fewer levels, and each of them is gone
 * through without a branch, for nobody can foretell which worker is free first.
 */
export class WorkerEnds {
  readonly #count: number;
  /** Beyond the workers, as many that are never free as make up the last four. */
  readonly #ends: Float64Array;
  readonly #workers: Int32Array;

  constructor(count: number) {
    this.#count = count;
    this.#ends = new Float64Array(count + 3).fill(NEVER, count);
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
    const count = this.#count;
    const worker = workers[0]!;
    let place = 0;
    for (let first = 1; first < count; first = 4 * place + 1) {
      const left = first + Number(ends[first + 1]! < ends[first]!);
      const right = first + 2 + Number(ends[first + 3]! < ends[first + 2]!);
      const below = left + ((right - left) & -Number(ends[right]! < ends[left]!));
      if (ends[below]! >= end) break;
      ends[place] = ends[below]!;
      workers[place] = workers[below]!;
      place = below;
    }
    ends[place] = end;
    workers[place] = worker;
  }
}
