/** Room for numbers that is used again at each evaluation: only the first `length` values count. */
export class Vector {
  values = new Float64Array(8);
  length = 0;

  /** Makes room for so many values, keeping those that are there. */
  reserve(capacity: number): void {
    if (capacity <= this.values.length) return;
    const grown = new Float64Array(Math.max(capacity, 2 * this.values.length));
    grown.set(this.values.subarray(0, this.length));
    this.values = grown;
  }

  push(value: number): void {
    this.reserve(this.length + 1);
    this.values[this.length++] = value;
  }

  append(other: Vector): void {
    this.reserve(this.length + other.length);
    for (let i = 0; i < other.length; i++) this.values[this.length + i] = other.values[i]!;
    this.length += other.length;
  }
}
