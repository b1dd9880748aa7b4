/** Whether each of the first `count` is none before its `from`, and none after its `to`. */
export function areBetween(from: Float64Array, at: Float64Array, to: Float64Array, count: number): boolean {
  let right = 1;
  for (let i = 0; i < count; i++) right &= Number(from[i]! <= at[i]!) & Number(at[i]! <= to[i]!);
  return right === 1;
}

/** Whether each of the first `count` is so much after its `from`, and that is no less than nothing. */
export function areSums(from: Float64Array, by: Float64Array, to: Float64Array, count: number): boolean {
  let right = 1;
  for (let i = 0; i < count; i++) right &= Number(by[i]! >= 0) & Number(from[i]! + by[i]! === to[i]!);
  return right === 1;
}

/** Whether each of the first `count` is nothing. */
export function areNothing(values: Float64Array, count: number): boolean {
  let right = 1;
  for (let i = 0; i < count; i++) right &= Number(values[i] === 0);
  return right === 1;
}
