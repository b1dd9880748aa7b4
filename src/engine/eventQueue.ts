import type { Ticks } from "./time.ts";

/** 2^49. Orders fit a double exactly: class * CLASS_SPAN + sequence number, for 8 classes of 5.6e14 events each. */
export const CLASS_SPAN = 562_949_953_421_312;

const INITIAL_CAPACITY = 64;

/**
 * Orders events by time, then class, then sequence number: a total order, so equal times never depend on the heap's shape.
 *
 * Times are ticks. An event is a `code` and a `subject` (small integers that mean something to the caller). Amortised
 * O(log n); nothing is allocated after growth. An event that was just taken leaves its place to the next one pushed, so
 * "a task ends, the next one starts" costs one sift instead of two.
 * Not promised: removal of an arbitrary event. Whoever may cancel one keeps its order number (`pushed`) and, when an
 * event comes up, compares it with `order`: another number means that the one kept was cancelled.
 */
export class EventQueue {
  /** Code, subject and order number of the event taken last. */
  code = 0;
  subject = 0;
  order = 0;
  /** Order number of the event pushed last, by which it can be told from any other. */
  pushed = 0;

  /** By event: time and order. */
  #keys = new Float64Array(2 * INITIAL_CAPACITY);
  /** By event: code and subject. */
  #meanings = new Int32Array(2 * INITIAL_CAPACITY);
  /** Events in the heap, the taken one at its root included. */
  #size = 0;
  /** True while the root is an event already taken. */
  #hole = false;
  /** The next sequence number. */
  #sequence: number;

  /** @param sequence number of the first event: others were before it. */
  constructor(sequence = 0) {
    this.#sequence = sequence;
  }

  /** Events that wait. */
  get size(): number {
    return this.#hole ? this.#size - 1 : this.#size;
  }

  /** Where the event stands that would be taken next, or -1 when nothing waits. Good until the next push or take. */
  front(): number {
    if (!this.#hole) return this.#size > 0 ? 0 : -1;
    if (this.#size < 3) return this.#size - 2 === 0 ? 1 : -1;
    const keys = this.#keys;
    const left = keys[2]!;
    const right = keys[4]!;
    // Added up, as in `#sink`.
    return left !== right ? 1 + Number(right < left) : 1 + Number(keys[5]! < keys[3]!);
  }

  /** Time of the event at a place. */
  timeAt(place: number): Ticks {
    return this.#keys[2 * place]!;
  }

  /** Order number of the event at a place. */
  orderAt(place: number): number {
    return this.#keys[2 * place + 1]!;
  }

  /** Whether something holds of any event that waits, by its code, subject and order number; they are looked at in no order. */
  some(which: (code: number, subject: number, order: number) => boolean): boolean {
    const meanings = this.#meanings;
    for (let place = this.#hole ? 1 : 0; place < this.#size; place++)
      if (which(meanings[2 * place]!, meanings[2 * place + 1]!, this.orderAt(place))) return true;
    return false;
  }

  push(time: Ticks, eventClass: number, code: number, subject: number): void {
    const order = eventClass * CLASS_SPAN + this.#sequence;
    this.#sequence++;
    this.pushed = order;
    if (2 * this.#size === this.#keys.length) this.#grow();
    const place = this.#size;
    this.#keys[2 * place] = time;
    this.#keys[2 * place + 1] = order;
    this.#meanings[2 * place] = code;
    this.#meanings[2 * place + 1] = subject;
    // Behind the last one, from where it sinks into the hole or rises: a double that is handed on would have to be put on the heap.
    if (this.#hole) {
      this.#hole = false;
      this.#sink(place);
    } else {
      this.#size++;
      this.#rise(place);
    }
  }

  /** Lets the last event, at `from`, rise to its place. */
  #rise(from: number): void {
    const keys = this.#keys;
    const meanings = this.#meanings;
    const time = keys[2 * from]!;
    const order = keys[2 * from + 1]!;
    const code = meanings[2 * from]!;
    const subject = meanings[2 * from + 1]!;
    let place = from;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      const parentTime = keys[2 * parent]!;
      if (parentTime < time || (parentTime === time && keys[2 * parent + 1]! < order)) break;
      keys[2 * place] = parentTime;
      keys[2 * place + 1] = keys[2 * parent + 1]!;
      meanings[2 * place] = meanings[2 * parent]!;
      meanings[2 * place + 1] = meanings[2 * parent + 1]!;
      place = parent;
    }
    keys[2 * place] = time;
    keys[2 * place + 1] = order;
    meanings[2 * place] = code;
    meanings[2 * place + 1] = subject;
  }

  /** Takes the next event: `code`, `subject` and `order` are its own. Something must wait. */
  take(): void {
    if (this.#hole) this.#sink(--this.#size);
    this.#hole = true;
    this.order = this.#keys[1]!;
    this.code = this.#meanings[0]!;
    this.subject = this.#meanings[1]!;
  }

  /** Puts the event at `from` (behind the last one) into the root's place and lets it sink. */
  #sink(from: number): void {
    const keys = this.#keys;
    const meanings = this.#meanings;
    const size = this.#size;
    const time = keys[2 * from]!;
    const order = keys[2 * from + 1]!;
    let place = 0;
    for (;;) {
      let child = 2 * place + 1;
      if (child >= size) break;
      if (child + 1 < size) {
        const left = keys[2 * child]!;
        const right = keys[2 * child + 2]!;
        // Either is as likely: the earlier is added up, for a branch would be guessed wrong half of the time.
        if (left !== right) child += Number(right < left);
        else if (keys[2 * child + 3]! < keys[2 * child + 1]!) child++;
      }
      const childTime = keys[2 * child]!;
      if (time < childTime || (time === childTime && order < keys[2 * child + 1]!)) break;
      keys[2 * place] = childTime;
      keys[2 * place + 1] = keys[2 * child + 1]!;
      meanings[2 * place] = meanings[2 * child]!;
      meanings[2 * place + 1] = meanings[2 * child + 1]!;
      place = child;
    }
    keys[2 * place] = time;
    keys[2 * place + 1] = order;
    meanings[2 * place] = meanings[2 * from]!;
    meanings[2 * place + 1] = meanings[2 * from + 1]!;
  }

  #grow(): void {
    const keys = new Float64Array(2 * this.#keys.length);
    keys.set(this.#keys);
    this.#keys = keys;
    const meanings = new Int32Array(2 * this.#meanings.length);
    meanings.set(this.#meanings);
    this.#meanings = meanings;
  }
}
