import { NEVER, type Ticks } from "./time.ts";

/** Orders fit a double exactly: class * CLASS_SPAN + sequence number, for 8 classes of 5.6e14 events each. */
export const CLASS_SPAN = 2 ** 49;

const INITIAL_CAPACITY = 64;

/**
 * Orders events by time, then class, then sequence number: a total order, so equal times never depend on the heap's shape.
 *
 * Times are ticks. An event is a `code` and a `subject` (small integers that mean something to the caller). Amortised
 * O(log n); nothing is allocated after growth. An event that was just taken leaves its place to the next one pushed, so
 * "a task ends, the next one starts" costs one sift instead of two.
 * Not promised: removal of an arbitrary event. Whoever may cancel one keeps the order number that `push` returned and,
 * when the event comes up, compares it with `order`: another number means the event was cancelled.
 */
export class EventQueue {
  /** The event taken last. */
  time: Ticks = 0;
  order = 0;
  code = 0;
  subject = 0;

  /** The event that would be taken next, as `peek` found it. */
  nextTime: Ticks = NEVER;
  nextOrder = 0;

  #times = new Float64Array(INITIAL_CAPACITY);
  #orders = new Float64Array(INITIAL_CAPACITY);
  #codes = new Int32Array(INITIAL_CAPACITY);
  #subjects = new Int32Array(INITIAL_CAPACITY);
  #size = 0;
  /** True while the root is an event already taken. */
  #hole = false;
  #sequence = 0;

  /** Events that wait. */
  get size(): number {
    return this.#hole ? this.#size - 1 : this.#size;
  }

  /** Adds an event and returns its order number, by which it can be told from any other. */
  push(time: Ticks, eventClass: number, code: number, subject: number): number {
    const order = eventClass * CLASS_SPAN + this.#sequence++;
    if (this.#hole) {
      this.#hole = false;
      this.#siftDown(time, order, code, subject);
    } else {
      if (this.#size === this.#times.length) this.#grow();
      this.#siftUp(this.#size++, time, order, code, subject);
    }
    return order;
  }

  /** Sets `nextTime` and `nextOrder`; `nextTime` is NEVER when nothing waits. */
  peek(): void {
    let index = 0;
    if (this.#hole) {
      index = 1;
      if (this.#size > 2) {
        const left = this.#times[1]!;
        const right = this.#times[2]!;
        if (right < left || (right === left && this.#orders[2]! < this.#orders[1]!)) index = 2;
      }
    }
    if (index >= this.#size) {
      this.nextTime = NEVER;
    } else {
      this.nextTime = this.#times[index]!;
      this.nextOrder = this.#orders[index]!;
    }
  }

  /** Takes the next event into `time`, `order`, `code` and `subject`. Something must wait. */
  take(): void {
    if (this.#hole) {
      const last = --this.#size;
      this.#siftDown(this.#times[last]!, this.#orders[last]!, this.#codes[last]!, this.#subjects[last]!);
    }
    this.#hole = true;
    this.time = this.#times[0]!;
    this.order = this.#orders[0]!;
    this.code = this.#codes[0]!;
    this.subject = this.#subjects[0]!;
  }

  #siftUp(from: number, time: Ticks, order: number, code: number, subject: number): void {
    const times = this.#times;
    const orders = this.#orders;
    let index = from;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      const parentTime = times[parent]!;
      if (parentTime < time || (parentTime === time && orders[parent]! < order)) break;
      this.#move(parent, index);
      index = parent;
    }
    this.#place(index, time, order, code, subject);
  }

  /** Puts an event into the root's place and lets it sink. */
  #siftDown(time: Ticks, order: number, code: number, subject: number): void {
    const times = this.#times;
    const orders = this.#orders;
    const size = this.#size;
    let index = 0;
    for (;;) {
      let child = 2 * index + 1;
      if (child >= size) break;
      let childTime = times[child]!;
      const right = child + 1;
      if (right < size) {
        const rightTime = times[right]!;
        if (rightTime < childTime || (rightTime === childTime && orders[right]! < orders[child]!)) {
          child = right;
          childTime = rightTime;
        }
      }
      if (time < childTime || (time === childTime && order < orders[child]!)) break;
      this.#move(child, index);
      index = child;
    }
    this.#place(index, time, order, code, subject);
  }

  #move(from: number, to: number): void {
    this.#times[to] = this.#times[from]!;
    this.#orders[to] = this.#orders[from]!;
    this.#codes[to] = this.#codes[from]!;
    this.#subjects[to] = this.#subjects[from]!;
  }

  #place(index: number, time: Ticks, order: number, code: number, subject: number): void {
    this.#times[index] = time;
    this.#orders[index] = order;
    this.#codes[index] = code;
    this.#subjects[index] = subject;
  }

  #grow(): void {
    const capacity = 2 * this.#times.length;
    const grown = <A extends Float64Array | Int32Array>(to: A, from: A): A => {
      to.set(from);
      return to;
    };
    this.#times = grown(new Float64Array(capacity), this.#times);
    this.#orders = grown(new Float64Array(capacity), this.#orders);
    this.#codes = grown(new Int32Array(capacity), this.#codes);
    this.#subjects = grown(new Int32Array(capacity), this.#subjects);
  }
}
