import type { Ticks } from "../../engine/time.ts";

/** Its slot came before any time. */
const NOBODY = Number.NEGATIVE_INFINITY;

const FEWEST_PLACES = 16;

/**
 * The most jobs that wait at once in each of several lines, of jobs whose slots are known beforehand and come in the order in which the jobs
 * do. Within an instant a line only grows: so its end is a peak.
 */
export class PeakLines {
  /** By line. */
  readonly peaks: Int32Array;
  /** The most that ever waited: more jobs than that are not looked at again. */
  readonly #longest: Int32Array;
  /** When its last jobs get their slots, in a ring; and the place of the next one. */
  readonly #rings: Float64Array[];
  readonly #next: Int32Array;

  constructor(lines: number) {
    this.peaks = new Int32Array(lines);
    this.#longest = new Int32Array(lines);
    this.#rings = Array.from({ length: lines }, () => new Float64Array(FEWEST_PLACES).fill(NOBODY));
    this.#next = new Int32Array(lines);
  }

  /** A job is submitted now. @param taken when it gets its slot. */
  come(line: number, now: Ticks, taken: Ticks): void {
    // Who comes after one that does not wait finds nobody waiting: only those that do are told.
    if (taken <= now) return;
    const ring = this.#rings[line]!;
    const place = this.#next[line]!;
    const mask = ring.length - 1;
    ring[place] = taken;
    this.#next[line] = (place + 1) & mask;
    // A longer line than ever: the job that came `peak` jobs before this one waits too.
    if (ring[(place - this.peaks[line]!) & mask]! > now) this.#grows(line, now);
  }

  /** Peaks count from now on, for those too that wait now. */
  beginAt(now: Ticks): void {
    for (let line = 0; line < this.peaks.length; line++) this.peaks[line] = this.#lengthAt(line, now);
  }

  #grows(line: number, now: Ticks): void {
    const length = this.#lengthAt(line, now);
    this.peaks[line] = length;
    if (length <= this.#longest[line]!) return;
    this.#longest[line] = length;
    // There is always room for one more than wait.
    if (length + 1 < this.#rings[line]!.length) return;
    const ring = this.#rings[line]!;
    const from = this.#next[line]!;
    const roomier = new Float64Array(2 * ring.length).fill(NOBODY);
    roomier.set(ring.subarray(from), 0);
    roomier.set(ring.subarray(0, from), ring.length - from);
    this.#rings[line] = roomier;
    this.#next[line] = ring.length;
  }

  #lengthAt(line: number, now: Ticks): number {
    const ring = this.#rings[line]!;
    const mask = ring.length - 1;
    let length = 0;
    while (length < ring.length && ring[(this.#next[line]! - 1 - length) & mask]! > now) length++;
    return length;
  }
}
