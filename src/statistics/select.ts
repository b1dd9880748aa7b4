/**
 * Moves the value of a rank (0: the smallest) among the first `count` to its place, smaller ones before it and larger ones
 * behind, and returns it. Expected time linear in `count`; equal values cost nothing extra (Hoare 1961, median of three).
 *
 * @param from the values before this rank are known to be in their part already: an earlier call put them there.
 */
export function select(values: Float64Array, count: number, rank: number, from = 0): number {
  let left = from;
  let right = count - 1;
  while (right > left) {
    const pivot = medianOfThree(values[left]!, values[(left + right) >> 1]!, values[right]!);
    let i = left;
    let j = right;
    while (i <= j) {
      while (values[i]! < pivot) i++;
      while (values[j]! > pivot) j--;
      if (i <= j) {
        const swapped = values[i]!;
        values[i] = values[j]!;
        values[j] = swapped;
        i++;
        j--;
      }
    }
    if (rank <= j) right = j;
    else if (rank >= i) left = i;
    else break;
  }
  return values[rank]!;
}

function medianOfThree(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}
