import type { Ticks } from "../../engine/time.ts";
import type { JobBlock } from "./jobBlock.ts";
import type { JobsNow } from "./jobsSeen.ts";

/** Fewer than so many are not worth a look at who is through. */
const FEW = 256;

type Columns = Pick<JobBlock, "eligible" | "taken" | "started" | "ended">;

/** How far some jobs have come, whose slots are given in their order: so many are through, and so many have had a slot. */
interface Served {
  through: number;
  slots: number;
}

/** Jobs of earlier blocks that may not be through yet, and how many are held by a cap or hold a slot at an instant. */
export class Underway {
  readonly #anyCap: boolean;
  #count = 0;
  /** When there are more, those that are through are left out. */
  #enough = FEW;
  #kept: Columns = columnsOf(FEW);
  /** No slot is given from then on. */
  readonly #stop: Ticks;
  readonly #ofKept: Served = { through: 0, slots: 0 };
  readonly #ofBlock: Served = { through: 0, slots: 0 };

  /** @param anyCap whether a cap may hold jobs back. */
  constructor(stop: Ticks, anyCap: boolean) {
    this.#stop = stop;
    this.#anyCap = anyCap;
  }

  /** Jobs at an instant, none before the last one asked for: of earlier blocks, and of one up to a place. */
  at(time: Ticks, block: JobBlock, to: number): Omit<JobsNow, "waiting"> {
    const sum = { held: 0, running: 0, busy: 0 };
    this.#add(sum, time, this.#ofKept, this.#kept, this.#count);
    this.#add(sum, time, this.#ofBlock, block, to);
    return sum;
  }

  /** A block is through: nobody asks for an instant before `since` any more. */
  keep(block: JobBlock, since: Ticks): void {
    const { count } = block;
    startAnew(this.#ofBlock);
    if (this.#count > this.#enough) {
      const before = this.#count;
      this.#count = 0;
      startAnew(this.#ofKept);
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
    served: Served,
    { eligible, taken, started, ended }: Columns,
    to: number,
  ): void {
    while (served.slots < to && taken[served.slots]! <= time) served.slots++;
    while (served.through < served.slots && ended[served.through]! <= time) served.through++;
    for (let i = served.through; i < served.slots; i++) {
      if (ended[i]! <= time || taken[i]! >= this.#stop) continue;
      sum.running++;
      if (started[i]! <= time) sum.busy++;
    }
    if (this.#anyCap) for (let i = served.slots; i < to; i++) if (eligible[i]! > time) sum.held++;
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

function startAnew(served: Served): void {
  served.through = 0;
  served.slots = 0;
}

function columnsOf(length: number): Columns {
  const column = () => new Float64Array(length);
  return { eligible: column(), taken: column(), started: column(), ended: column() };
}
