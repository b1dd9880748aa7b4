/**
 * Job rows in order of their numbers, in a ring: adding a younger job than all and taking the oldest cost a step; one that
 * comes back to its old place (a held job that is admitted) moves the shorter part in front of it.
 */
export class SortedRing {
  length = 0;
  #rows = new Int32Array(64);
  #head = 0;

  /** `index` counts from the oldest. */
  at(index: number): number {
    return this.#rows[(this.#head + index) & (this.#rows.length - 1)]!;
  }

  /** Adds the youngest. */
  push(row: number): void {
    if (this.length === this.#rows.length) this.#grow();
    this.#rows[(this.#head + this.length++) & (this.#rows.length - 1)] = row;
  }

  /** Takes the oldest away. */
  shift(): void {
    this.#head = (this.#head + 1) & (this.#rows.length - 1);
    this.length--;
  }

  /** Adds a row at its number's place; `number` is the column of the numbers. */
  insert(row: number, number: Float64Array): void {
    const isYoungest = this.length === 0 || number[this.at(this.length - 1)]! < number[row]!;
    const place = isYoungest ? this.length : this.#search(number[row]!, number);
    this.push(row);
    if (isYoungest) return;
    const mask = this.#rows.length - 1;
    if (place < this.length >> 1) {
      this.#head = (this.#head - 1) & mask;
      for (let i = 0; i < place; i++) this.#rows[(this.#head + i) & mask] = this.#rows[(this.#head + i + 1) & mask]!;
    } else {
      for (let i = this.length - 1; i > place; i--) {
        this.#rows[(this.#head + i) & mask] = this.#rows[(this.#head + i - 1) & mask]!;
      }
    }
    this.#rows[(this.#head + place) & mask] = row;
  }

  /** Takes a row away from wherever it stands; it must be there. */
  remove(row: number, number: Float64Array): void {
    const mask = this.#rows.length - 1;
    for (let i = this.#search(number[row]!, number); i < this.length - 1; i++) {
      this.#rows[(this.#head + i) & mask] = this.#rows[(this.#head + i + 1) & mask]!;
    }
    this.length--;
  }

  /** How many rows have a smaller number. */
  #search(sought: number, number: Float64Array): number {
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (number[this.at(middle)]! < sought) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #grow(): void {
    const grown = new Int32Array(2 * this.#rows.length);
    for (let i = 0; i < this.length; i++) grown[i] = this.at(i);
    this.#rows = grown;
    this.#head = 0;
  }
}
