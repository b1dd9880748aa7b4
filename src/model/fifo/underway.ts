import type { Ticks } from "../../engine/time.ts";
import type { JobsNow } from "./fifoService.ts";
import type { JobBlock } from "./jobBlock.ts";

/** Fewer than so many are not worth a look at who is through. */
const FEW = 256;

type Columns = Pick<JobBlock, "eligible" | "taken" | "started" | "ended">;

/** Jobs of earlier blocks that may not be through yet, and how many are held by a cap or hold a slot at an instant. */
export class Underway {
  #count = 0;
  /** When there are more, those that are through are left out. */
  #enough = FEW;
  #kept: Columns = columnsOf(FEW);
  /** No slot is given from then on. */
  readonly #stop: Ticks;

  constructor(stop: Ticks) {
    this.#stop = stop;
  }

  /** Jobs at an instant: of earlier blocks, and of one up to a place. */
  at(time: Ticks, block: JobBlock, to: number): Omit<JobsNow, "waiting"> {
    const sum = { held: 0, running: 0, busy: 0 };
    this.#add(sum, time, this.#kept, this.#count);
    this.#add(sum, time, block, to);
    return sum;
  }

  /** A block is through: nobody asks for an instant before `since` any more. */
  keep(block: JobBlock, since: Ticks): void {
    const { count } = block;
    if (this.#count > this.#enough) {
      const before = this.#count;
      this.#count = 0;
      this.#keepThose(since, this.#kept, before);
      this.#enough = 2 * this.#count + FEW;
    }
    this.#keepThose(since, block, count);
  }

  /** Of the first `to` of some jobs, those that end later. */
  #keepThose(since: Ticks, jobs: Columns, to: number): void {
    const { ended } = jobs;
    for (let i = 0; i < to; i++) if (ended[i]! > since) this.#push(jobs, i);
  }

  #add(
    sum: { held: number; running: number; busy: number },
    time: Ticks,
    { eligible, taken, started, ended }: Columns,
    to: number,
  ): void {
    for (let i = 0; i < to; i++) {
      if (ended[i]! <= time) continue;
      if (eligible[i]! > time) sum.held++;
      if (taken[i]! > time || taken[i]! >= this.#stop) continue;
      sum.running++;
      if (started[i]! <= time) sum.busy++;
    }
  }

  #push({ eligible, taken, started, ended }: Columns, i: number): void {
    if (this.#count === this.#kept.ended.length) this.#grow();
    const place = this.#count++;
    const kept = this.#kept;
    kept.eligible[place] = eligible[i]!;
    kept.taken[place] = taken[i]!;
    kept.started[place] = started[i]!;
    kept.ended[place] = ended[i]!;
  }

  #grow(): void {
    const { eligible, taken, started, ended } = this.#kept;
    this.#kept = columnsOf(2 * ended.length);
    this.#kept.eligible.set(eligible);
    this.#kept.taken.set(taken);
    this.#kept.started.set(started);
    this.#kept.ended.set(ended);
  }
}

function columnsOf(length: number): Columns {
  const column = () => new Float64Array(length);
  return { eligible: column(), taken: column(), started: column(), ended: column() };
}
