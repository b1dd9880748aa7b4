const NOBODY = -1;

/**
 * Things by their ordinals, from 0, of which many come and go while few are there at a time. A `Map` would leave a table behind,
 * as garbage that is long-lived, each time that as many have gone as it holds; this one uses its places again.
 *
 * A hash table with linear probing (Knuth, The Art of Computer Programming 3, 6.4, algorithms L and R).
 */
export class OrdinalMap<Thing> {
  size = 0;
  #bits = 4;
  /** By place: the ordinal that is there, or NOBODY. At most half of the places are taken. */
  #ordinals = new Int32Array(1 << this.#bits).fill(NOBODY);
  #things: (Thing | undefined)[] = new Array(1 << this.#bits).fill(undefined);

  get(ordinal: number): Thing | undefined {
    const place = this.#placeOf(ordinal);
    return this.#ordinals[place] === ordinal ? this.#things[place] : undefined;
  }

  /** Adds a thing under an ordinal that is not in. */
  add(ordinal: number, thing: Thing): void {
    if (2 * this.size === this.#ordinals.length) this.#grow();
    this.#put(ordinal, thing);
    this.size++;
  }

  /** Takes out what is in under an ordinal. */
  remove(ordinal: number): void {
    const ordinals = this.#ordinals;
    const mask = ordinals.length - 1;
    let hole = this.#placeOf(ordinal);
    // Those that stand behind it move up, unless they would come to stand before the place where they are looked for first.
    for (let place = (hole + 1) & mask; ordinals[place] !== NOBODY; place = (place + 1) & mask) {
      const home = this.#homeOf(ordinals[place]!);
      if (((place - home) & mask) < ((place - hole) & mask)) continue;
      ordinals[hole] = ordinals[place]!;
      this.#things[hole] = this.#things[place];
      hole = place;
    }
    ordinals[hole] = NOBODY;
    this.#things[hole] = undefined;
    this.size--;
  }

  #put(ordinal: number, thing: Thing): void {
    const place = this.#placeOf(ordinal);
    this.#ordinals[place] = ordinal;
    this.#things[place] = thing;
  }

  /** Where it is, or where it would be put. */
  #placeOf(ordinal: number): number {
    const ordinals = this.#ordinals;
    const mask = ordinals.length - 1;
    let place = this.#homeOf(ordinal);
    while (ordinals[place] !== ordinal && ordinals[place] !== NOBODY) place = (place + 1) & mask;
    return place;
  }

  /** Neighbours are spread evenly: the golden ratio's multiples (Knuth, 6.4). */
  #homeOf(ordinal: number): number {
    return Math.imul(ordinal, 0x9e3779b1) >>> (32 - this.#bits);
  }

  #grow(): void {
    const [ordinals, things] = [this.#ordinals, this.#things];
    this.#bits++;
    this.#ordinals = new Int32Array(1 << this.#bits).fill(NOBODY);
    this.#things = new Array(1 << this.#bits).fill(undefined);
    ordinals.forEach((ordinal, place) => {
      if (ordinal !== NOBODY) this.#put(ordinal, things[place]!);
    });
  }
}
