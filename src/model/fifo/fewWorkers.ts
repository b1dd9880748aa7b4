import { NEVER } from "../../engine/time.ts";
import type { JobBlock } from "./jobBlock.ts";

/** Bits that tell a worker, and bits from one place of the order to the next. */
const WORKER = 7;
const PLACE = 4;

/**
 * When each of up to eight workers is free again, and their whole order in one number: whoever is free first in its lowest
 * place. A worker's new place is how many of the others are free before it, which is counted without a branch: nobody can
 * foretell it, and a heap of so few would take longer for its own branches than for all it does.
 */
export class FewWorkers {
  static readonly MOST = 8;
  /** By worker; beyond those there are, NEVER. */
  readonly #ends = new Float64Array(FewWorkers.MOST);
  #order = 0x76543210;

  constructor(count: number) {
    this.#ends.fill(NEVER, count);
  }

  /** As `WorkerEnds.serve`. */
  serve({ count, worker, submitted, taken, ended }: JobBlock, holds: Float64Array): void {
    const ends = this.#ends;
    let order = this.#order;
    for (let i = 0; i < count; i++) {
      const now = submitted[i]!;
      const next = order & WORKER;
      const free = ends[next]!;
      const slot = now > free ? now : free;
      const end = slot + holds[i]!;
      taken[i] = slot;
      ended[i] = end;
      worker[i] = next;
      const before =
        Number(ends[(order >> PLACE) & WORKER]! < end) +
        Number(ends[(order >> (2 * PLACE)) & WORKER]! < end) +
        Number(ends[(order >> (3 * PLACE)) & WORKER]! < end) +
        Number(ends[(order >> (4 * PLACE)) & WORKER]! < end) +
        Number(ends[(order >> (5 * PLACE)) & WORKER]! < end) +
        Number(ends[(order >> (6 * PLACE)) & WORKER]! < end) +
        Number(ends[(order >> (7 * PLACE)) & WORKER]! < end);
      ends[next] = end;
      const others = order >>> PLACE;
      const place = before * PLACE;
      const earlier = (1 << place) - 1;
      order = (others & earlier) | (next << place) | ((others & ~earlier) << PLACE);
    }
    this.#order = order;
  }
}
