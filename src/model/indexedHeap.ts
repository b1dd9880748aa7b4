/**
 * Things of which the first in an order is looked at, and from which any can be taken out: a binary heap that knows where
 * each of them stands. A thing's place in the order must not change while it is in.
 */
export class IndexedHeap<Thing> {
  readonly #before: (a: Thing, b: Thing) => boolean;
  /** A small number that each thing in the heap has to itself. */
  readonly #indexOf: (thing: Thing) => number;
  readonly #heap: Thing[] = [];
  /** By index. */
  #places = new Int32Array(16).fill(-1);

  constructor(before: (a: Thing, b: Thing) => boolean, indexOf: (thing: Thing) => number) {
    this.#before = before;
    this.#indexOf = indexOf;
  }

  get size(): number {
    return this.#heap.length;
  }

  /** The first in order; there must be one. */
  get top(): Thing {
    return this.#heap[0]!;
  }

  has(thing: Thing): boolean {
    const index = this.#indexOf(thing);
    return index < this.#places.length && this.#places[index] !== -1;
  }

  add(thing: Thing): void {
    const index = this.#indexOf(thing);
    if (index >= this.#places.length) this.#grow(index);
    this.#heap.push(thing);
    this.#rise(this.#heap.length - 1, thing);
  }

  /** Takes out a thing that is in. */
  remove(thing: Thing): void {
    const heap = this.#heap;
    const index = this.#indexOf(thing);
    const place = this.#places[index]!;
    this.#places[index] = -1;
    const last = heap.pop()!;
    if (last === thing) return;
    if (place > 0 && this.#before(last, heap[(place - 1) >> 1]!)) this.#rise(place, last);
    else this.#sink(place, last);
  }

  #rise(from: number, thing: Thing): void {
    const heap = this.#heap;
    let place = from;
    while (place > 0) {
      const parent = heap[(place - 1) >> 1]!;
      if (!this.#before(thing, parent)) break;
      this.#put(parent, place);
      place = (place - 1) >> 1;
    }
    this.#put(thing, place);
  }

  #sink(from: number, thing: Thing): void {
    const heap = this.#heap;
    let place = from;
    for (;;) {
      let child = 2 * place + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && this.#before(heap[child + 1]!, heap[child]!)) child++;
      if (!this.#before(heap[child]!, thing)) break;
      this.#put(heap[child]!, place);
      place = child;
    }
    this.#put(thing, place);
  }

  #put(thing: Thing, place: number): void {
    this.#heap[place] = thing;
    this.#places[this.#indexOf(thing)] = place;
  }

  #grow(index: number): void {
    const places = new Int32Array(2 * (index + 1)).fill(-1);
    places.set(this.#places);
    this.#places = places;
  }
}
