import type { Ticks } from "../../engine/time.ts";
import type { JobBlock } from "./jobBlock.ts";

/** Jobs of earlier blocks that may still be under way, and how many hold a slot at an instant. */
export class Underway {
  #count = 0;
  #taken = new Float64Array(64);
  #started = new Float64Array(64);
  #ended = new Float64Array(64);
  /** No slot is given from then on. */
  readonly #stop: Ticks;

  constructor(stop: Ticks) {
    this.#stop = stop;
  }

  /** Jobs that hold a slot at an instant, and those of them that compute: of earlier blocks, and of one up to a place. */
  at(time: Ticks, { taken, started, ended }: JobBlock, to: number): { running: number; busy: number } {
    const sum = { running: 0, busy: 0 };
    this.#add(sum, time, this.#taken, this.#started, this.#ended, this.#count);
    this.#add(sum, time, taken, started, ended, to);
    return sum;
  }

  /** A block is through: nobody asks for an instant before the last submission of it any more. */
  keep({ count, submitted, taken, started, ended }: JobBlock): void {
    const since = submitted[count - 1]!;
    const before = this.#count;
    this.#count = 0;
    for (let i = 0; i < before; i++) {
      if (this.#ended[i]! > since) this.#push(this.#taken[i]!, this.#started[i]!, this.#ended[i]!);
    }
    for (let i = 0; i < count; i++) if (ended[i]! > since) this.#push(taken[i]!, started[i]!, ended[i]!);
  }

  #add(
    sum: { running: number; busy: number },
    time: Ticks,
    taken: Float64Array,
    started: Float64Array,
    ended: Float64Array,
    to: number,
  ): void {
    for (let i = 0; i < to; i++) {
      if (taken[i]! > time || taken[i]! >= this.#stop || ended[i]! <= time) continue;
      sum.running++;
      if (started[i]! <= time) sum.busy++;
    }
  }

  #push(taken: Ticks, started: Ticks, ended: Ticks): void {
    if (this.#count === this.#ended.length) this.#grow();
    this.#taken[this.#count] = taken;
    this.#started[this.#count] = started;
    this.#ended[this.#count++] = ended;
  }

  #grow(): void {
    const longer = (column: Float64Array) => {
      const grown = new Float64Array(2 * column.length);
      grown.set(column);
      return grown;
    };
    this.#taken = longer(this.#taken);
    this.#started = longer(this.#started);
    this.#ended = longer(this.#ended);
  }
}
