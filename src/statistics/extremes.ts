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

  /** Takes some values, those in [from, to). */
  addAll(values: Float64Array, from: number, to: number): void {
    let min = this.state[MIN]!;
    let max = this.state[MAX]!;
    for (let i = from; i < to; i += 1) {
      const value = values[i]!;
      if (value < min) min = value;
      if (value > max) max = value;
    }
    this.state[COUNT] = this.state[COUNT]! + to - from;
    this.state[MIN] = min;
    this.state[MAX] = max;
  }

  /** Takes all values of the other, which keeps them. */
  merge(other: Extremes): void {
    this.state[COUNT] = this.state[COUNT]! + other.state[COUNT]!;
    this.state[MIN] = Math.min(this.state[MIN]!, other.state[MIN]!);
    this.state[MAX] = Math.max(this.state[MAX]!, other.state[MAX]!);
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
