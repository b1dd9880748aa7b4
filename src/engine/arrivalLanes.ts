import { NEVER, type Ticks } from "./time.ts";

/**
 * The next arrival of each source: a lane a source, never the whole workload in the event queue.
 *
 * Equal times go by lane number. A heap of lanes, so a hundred sources cost seven comparisons an arrival.
 */
export class ArrivalLanes {
  /** Lane of the next arrival of all. */
  nextLane = 0;

  readonly #times: Float64Array;
  readonly #heap: Int32Array;

  /** `first[i]` is the first arrival of lane i, or NEVER. */
  constructor(first: readonly Ticks[]) {
    // A lane that is dry from the start stands for none at all.
    this.#times = Float64Array.from([...first, NEVER]);
    this.#heap = Int32Array.from(this.#times, (_, lane) => lane).sort((a, b) => (this.#before(a, b) ? -1 : 1));
    this.nextLane = this.#heap[0]!;
  }

  /** Time of the next arrival of all; NEVER when every lane has run dry. */
  get nextTime(): Ticks {
    return this.#times[this.nextLane]!;
  }

  /** The next lane's arrival has happened; its following one comes at `time`, or NEVER. */
  advance(time: Ticks): void {
    const lane = this.nextLane;
    const heap = this.#heap;
    const times = this.#times;
    times[lane] = time;
    let index = 0;
    for (;;) {
      let place = 2 * index + 1;
      if (place >= heap.length) break;
      let child = heap[place]!;
      let childTime = times[child]!;
      if (place + 1 < heap.length) {
        const right = heap[place + 1]!;
        const rightTime = times[right]!;
        if (rightTime < childTime || (rightTime === childTime && right < child)) {
          place++;
          child = right;
          childTime = rightTime;
        }
      }
      if (time < childTime || (time === childTime && lane < child)) break;
      heap[index] = child;
      index = place;
    }
    heap[index] = lane;
    this.nextLane = heap[0]!;
  }

  #before(a: number, b: number): boolean {
    const timeA = this.#times[a]!;
    const timeB = this.#times[b]!;
    return timeA < timeB || (timeA === timeB && a < b);
  }
}
