import type { Ticks } from "../../engine/time.ts";
import { LINES_OF_CELL, NO_LINE, type QueueParts } from "../queueParts.ts";
import type { JobBlock } from "./jobBlock.ts";
import { PeakLines } from "./peakLines.ts";

/** The most jobs that wait at once for one service: of each workload and each tenant, and of the customer's. */
export class PartQueues {
  readonly #lines: PeakLines;
  /** The line of the customer's, and whether that is all jobs: then it is told already. */
  readonly #customers: number;
  readonly #areAll: boolean;
  /** By cell, as those of `QueueParts`, but without the one that is told already. */
  readonly #linesOfCell: Int32Array;
  readonly #any: boolean;
  #isMeasured = false;

  /** @param areAll whether all jobs are the customer's. */
  constructor(parts: QueueParts, system: number, areAll: boolean) {
    this.#customers = parts.system(system);
    this.#areAll = areAll;
    this.#lines = new PeakLines(parts.lines);
    this.#linesOfCell = new Int32Array(parts.ofCell.length).fill(NO_LINE);
    for (let first = 0; first < parts.ofCell.length; first += LINES_OF_CELL) {
      const own = parts.ofCell.subarray(first, first + LINES_OF_CELL);
      this.#linesOfCell.set(
        own.filter((line) => !(areAll && line === this.#customers)),
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
      for (let place = first; place < first + LINES_OF_CELL && linesOfCell[place] !== NO_LINE; place++)
        lines.come(linesOfCell[place]!, submitted[i]!, taken[i]!);
    }
  }

  /** Peaks count from now on, for those too that wait now. */
  measureFrom(now: Ticks): void {
    this.#isMeasured = true;
    this.#lines.beginAt(now);
  }

  /** By line. @param peak of all jobs. */
  peaks(peak: number): Int32Array {
    const peaks = this.#isMeasured ? this.#lines.peaks.slice() : new Int32Array(this.#lines.peaks.length);
    if (this.#areAll && this.#customers !== NO_LINE) peaks[this.#customers] = peak;
    return peaks;
  }

  /** @param peak of all jobs. */
  customersPeak(peak: number): number {
    return this.#customers === NO_LINE ? 0 : this.peaks(peak)[this.#customers]!;
  }
}
