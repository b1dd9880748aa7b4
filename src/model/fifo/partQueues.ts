import type { Ticks } from "../../engine/time.ts";
import type { Parties } from "../parties.ts";
import { PARTS_OF_CELL, type QueueParts } from "../queueParts.ts";
import type { JobBlock } from "./jobBlock.ts";
import { PeakLines } from "./peakLines.ts";

/** Lines that a cell may be in: its workload's and its tenant's. That of the service itself is told already. */
const LINES_OF_CELL = 2;

/** The most jobs of each workload and each tenant that wait at once for one service. Where their jobs are the same, they are one line. */
export class PartQueues {
  readonly #parts: QueueParts;
  readonly #system: number;
  readonly #lines: PeakLines;
  /** How many lines there are: one is that of all jobs. */
  readonly #count: number;
  /** By part; below 0 it has none. */
  readonly #lineOf: Int32Array;
  /** By cell: its lines, each once; below 0 there is none. */
  readonly #linesOfCell: Int32Array;

  /** When peaks begin to count, and whether they did. */
  readonly #from: Ticks;
  #begun = false;

  constructor(parties: Parties, system: number, from: Ticks) {
    this.#from = from;
    const parts = parties.queueParts;
    const cells = parties.byWorkload.flat().map(({ cell }) => cell + system);
    const partsOf = (cell: number): Int32Array =>
      parts.ofCell.subarray(PARTS_OF_CELL * cell, PARTS_OF_CELL * cell + LINES_OF_CELL).filter((part) => part >= 0);
    const cellsOf: number[][] = Array.from({ length: parts.count }, () => []);
    for (const cell of cells) for (const part of partsOf(cell)) cellsOf[part]!.push(cell);
    const lines = new Map<string, number>();
    this.#lineOf = Int32Array.from(cellsOf, (own) => {
      if (own.length === 0) return -1;
      const key = own.join();
      if (!lines.has(key)) lines.set(key, lines.size);
      return lines.get(key)!;
    });
    this.#linesOfCell = new Int32Array((LINES_OF_CELL * parts.ofCell.length) / PARTS_OF_CELL).fill(-1);
    for (const cell of cells)
      this.#linesOfCell.set([...new Set(partsOf(cell).map((part) => this.#lineOf[part]!))], LINES_OF_CELL * cell);
    this.#parts = parts;
    this.#system = system;
    this.#count = lines.size;
    this.#lines = new PeakLines(lines.size);
  }

  /** The jobs of a block in [from, to) are submitted. */
  follow(jobs: JobBlock, from: number, to: number): void {
    const { submitted } = jobs;
    let first = from;
    if (!this.#begun && to > from && submitted[to - 1]! >= this.#from) {
      while (submitted[first]! < this.#from) first++;
      this.#come(jobs, from, first);
      this.begin();
    }
    this.#come(jobs, first, to);
  }

  /** The instant from which peaks count is there: for those too that wait then. */
  begin(): void {
    if (this.#begun) return;
    this.#begun = true;
    this.#lines.beginAt(this.#from);
  }

  #come({ cell, submitted, taken }: JobBlock, from: number, to: number): void {
    if (this.#count === 1) return;
    const lines = this.#lines;
    const linesOfCell = this.#linesOfCell;
    for (let i = from; i < to; i++) {
      const first = LINES_OF_CELL * cell[i]!;
      lines.come(linesOfCell[first]!, submitted[i]!, taken[i]!);
      const second = linesOfCell[first + 1]!;
      if (second >= 0) lines.come(second, submitted[i]!, taken[i]!);
    }
  }

  /** By part, as `QueueParts` numbers them. @param peak of all jobs; `customersPeak` of the customer's. */
  peaks(peak: number, customersPeak: number): Int32Array {
    const { peaks } = this.#lines;
    const ofLine = (line: number): number => (this.#count === 1 ? peak : peaks[line]!);
    const own = this.#lineOf.map((line) => (line < 0 || !this.#begun ? 0 : ofLine(line)));
    own[this.#parts.system(this.#system)] = customersPeak;
    return own;
  }
}
