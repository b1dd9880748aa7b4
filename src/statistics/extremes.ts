const COUNT = 0;
const MIN = 1;
const MAX = 2;

/**
 * How many values there were, the smallest and the largest. In a typed array because plain double fields are boxed, and
 * cost ten times as much to write.
 */
export class Extremes {
  private readonly state = Float64Array.of(0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY);

  /** Takes one value, any number but NaN. */
  add(value: number): void {
    const state = this.state;
    state[COUNT] = state[COUNT]! + 1;
    if (value < state[MIN]!) state[MIN] = value;
    if (value > state[MAX]!) state[MAX] = value;
  }

  /** Takes some values, those in [from, to). Returns their plain sum, which costs next to nothing here. */
  addAll(values: Float64Array, from: number, to: number): number {
    let min = Number.POSITIVE_INFINITY;
    let max = Number.NEGATIVE_INFINITY;
    let sum = 0;
    for (let i = from; i < to; i += 1) {
      const value = values[i]!;
      sum += value;
      if (value < min) min = value;
      if (value > max) max = value;
    }
    this.widen(to - from, min, max);
    return sum;
  }

  /** Takes so many values of which the smallest and the largest are known. */
  widen(count: number, min: number, max: number): void {
    const state = this.state;
    state[COUNT] = state[COUNT]! + count;
    if (min < state[MIN]!) state[MIN] = min;
    if (max > state[MAX]!) state[MAX] = max;
  }

  /** Takes all values of the other, which keeps them. */
  merge(other: Extremes): void {
    this.widen(other.state[COUNT]!, other.state[MIN]!, other.state[MAX]!);
  }

  /** Values so far. */
  get count(): number {
    return this.state[COUNT]!;
  }

  /** The smallest value; null when there is none. */
  get min(): number | null {
    return this.count === 0 ? null : this.state[MIN]!;
  }

  /** The largest value; null when there is none. */
  get max(): number | null {
    return this.count === 0 ? null : this.state[MAX]!;
  }
}
