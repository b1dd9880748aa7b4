import { roomier } from "./roomier.ts";

/** There is none. */
export const NOWHERE = -1;

const FEWEST_ORDINALS = 64;

/**
 * Where things are kept, by their ordinals, which count from 0: four bytes for each that ever was, and a step to find one. Many
 * come and go; a `Map` would leave a table behind, as garbage that is long-lived, each time that as many have gone as it holds.
 */
export class OrdinalPlaces {
  /** By ordinal. */
  #places = new Int32Array(FEWEST_ORDINALS).fill(NOWHERE);

  /** A place from 0, or NOWHERE. */
  of(ordinal: number): number {
    return ordinal >= 0 && ordinal < this.#places.length ? this.#places[ordinal]! : NOWHERE;
  }

  set(ordinal: number, place: number): void {
    if (ordinal >= this.#places.length) this.#grow(ordinal);
    this.#places[ordinal] = place;
  }

  #grow(ordinal: number): void {
    const ordinals = Math.max(2 * this.#places.length, ordinal + 1);
    this.#places = roomier(this.#places, new Int32Array(ordinals).fill(NOWHERE));
  }
}
