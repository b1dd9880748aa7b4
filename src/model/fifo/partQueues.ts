import type { Ticks } from "../../engine/time.ts";
import { LINES_OF_CELL, NO_LINE, type QueueParts } from "../queueParts.ts";
import type { JobBlock } from "./jobBlock.ts";
import { PeakLines } from "./peakLines.ts";

/** The most jobs of each workload and each tenant that wait at once for one service; those of the whole service are told already. */
export class PartQueues {
  readonly #lines: PeakLines;
  /** The customer's of the whole service. */
  readonly #whole: number;
  /** By cell, as those of `QueueParts`, but without the whole. */
  readonly #linesOfCell: Int32Array;
  readonly #any: boolean;
  #isMeasured = false;

  constructor(parts: QueueParts, system: number) {
    this.#whole = parts.system(system);
    this.#lines = new PeakLines(parts.lines);
    this.#linesOfCell = new Int32Array(parts.ofCell.length).fill(NO_LINE);
    for (let first = 0; first < parts.ofCell.length; first += LINES_OF_CELL) {
      const own = parts.ofCell.subarray(first, first + LINES_OF_CELL);
      this.#linesOfCell.set(
        own.filter((line) => line !== this.#whole),
        first,
      );
    }
    this.#any = this.#linesOfCell.some((line) => line !== NO_LINE);
  }

  /** The jobs of a block in [from, to) are submitted. */
  follow({ cell, submitted, taken }: JobBlock, from: number, to: number): void {
    if (!this.#any) return;
    const lines = this.#lines;
    const linesOfCell = this.#linesOfCell;
    for (let i = from; i < to; i++) {
      const first = LINES_OF_CELL * cell[i]!;
      for (let place = first; linesOfCell[place] !== NO_LINE; place++)
        lines.come(linesOfCell[place]!, submitted[i]!, taken[i]!);
    }
  }

  /** Peaks count from now on, for those too that wait now. */
  measureFrom(now: Ticks): void {
    this.#isMeasured = true;
    this.#lines.beginAt(now);
  }

  /** By line. @param customersPeak of the whole. */
  peaks(customersPeak: number): Int32Array {
    const peaks = this.#isMeasured ? this.#lines.peaks.slice() : new Int32Array(this.#lines.peaks.length);
    if (this.#whole !== NO_LINE) peaks[this.#whole] = customersPeak;
    return peaks;
  }
}
