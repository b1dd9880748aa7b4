/**
 * The rows of a column in ascending order, equal ones as they stand: a merge sort of the runs that are in order already, so that a
 * trace with a few jobs out of place is one merge or two away.
 */
export function ascendingRows(column: Float64Array): Uint32Array {
  const count = column.length;
  let [keys, spareKeys] = [column.slice(), new Float64Array(count)];
  let [rows, spareRows] = [new Uint32Array(count), new Uint32Array(count)];
  for (let row = 0; row < count; row++) rows[row] = row;
  let bounds = runsOf(column);
  while (bounds.length > 2) {
    const merged = [0];
    for (let run = 0; run + 1 < bounds.length; run += 2) {
      const [from, middle, to] = [bounds[run]!, bounds[run + 1]!, bounds[run + 2] ?? count];
      merge(keys, rows, spareKeys, spareRows, from, middle, to);
      merged.push(to);
    }
    [keys, spareKeys] = [spareKeys, keys];
    [rows, spareRows] = [spareRows, rows];
    bounds = merged;
  }
  return rows;
}

/** Where each run that ascends starts, and the end. */
function runsOf(column: Float64Array): number[] {
  const bounds = [0];
  for (let row = 1; row < column.length; row++) if (column[row]! < column[row - 1]!) bounds.push(row);
  if (column.length > 0) bounds.push(column.length);
  return bounds;
}

/** Two runs side by side into one; at equal keys the left one's go first. */
function merge(
  keys: Float64Array,
  rows: Uint32Array,
  toKeys: Float64Array,
  toRows: Uint32Array,
  from: number,
  middle: number,
  end: number,
): void {
  let left = from;
  let right = middle;
  for (let to = from; to < end; to++) {
    const takesLeft = right === end || (left < middle && keys[left]! <= keys[right]!);
    const taken = takesLeft ? left++ : right++;
    toKeys[to] = keys[taken]!;
    toRows[to] = rows[taken]!;
  }
}
