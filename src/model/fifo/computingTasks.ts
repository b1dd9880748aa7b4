import type { Ticks } from "../../engine/time.ts";
import type { JobBlock } from "./jobBlock.ts";

/** Tasks that may still compute, and how many do at an instant. */
export class ComputingTasks {
  #started: Ticks[] = [];
  #ended: Ticks[] = [];
  /** No slot is given from then on. */
  readonly #stop: Ticks;

  constructor(stop: Ticks) {
    this.#stop = stop;
  }

  /** Tasks that compute at an instant: of those kept, and of those at hand. */
  at(time: Ticks, { count, taken, started, ended }: JobBlock): number {
    let computing = 0;
    for (let i = 0; i < this.#ended.length; i++) if (this.#started[i]! <= time && this.#ended[i]! > time) computing++;
    for (let i = 0; i < count; i++) {
      if (taken[i]! < this.#stop && started[i]! <= time && ended[i]! > time) computing++;
    }
    return computing;
  }

  /** The tasks at hand are through; nobody asks for an instant before `since` any more. */
  keep({ count, taken, started, ended }: JobBlock, since: Ticks): void {
    const before = this.#ended.length;
    let kept = 0;
    for (let i = 0; i < before; i++) {
      if (this.#ended[i]! <= since) continue;
      this.#started[kept] = this.#started[i]!;
      this.#ended[kept++] = this.#ended[i]!;
    }
    this.#started.length = kept;
    this.#ended.length = kept;
    for (let i = 0; i < count; i++) {
      if (ended[i]! <= since || taken[i]! >= this.#stop) continue;
      this.#started.push(started[i]!);
      this.#ended.push(ended[i]!);
    }
  }
}
