import type { Ticks } from "../../engine/time.ts";
import { ExactSum } from "../../statistics/exactSum.ts";
import { LineLengths } from "../lineLengths.ts";
import type { QueueParts } from "../queueParts.ts";
import type { QueueSeen } from "./jobsSeen.ts";

/** Sums and products of whole numbers that come out below this are exact in a double. */
const EXACT = 2 ** 52;

/** How many jobs wait, as they come and go: now, at most, over time, and in each line of `QueueParts`. */
export class LiveQueue implements QueueSeen {
  length = 0;
  /** At most at the end of an instant whose state was noted. */
  peak = 0;
  readonly #lines: LineLengths;
  readonly #customers: number;
  readonly #area = new ExactSum();
  /** What is not in the sum yet: a plain double, which costs little at each event. */
  #recent = 0;

  /** @param system where they wait. */
  constructor(parts: QueueParts, system: number) {
    this.#lines = new LineLengths(parts);
    this.#customers = parts.system(system);
  }

  get customersPeak(): number {
    return this.partPeaks[this.#customers] ?? 0;
  }

  get partPeaks(): Int32Array {
    return this.#lines.peaks;
  }

  /** The integral of the length over time; good until the clock goes on. */
  get area(): ExactSum {
    this.#area.add(this.#recent);
    this.#recent = 0;
    return this.#area;
  }

  join(cell: number): void {
    this.length++;
    this.#lines.join(cell);
  }

  leave(cell: number): void {
    this.length--;
    this.#lines.leave(cell);
  }

  /** The length stands for so long. */
  lasts(time: Ticks): void {
    const recent = this.#recent + this.length * time;
    if (recent < EXACT) this.#recent = recent;
    else this.#area.addProduct(this.length, time);
  }

  notePeak(): void {
    if (this.length > this.peak) this.peak = this.length;
    this.#lines.notePeak();
  }
}
