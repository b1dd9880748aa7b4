/** Lengths of the first chunks: many lists stay short. */
const FIRST = [32, 512] as const;
/** Length of every further one. */
const FURTHER = 4096;

const FEW = 64;

/** Numbers in the order they came in, kept in chunks: a list that grows copies none of them. */
export class ValueChunks {
  /** How many there are. */
  length = 0;
  readonly #chunks: Float64Array[] = [];
  /** The last chunk, and how many of its places are taken. */
  #last = new Float64Array(0);
  #filled = 0;

  add(value: number): void {
    if (this.#filled === this.#last.length) this.#grow();
    this.#last[this.#filled] = value;
    this.#filled += 1;
    this.length += 1;
  }

  /** Adds those in [from, to). */
  addAll(values: Float64Array, from: number, to: number): void {
    for (let at = from; at < to; ) {
      if (this.#filled === this.#last.length) this.#grow();
      const count = Math.min(to - at, this.#last.length - this.#filled);
      // Not by a view of so few: that costs more than copying them.
      if (count > FEW) this.#last.set(values.subarray(at, at + count), this.#filled);
      else for (let i = 0; i < count; i++) this.#last[this.#filled + i] = values[at + i]!;
      this.#filled += count;
      at += count;
    }
    this.length += to - from;
  }

  /** All of them, in arrays of some length each: live, read only. */
  *arrays(): Generator<Float64Array> {
    for (const chunk of this.#chunks) yield chunk === this.#last ? chunk.subarray(0, this.#filled) : chunk;
  }

  /** All of them, in one array of their own. */
  toArray(): Float64Array {
    const all = new Float64Array(this.length);
    let at = 0;
    for (const values of this.arrays()) {
      all.set(values, at);
      at += values.length;
    }
    return all;
  }

  #grow(): void {
    this.#last = new Float64Array(FIRST[this.#chunks.length] ?? FURTHER);
    this.#chunks.push(this.#last);
    this.#filled = 0;
  }
}
