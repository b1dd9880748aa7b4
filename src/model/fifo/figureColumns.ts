import type { JobBlock } from "./jobBlock.ts";

const NOTHING: Float64Array = new Float64Array(0);

/** Whether these tell anything. */
interface OptionalColumns {
  readonly dispatch: boolean;
  readonly apart: boolean;
  readonly deadline: boolean;
}

/** Columns of a block's jobs, those of each cell together and in their order: so that whole stretches go into one cell's sums. */
export class FigureColumns {
  readonly places: Places;
  /** The block's own where its jobs are of one cell: then nothing is to be moved. */
  submitted = NOTHING;
  taken = NOTHING;
  started = NOTHING;
  ended = NOTHING;
  service = NOTHING;
  dispatch = NOTHING;
  apart = NOTHING;
  deadline = NOTHING;
  readonly inQueue: Float64Array;
  readonly waits: Float64Array;
  readonly latencies: Float64Array;
  readonly slowdowns: Float64Array;
  readonly #moved: readonly Float64Array[];
  readonly #any: OptionalColumns;

  /** @param block jobs of a block, at most. */
  constructor(cells: number, block: number, any: OptionalColumns) {
    const column = () => new Float64Array(block);
    this.places = new Places(cells, block);
    this.inQueue = column();
    this.waits = column();
    this.latencies = column();
    this.slowdowns = column();
    this.#moved = Array.from({ length: 8 }, column);
    this.#any = any;
  }

  gather(block: JobBlock): void {
    const { count } = block;
    const { places } = this;
    const moved = this.#moved;
    places.group(block);
    this.submitted = places.gather(block.submitted, count, moved[0]!);
    this.taken = places.gather(block.taken, count, moved[1]!);
    this.ended = places.gather(block.ended, count, moved[2]!);
    this.service = places.gather(block.service, count, moved[3]!);
    if (this.#any.apart) this.apart = places.gather(block.apart, count, moved[4]!);
    if (this.#any.deadline) this.deadline = places.gather(block.deadline, count, moved[7]!);
    if (!this.#any.dispatch) return;
    this.started = places.gather(block.started, count, moved[5]!);
    this.dispatch = places.gather(block.dispatch, count, moved[6]!);
  }
}

/** Where a block's jobs stand, the jobs of each cell together and in their order: by counting. */
class Places {
  /** By job. */
  readonly #placeOf: Int32Array;
  /** Those that have jobs in the block. */
  cells: number[] = [];
  /** By cell: its first place, and one beyond its last. */
  readonly #from: Int32Array;
  readonly #to: Int32Array;
  /** Whether each job's place is its own number. */
  #inOrder = false;

  constructor(cells: number, block: number) {
    this.#placeOf = new Int32Array(block);
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
    this.#inOrder = to.length === 1;
    if (this.#inOrder) {
      this.cells = [0];
      to[0] = count;
      return;
    }
    to.fill(0);
    for (let first = 0, next = 0; first < count; first = next) {
      const of = cell[first]!;
      // Jobs of one cell in a row are one addition.
      while (next < count && cell[next] === of) next++;
      to[of] = to[of]! + next - first;
    }
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
    this.#inOrder = this.cells.length === 1;
    if (this.#inOrder) {
      to[this.cells[0]!] = count;
      return;
    }
    for (let i = 0; i < count; i++) {
      const place = to[cell[i]!]!;
      this.#placeOf[i] = place;
      to[cell[i]!] = place + 1;
    }
  }

  /** A column of the block in the order of the places: itself, or moved into another. */
  gather(column: Float64Array, count: number, moved: Float64Array): Float64Array {
    if (this.#inOrder) return column;
    const placeOf = this.#placeOf;
    for (let i = 0; i < count; i++) moved[placeOf[i]!] = column[i]!;
    return moved;
  }
}
