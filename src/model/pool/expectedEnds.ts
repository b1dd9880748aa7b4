import { bisector } from "d3-array";
import type { Ticks } from "../../engine/time.ts";

/** When a run is expected to give its slots back. */
export interface ExpectedEnd {
  readonly run: number;
  readonly until: Ticks;
}

const byTime = bisector<ExpectedEnd, Ticks>(({ until }) => until);

/** When the runs that hold slots are expected to give them back, the earliest first. */
export class ExpectedEnds {
  readonly #ends: ExpectedEnd[] = [];
  readonly #untilOf = new Map<number, Ticks>();

  /** The earliest first; live. */
  get inOrder(): readonly ExpectedEnd[] {
    return this.#ends;
  }

  add(run: number, until: Ticks): void {
    this.#untilOf.set(run, until);
    this.#ends.splice(byTime.right(this.#ends, until), 0, { run, until });
  }

  /** A run that was added gives its slots back. */
  remove(run: number): void {
    const until = this.#untilOf.get(run)!;
    this.#untilOf.delete(run);
    let place = byTime.left(this.#ends, until);
    while (this.#ends[place]!.run !== run) place++;
    this.#ends.splice(place, 1);
  }
}
