import { LINES_OF_CELL, type QueueParts } from "./queueParts.ts";

/** How many jobs wait in each line of `QueueParts`, now and at most at the end of an instant whose state was noted. */
export class LineLengths {
  /** By line. */
  readonly peaks: Int32Array;
  readonly #lengths: Int32Array;
  /** By cell, as those of `QueueParts`. */
  readonly #linesOfCell: Int32Array;
  /** Lines that were joined since their peaks were noted, each once. */
  readonly #joined: Int32Array;
  #joinedCount = 0;
  readonly #isJoined: Uint8Array;

  constructor({ lines, ofCell }: QueueParts) {
    this.peaks = new Int32Array(lines);
    this.#lengths = new Int32Array(lines);
    this.#linesOfCell = ofCell;
    this.#joined = new Int32Array(lines);
    this.#isJoined = new Uint8Array(lines);
  }

  /** A job of a cell waits from now on. */
  join(cell: number): void {
    const linesOfCell = this.#linesOfCell;
    const first = LINES_OF_CELL * cell;
    for (let place = first; place < first + LINES_OF_CELL && linesOfCell[place]! >= 0; place++)
      this.#joins(linesOfCell[place]!);
  }

  /** A job of a cell waits no more. */
  leave(cell: number): void {
    const linesOfCell = this.#linesOfCell;
    const lengths = this.#lengths;
    const first = LINES_OF_CELL * cell;
    for (let place = first; place < first + LINES_OF_CELL && linesOfCell[place]! >= 0; place++)
      lengths[linesOfCell[place]!] = lengths[linesOfCell[place]!]! - 1;
  }

  /** Of a line; 0 where there is none. */
  of(line: number): number {
    return this.#lengths[line] ?? 0;
  }

  /** The state that now stands lasts into the window. */
  notePeak(): void {
    for (let place = 0; place < this.#joinedCount; place++) {
      const line = this.#joined[place]!;
      this.#isJoined[line] = 0;
      if (this.#lengths[line]! > this.peaks[line]!) this.peaks[line] = this.#lengths[line]!;
    }
    this.#joinedCount = 0;
  }

  #joins(line: number): void {
    this.#lengths[line] = this.#lengths[line]! + 1;
    if (this.#isJoined[line] === 1) return;
    this.#isJoined[line] = 1;
    this.#joined[this.#joinedCount++] = line;
  }
}
