import { NEVER } from "../../engine/time.ts";
import { NONE } from "../jobTable.ts";
import { doubled } from "../roomier.ts";
import { ComingJobs, type JobBlock } from "./jobBlock.ts";

const FEWEST = 64;

/** Jobs that came and have no slot yet, a row each, which another one has after them. */
export class JobsWaiting {
  /** What is known of them; by row, as all that follows. */
  rows = new ComingJobs(FEWEST);
  workload = new Int32Array(FEWEST);
  /** When their caps admitted them; NEVER before that. */
  eligible = new Float64Array(FEWEST);
  /** Its place in the order of submission, or NONE: nobody has the row. And what `Admission` keeps of it. */
  number = new Float64Array(FEWEST).fill(NONE);
  capLane = new Int32Array(FEWEST);
  held = new Uint8Array(FEWEST);
  count = 0;
  #came = 0;
  /** Nobody has a row before this one any more, once jobs are given up. */
  #givenUp = 0;
  /** Rows that nobody has. */
  #spare = Int32Array.from({ length: FEWEST }, (_, row) => row);

  /** A job of a block comes. Returns its row. */
  come(jobs: JobBlock, place: number, capLane: number): number {
    if (this.count === this.#spare.length) this.#grow();
    const row = this.#spare[this.count++]!;
    copy(jobs, place, this.rows, row);
    this.workload[row] = jobs.workload[place]!;
    this.eligible[row] = NEVER;
    this.number[row] = this.#came++;
    this.capLane[row] = capLane;
    this.held[row] = 0;
    return row;
  }

  /** A job leaves its row, to be the last one of a block; what becomes of it there is not told. */
  leave(row: number, jobs: JobBlock): void {
    const place = jobs.count++;
    copy(this.rows, row, jobs, place);
    jobs.workload[place] = this.workload[row]!;
    jobs.eligible[place] = this.eligible[row]!;
    jobs.apart[place] = this.eligible[row]! - this.rows.submitted[row]!;
    this.number[row] = NONE;
    this.#spare[--this.count] = row;
  }

  /** Those that are left never have a slot, and nobody comes any more: as many of them leave as a block has room for. */
  giveUp(jobs: JobBlock): void {
    const { number } = this;
    const most = jobs.submitted.length;
    for (; this.#givenUp < number.length && jobs.count < most; this.#givenUp++) {
      if (number[this.#givenUp] === NONE) continue;
      this.leave(this.#givenUp, jobs);
      const place = jobs.count - 1;
      jobs.taken[place] = NEVER;
      jobs.started[place] = NEVER;
      jobs.ended[place] = NEVER;
    }
  }

  #grow(): void {
    const before = this.number.length;
    const rows = new ComingJobs(2 * before);
    for (let row = 0; row < before; row++) copy(this.rows, row, rows, row);
    this.rows = rows;
    this.workload = doubled(this.workload);
    this.eligible = doubled(this.eligible);
    this.number = doubled(this.number).fill(NONE, before);
    this.capLane = doubled(this.capLane);
    this.held = doubled(this.held);
    this.#spare = doubled(this.#spare);
    for (let row = before; row < 2 * before; row++) this.#spare[row] = row;
  }
}

function copy(from: ComingJobs, place: number, to: ComingJobs, row: number): void {
  to.cell[row] = from.cell[place]!;
  to.submitted[row] = from.submitted[place]!;
  to.deadline[row] = from.deadline[place]!;
  to.round[row] = from.round[place]!;
  to.service[row] = from.service[place]!;
  to.dispatch[row] = from.dispatch[place]!;
}
