import { BLOCK, type JobBlock } from "./jobBlock.ts";

/** Columns of a block's figures, the jobs of each cell together: so that whole stretches go into one cell's sums. */
export class FigureColumns {
  readonly places: Places;
  readonly waits = new Float64Array(BLOCK);
  readonly inQueue = new Float64Array(BLOCK);
  readonly aparts = new Float64Array(BLOCK);
  readonly latencies = new Float64Array(BLOCK);
  readonly ends = new Float64Array(BLOCK);
  readonly slowdowns = new Float64Array(BLOCK);
  readonly services = new Float64Array(BLOCK);
  readonly dispatches = new Float64Array(BLOCK);

  constructor(cells: number) {
    this.places = new Places(cells);
  }
}

/** Where the figures of a block's jobs stand, the jobs of each cell together and in their order: by counting. */
class Places {
  /** By job. */
  readonly placeOf = Int32Array.from({ length: BLOCK }, (_, place) => place);
  /** Those that have jobs in the block. */
  cells: number[] = [];
  /** By cell: its first place, and one beyond its last. */
  readonly #from: Int32Array;
  readonly #to: Int32Array;
  /** Whether each job's place is its own number, as with one cell alone. */
  #inOrder = true;

  constructor(cells: number) {
    this.#from = new Int32Array(cells);
    this.#to = new Int32Array(cells);
  }

  from(cell: number): number {
    return this.#from[cell]!;
  }

  to(cell: number): number {
    return this.#to[cell]!;
  }

  group({ count, cell }: JobBlock): void {
    const from = this.#from;
    const to = this.#to;
    to.fill(0);
    for (let i = 0; i < count; i++) to[cell[i]!] = to[cell[i]!]! + 1;
    this.cells = [];
    let next = 0;
    for (let of = 0; of < to.length; of++) {
      const jobs = to[of]!;
      if (jobs === 0) continue;
      this.cells.push(of);
      from[of] = next;
      to[of] = next;
      next += jobs;
    }
    if (this.cells.length === 1 && this.#inOrder) {
      to[this.cells[0]!] = count;
      return;
    }
    this.#inOrder = this.cells.length === 1;
    for (let i = 0; i < count; i++) {
      const place = to[cell[i]!]!;
      this.placeOf[i] = place;
      to[cell[i]!] = place + 1;
    }
    // What stands beyond this block's jobs must be in order too, for the next to use.
    if (this.#inOrder) for (let i = count; i < BLOCK; i++) this.placeOf[i] = i;
  }
}
